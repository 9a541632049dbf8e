// @ts-check
import { t } from './language.js';
/**
 * Workloads out of cells copied from a spreadsheet: columns by their headings, quotes undone, numbers of both
 * conventions, and a word about everything that could not be taken.
 *
 * @typedef {{ name: string, values: Record<string, string> }} Line
 * @typedef {{ lines: Line[], said: string[] }} Found
 * @typedef {{ word: string, label: string }} Choice
 */

/** @type {[string, RegExp][]} */
const HEADINGS = [
  ['name', /^(name|workload|what|use ?case|anwendung|was)/i],
  ['requests', /request|call|volume|a month|per month|anfragen|anzahl/i],
  ['input_tokens', /\bin\b|input|prompt|eingabe/i],
  ['output_tokens', /\bout\b|output|completion|answer|ausgabe/i],
  ['quality', /quality|needs|tier|qualit/i],
  ['model', /model|bought|vendor/i],
];
const ORDER = ['name', 'requests', 'input_tokens', 'output_tokens', 'quality', 'model'];
const NUMBERS = ['requests', 'input_tokens', 'output_tokens'];

/** Cells of a text, by tab, semicolon, bar or comma; quoted cells may hold any of them. @param {string} text */
export function cellsOf(text) {
  const outside = text.replace(/"[^"]*"/g, '');
  const mark = ['\t', ';', '|'].find(one => outside.includes(one)) ?? ',';
  /** @type {string[][]} */
  const rows = [[]];
  let cell = '';
  let quoted = false;
  const end = () => { rows[rows.length - 1].push(cell.trim()); cell = ''; };
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (quoted) {
      if (letter === '"' && text[at + 1] === '"') { cell += '"'; at += 1; } else if (letter === '"') quoted = false; else cell += letter;
    } else if (letter === '"' && cell.trim() === '') { quoted = true; cell = ''; } else if (letter === mark) end();
    else if (letter === '\n') { end(); rows.push([]); } else if (letter !== '\r') cell += letter;
  }
  end();
  return rows.filter(row => row.some(Boolean));
}

/**
 * Whether numbers are written the German way: points between thousands, a comma before decimals. A single `1.200`
 * says nothing; `3.000.000` or `2,5` beside it does, and so does a semicolon between cells.
 * @param {string[]} numbers @param {boolean} semicolons
 */
export function isGerman(numbers, semicolons) {
  const english = numbers.some(one => /,\d{3}(\D|$)/.test(one) && !/\.\d{3}\b/.test(one)) || numbers.some(one => /\.(\d{1,2}|\d{4,})$/.test(one));
  const german = numbers.some(one => /\.\d{3}\.\d{3}/.test(one) || /\d,\d{1,2}$/.test(one)) || (semicolons && numbers.some(one => /^\d{1,3}(\.\d{3})+$/.test(one)));
  return german && !english;
}

/** @param {string} text @param {{ quality: Choice[], model: Choice[] }} choices @returns {Found} */
export function workloadsIn(text, choices) {
  const rows = cellsOf(text);
  /** @type {string[]} */
  const said = [];
  if (rows.length === 0) return { lines: [], said: [t('There is nothing to read yet.')] };
  const headed = !rows[0].slice(1).some(cell => /\d/.test(cell));
  /** @type {(string | null)[]} */
  let columns = ORDER.slice();
  if (headed && rows.length > 1) {
    const left = new Map(HEADINGS);
    columns = rows[0].map(cell => {
      const found = [...left].find(([, like]) => like.test(cell))?.[0] ?? null;
      if (found) left.delete(found);
      else if (cell) said.push(t`Column “${cell}” was not used.`);
      return found;
    });
    if (!columns.includes('name') && columns[0] === null) { columns[0] = 'name'; said.shift(); }
  }
  const body = headed && rows.length > 1 ? rows.slice(1) : rows;
  const numeric = body.flatMap(row => row.filter((_, at) => NUMBERS.includes(columns[at] ?? '')));
  const german = isGerman(numeric, text.replace(/"[^"]*"/g, '').includes(';'));
  if (german) said.push(t('Numbers were read the German way: 1.200 is one thousand two hundred.'));
  /** @type {Line[]} */
  const lines = [];
  for (const row of body) {
    /** @type {Record<string, string>} */
    const values = {};
    row.forEach((cell, at) => {
      const key = columns[at];
      if (!key || cell === '') return;
      if (NUMBERS.includes(key)) {
        if (/\d/.test(cell)) values[key] = german ? cell.replace(/\./g, '').replace(',', '.') : cell;
        else said.push(t`“${cell}” in “${row[0]}” is not a number.`);
      } else if (key === 'quality' || key === 'model') {
        const wanted = cell.toLowerCase();
        const found = choices[key].find(one => one.word.toLowerCase() === wanted || one.label.toLowerCase() === wanted)
          ?? choices[key].find(one => one.label.toLowerCase().includes(wanted) || one.word.toLowerCase().includes(wanted.replace(/\s+/g, '-')));
        if (found) values[key] = found.word;
        else said.push(key === 'model' ? t`Model “${cell}” is not in the list; the default counts.` : t`Quality “${cell}” is not in the list; the default counts.`);
      } else values[key] = cell;
    });
    if (Object.keys(values).some(key => NUMBERS.includes(key))) lines.push({ name: values.name ?? row[0] ?? 'workload', values });
    else said.push(t`“${row.join(' ').slice(0, 40)}” holds no number of requests and was left out. A line is a name, requests a month, tokens in, tokens out.`);
  }
  return { lines, said };
}
