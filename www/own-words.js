// @ts-check
import { inTable } from './language.js';

/**
 * The options in the host's own words: `word-api`, `word-own` and `word-both` of a link or an embed take the place of what
 * the page calls them. All that is shown passes here as it is drawn, and what leaves the page as text.
 *
 * Only the names are replaced. What speaks of APIs or servers in general stays, and so does every text that was typed.
 * What another language calls the options stands in its table under the same keys. English is looked for beside it: a
 * spreadsheet says it, and what a table lacks.
 */

/** What the page calls each option, the longer name before the shorter that it holds. @type {[string, string][]} */
const NAMES = [
  ['word-both', '[Oo]wn servers plus API|[Dd]oing both'],
  ['word-own', '[Rr]unning your own|[Yy]our own servers|[Oo]wn servers|[Oo]wn(?= cheaper by| over API)'],
  ['word-api', '[Aa]n API(?! bill)|^API$|API(?=, (?:as you buy it|bought well)| cheaper)|(?<=over )API'],
];

/** Attributes that are read. */
const READ = /\s(?:aria-label|aria-valuetext|title|alt|label)=(?:"[^"]*)?$/;

/** What is looked for, with the words themselves, so that what was replaced is not replaced again; null where none is set. @type {RegExp | null} */
let pattern = null;
/** @type {string[]} */
let words = [];
let known = '';
/** Templates with the words in them. @type {WeakMap<readonly string[], any>} */
let templates = new WeakMap();
/** What was typed. @type {Set<string>} */
let typed = new Set();

/** A text with the options in the host's words. @param {string} text @param {(word: string) => string} [written] how a word is written there */
export const worded = (text, written = word => word) => (pattern ? text.replace(pattern, (found, ...groups) => {
  const at = groups.findIndex((group, at) => at < words.length && group !== undefined);
  if (at < 0) return found;
  const word = words[at];
  return written(/^[A-Z]/.test(found) ? raised(word) : word);
}) : text);

/** As it begins a sentence. @param {string} word */
const raised = word => word[0].toUpperCase() + word.slice(1);

/** A report as it leaves for a spreadsheet. @template {import('./pkg/build_or_buy.js').Report} R @param {R} report @returns {R} */
export const reportWorded = report => ({
  ...report,
  options: report.options.map(option => ({ ...option, label: worded(option.label) })),
  verdict: Object.fromEntries(Object.entries(report.verdict).map(([name, said]) => [name, Array.isArray(said)
    ? said.map(part => (part.unit === 'text' ? { ...part, text: worded(part.text) } : part)) : said])),
});

/** What is drawn, with the options in the words of the link. @param {import('./page.js').Page} page @param {any} view */
export function ownWords(page, view) {
  const given = NAMES.map(([key, names]) => ({ names: `${names}|${inTable(key) ?? names}`, word: page.report.given.find(one => one.key === key)?.text.replace(/\s+/g, ' ').trim() })).filter(one => one.word);
  const now = JSON.stringify(given);
  if (now !== known) {
    known = now;
    words = given.map(one => one.word ?? '');
    const plain = words.flatMap(word => [word, raised(word)]).map(word => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    pattern = words.length ? RegExp(`(?<![\\p{L}\\d])(?:(?:${plain.join('|')})|${given.map(one => `(${one.names})`).join('|')})(?![\\p{L}\\d])`, 'gu') : null;
    templates = new WeakMap();
  }
  typed = new Set(page.pairs.values());
  return pattern ? drawn(view) : view;
}

/** @param {any} value @param {string} [before] what stands before it in its template @returns {any} */
function drawn(value, before = '') {
  if (typeof value === 'string') return typed.has(value) || (/=(?:"[^"<>]*)?$/.test(before) && !READ.test(before)) ? value : worded(value);
  if (Array.isArray(value)) return value.map(one => drawn(one));
  if (value?._$litType$ && value.strings) {
    return { ...value, strings: template(value.strings), values: value.values.map((/** @type {any} */ one, /** @type {number} */ at) => drawn(one, value.strings[at])) };
  }
  return value;
}

/** The fixed text of a template is markup: a word is escaped there. @param {readonly string[]} strings */
function template(strings) {
  let found = templates.get(strings);
  if (!found) {
    const pieces = strings.map(piece => worded(piece, word => word.replace(/[&<>"']/g, mark => `&#${mark.charCodeAt(0)};`)));
    found = pieces.every((piece, at) => piece === strings[at]) ? strings : Object.assign(pieces, { raw: pieces });
    templates.set(strings, found);
  }
  return found;
}
