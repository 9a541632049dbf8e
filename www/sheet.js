// @ts-check
/**
 * The engine's rows of cells as comma-separated values.
 *
 * @param {(string | number)[][]} rows
 */
export function csvOf(rows) {
  const cell = (/** @type {string | number} */ value) => {
    const text = String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return rows.map(row => `${row.map(cell).join(',')}\r\n`).join('');
}
