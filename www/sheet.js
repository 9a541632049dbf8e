// @ts-check
/**
 * Lines and ledger as comma-separated values, to eight digits, in US dollars.
 *
 * @param {import('./page.js').Page} page
 */
export function sheetOf(page) {
  const { options, ledger } = page.report;
  // A leading sign would be run as a formula by a spreadsheet.
  const cell = (/** @type {unknown} */ value) => {
    // Eight digits are more than any input carries; the rest is the machine's.
    const text = typeof value === 'number' ? String(Math.abs(value) < 1e-9 ? 0 : Number(value.toPrecision(8))) : String(value ?? '');
    const inert = typeof value === 'string' && /^[=+\-@\t]/.test(text) ? `'${text}` : text;
    return /[",\n;]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
  };
  const rows = [
    ['table', 'option or key', 'line or label', 'value', 'unit', 'low', 'high', 'source', 'date', 'grade', 'set by'],
    ...options.flatMap(option => option.lines.filter(line => Math.abs(line.monthly) >= 0.005).map(line => ['cost', option.label, line.label, line.monthly, 'USD/month', '', '', line.inputs.join(' '), '', '', ''])),
    ...options.map(option => ['total', option.label, 'All in', option.monthly, 'USD/month', '', '', '', '', '', '']),
    ...ledger.map(row => ['ledger', row.key, row.label, row.value ?? row.word, row.unit, row.low, row.high, row.source, row.date, row.grade, row.set_by]),
  ];
  return `${rows.map(row => row.map(cell).join(',')).join('\r\n')}\r\n`;
}
