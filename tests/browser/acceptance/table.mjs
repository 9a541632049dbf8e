// The acceptance table: one row a measure, one column a browser, the worst value that was seen.

const rows = new Map();

/**
 * Writes down a measured value. `must` says the bar in words; `fine` whether this value clears it.
 * `worst` compares numbers: the larger is worse unless told otherwise.
 */
export function record({ area, measure, must, browser, value, unit = '', fine, smaller = true }) {
  const key = `${area}|${measure}`;
  const row = rows.get(key) ?? { area, measure, must, unit, cells: new Map() };
  const old = row.cells.get(browser);
  const worse = old === undefined || (fine ? old.fine : true) &&
    (typeof value !== 'number' || !old.fine || !fine || (smaller ? value >= old.value : value <= old.value));
  if (worse || !fine) row.cells.set(browser, { value, fine: fine && (old?.fine ?? true) });
  rows.set(key, row);
}

/** Prints what was measured, in the order of areas. */
export function print(browsers) {
  const shown = cell => {
    if (!cell) return '–';
    const value = typeof cell.value === 'number' ? String(Math.round(cell.value * 1000) / 1000) : String(cell.value);
    return cell.fine ? value : `${value} !`;
  };
  const lines = [['area', 'measure', 'must', ...browsers]];
  for (const { area, measure, must, unit, cells } of rows.values()) {
    lines.push([area, unit ? `${measure}, ${unit}` : measure, must, ...browsers.map(name => shown(cells.get(name)))]);
  }
  const widths = lines[0].map((_, column) => Math.max(...lines.map(line => line[column].length)));
  const text = lines.map(line => line.map((cell, column) => cell.padEnd(widths[column])).join('  ').trimEnd());
  text.splice(1, 0, widths.map(width => '-'.repeat(width)).join('  '));
  console.log(`\n${text.join('\n')}\n`);
}
