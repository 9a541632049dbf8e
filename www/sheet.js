// @ts-check
/**
 * The engine's rows of cells as comma-separated values, to eight digits: more than any input carries.
 *
 * @param {(string | number)[][]} rows
 */
export function csvOf(rows) {
  const cell = (/** @type {string | number} */ value) => {
    const text = typeof value === 'number' ? String(Math.abs(value) < 1e-9 ? 0 : Number(value.toPrecision(8))) : String(value ?? '');
    // A leading sign would be run as a formula by a spreadsheet.
    const inert = typeof value === 'string' && /^[=+\-@\t]/.test(text) ? `'${text}` : text;
    return /[",;\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
  };
  return rows.map(row => `${row.map(cell).join(',')}\r\n`).join('');
}
