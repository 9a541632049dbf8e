// @ts-check
import { html as markup, svg as drawing } from './vendor/lit-html.js';

export { noChange, nothing, render } from './vendor/lit-html.js';

/**
 * The page in another language. English stands in the sources; the table of a language says it anew, keyed by the English,
 * and what a table lacks stays English.
 *
 * A key is a run of words between two tags, the value of an attribute that is read, or a text in `t`. `{0}`, `{1}` are what
 * is put in: a translation may order them anew. Where one is a text, it is looked up as well: labels, units, names of
 * sides; in a list of its own, as what was typed stands, it is not. Beside the whole of it, `{0#Monat|Monate}` is a number with the word
 * that goes with it, and `{0+de}` one with a word behind it where it ends in a word itself; in a key with `~ `, `{0=}` is a
 * name as it is. At the top of a module `t` only marks words for the table: they are said where they are shown. How sentences of the engine are cut stands in `sentences.js`.
 *
 * @typedef {{ strings: any, order: number[], words: Set<number> }} Said
 */

/** @type {Record<string, string> | null} */
let table = null;
/** Templates as the table says them. @type {WeakMap<TemplateStringsArray, Said>} */
let templates = new WeakMap();
/** Texts that were looked up, and what was found. @type {Map<string, string>} */
let texts = new Map();
/** Keys of texts with names in them, and what such a text looks like. @type {[RegExp, string][]} */
let likes = [];

/** Whether the page speaks another language than English. */
export const isForeign = () => table !== null;

/** Takes the words of a language; null for English. @param {Record<string, string> | null} words */
export function speak(words) {
  table = words;
  templates = new WeakMap();
  texts = new Map();
  likes = Object.keys(words ?? {}).filter(key => key.startsWith('~ ')).sort((a, b) => b.length - a.length)
    .map(key => [RegExp(`^${key.slice(2).replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\d\}/g, key.includes('; ') ? '(.+?)' : '((?:(?!; ).)+?)')}$`), key]);
}

/** Attributes whose value is read. */
const READ = / (?:aria-label|title|placeholder|alt|label|aria-valuetext)=(?:"([^"]*)|(\0\d+\0))/g;
/** A place for what is put in. */
const SLOT = /\0(\d+)\0/g;
/** A number or a day inside a text of the engine. */
export const NUMBER = /(?<![\p{L}\d.,-])(?:\d{4}-\d\d-\d\d|\d(?:[\d,]*\d)?(?:\.\d+)?)(?![\p{L}\d-]|[.,]\d)/gu;

/** A run of words as its key. @param {string} run */
export const keyOf = run => {
  let at = 0;
  return run.replace(SLOT, () => `{${at++}}`).replace(/\s+/g, ' ').trim();
};

/** Whether a key says anything. @param {string} key */
export const says = key => /\p{L}/u.test(key.replace(/\{\d+\}/g, ''));

/** The places of a template marked, and its words put through `say`. @param {readonly string[]} strings @param {(run: string) => string} say */
export const eachRun = (strings, say) => marked(strings).replace(/(<[^>]*>)|[^<]+/g, (part, tag) => (tag
  ? tag.replace(READ, (/** @type {string} */ all, /** @type {string | undefined} */ quoted, /** @type {string} */ slot) => all.slice(0, all.length - (quoted ?? slot).length) + say(quoted ?? slot)) : say(part)));

/** @param {readonly string[]} strings */
export const marked = strings => strings.reduce((all, one, at) => `${all}\0${at - 1}\0${one}`);

/**
 * A run of words as the table says it, its edges kept; undefined where it says nothing.
 * @param {string} run
 * @param {(slot: string, form: string) => string} [put] what stands for a slot, in a form such as `#Monat|Monate`
 */
export function inTable(run, put = slot => slot) {
  const found = table?.[keyOf(run)];
  if (found === undefined) return undefined;
  const slots = run.match(SLOT) ?? [];
  const said = found.replace(/\{(\d+)([#+][^}]*)?\}/g, (_, at, form) => put(slots[at] ?? '', form ?? ''));
  return /^\s*/.exec(run)?.[0] + said + (/\S\s+$/.exec(run)?.[0].slice(1) ?? '');
}

/** A value in its form: a number with its word, singular or plural, or a word behind a long number. @param {string} value @param {string} form */
export function inForm(value, form) {
  const [one, many] = form.slice(1).split('|');
  return form[0] === '#' ? `${value}\u00a0${/^[−-]?1$/.test(value) ? one : many}` : form && /\p{L}$/u.test(value) ? `${value} ${one}` : value;
}

/** Words put together with what is put into them. @param {string} run with its slots marked @param {(at: number) => string} value */
const together = (run, value) => (inTable(run, (slot, form) => `\0${slot.slice(1, -1)}${form}\0`) ?? run)
  .replace(/\0(\d+)([^\0]*)\0/g, (_, at, form) => inForm(value(Number(at)), form));

/** Names that were given: no words of the page, whatever they say. @type {Set<string>} */
let given = new Set();

/** Leaves names as they are. @param {string[]} names */
export function leaveAsGiven(names) {
  if (names.every(name => given.has(name))) return;
  given = new Set(names);
  texts = new Map();
}

/** A text of the engine or of the page, looked up; texts that hold numbers or names as the key that leaves those open. @param {string} text @returns {string} */
export function word(text) {
  if (!table || given.has(text) || !/\p{L}/u.test(text)) return text;
  const known = texts.get(text);
  if (known !== undefined) return known;
  if (texts.size > 5000) texts = new Map();
  // What is put together of several is looked up piece by piece.
  const said = inTable(text) ?? withNumbers(text) ?? withNames(text) ?? (text.includes('; ') ? text.split('; ').map(word).join(`${table[';'] ?? ';'} `) : text);
  texts.set(text, said);
  return said;
}

/** Names in a row, as the language has it. @type {(names: string[]) => string} */
let row = names => names.join(', ');
/** @param {string[]} names */
export const listOf = names => row(names.map(word));

/** @param {string} text */
function withNumbers(text) {
  /** @type {string[]} */
  const found = [];
  const run = text.replace(NUMBER, one => `\0${found.push(one) - 1}\0`);
  return found.length && table?.[keyOf(run)] !== undefined ? together(run, at => numeral(found[at])) : undefined;
}

/** @param {string} text */
function withNames(text) {
  for (const [like, key] of likes) {
    const [all, ...names] = like.exec(text) ?? [];
    // A slot stands for the name found in its place, looked up as well; with `=` as it is.
    if (all) return table?.[key].replace(/\{(\d+)(=|[#+][^}]*)?\}/g, (_, at, form) => (form === '=' ? names[at] : inForm(shown(names[at] ?? ''), form ?? '')));
  }
  return undefined;
}

/** How a number or day of the engine's is written. @type {(text: string) => string} */
let numeral = text => text;
/** @param {typeof numeral} write @param {typeof row} list */
export const writeAs = (write, list) => { [numeral, row] = [write, list]; };

/** A text of the engine as it is shown: looked up, its numbers and days in the visitor's writing. @param {string} text */
export const shown = text => (RegExp(`^(?:${NUMBER.source})$`, 'u').test(text) ? numeral(text) : word(text));

/** What is put into words: texts are looked up too. @param {unknown} value */
const put = value => (typeof value === 'string' ? word(value) : value);

/**
 * A text of the page: `t('Copy link')`, or with what is put in.
 * @param {string | readonly string[]} strings @param {...unknown} values @returns {string}
 */
export function t(strings, ...values) {
  if (typeof strings === 'string') return word(strings);
  return table ? together(marked(strings), at => String(put(values[at]))) : String.raw({ raw: strings }, ...values);
}

/** A template as the table says it: other words, and what is put in maybe in another order. @param {TemplateStringsArray} strings @returns {Said} */
function template(strings) {
  const known = templates.get(strings);
  if (known) return known;
  const words = /** @type {Set<number>} */ (new Set());
  const said = eachRun(strings, run => {
    for (const [, at] of run.matchAll(SLOT)) words.add(Number(at));
    return inTable(run)?.replace(/[<>"]/g, mark => `&#${mark.charCodeAt(0)};`) ?? run;
  }).split(SLOT);
  const pieces = said.filter((_, at) => at % 2 === 0);
  const made = { strings: Object.assign(pieces, { raw: pieces }), order: said.filter((_, at) => at % 2).map(Number), words };
  templates.set(strings, made);
  return made;
}

/** @param {typeof markup} tag @returns {typeof markup} */
const inTongue = tag => (strings, ...values) => {
  if (!table) return tag(strings, ...values);
  const { strings: said, order, words } = template(strings);
  return tag(said, ...order.map(at => (words.has(at) ? put(values[at]) : values[at])));
};

/** Markup whose words are looked up. */
export const html = inTongue(markup);
/** The same inside a picture. */
export const svg = inTongue(/** @type {any} */ (drawing));
