// @ts-check
import { NUMBER, inForm as wordAfter, inTable, isForeign, listOf, shown, t } from './language.js';

/**
 * Sentences of the engine in another language. Each comes as words, names and amounts side by side; here it is cut into
 * the keys of a table: at the end of a sentence and at a semicolon, an equation at its signs. What stands between the words
 * is a slot, a row of names is one, and so is a place such as “Qwen3 14B on H200”.
 *
 * @typedef {import('./pkg/build_or_buy.js').Sentence} Sentence
 * @typedef {import('./pkg/build_or_buy.js').Part} Part
 */

/** A name, and a place made of two. */
const NAME = '\\x01\\d+\\0';
const PLACE = RegExp(`(${NAME}) (at|on) (${NAME})`, 'g');
/** Names in a row. */
const ROW = RegExp(`${NAME}(?:(?:, | and )${NAME})+( more)?`, 'g');
/** Where a text is cut. */
const ENDS = /((?<=[.?!;][”)]?) )/;
const SIGNS = /( [×÷=+−] |: |(?<=[.;]) )/;

/**
 * The pieces of a sentence, with what stands between them, and the values of their slots.
 * @param {Sentence} sentence @returns {{ pieces: string[], values: Part[] }}
 */
export function cut(sentence) {
  const values = [...sentence];
  const name = (/** @type {string} */ text) => `\x01${values.push({ unit: /** @type {any} */ ('name'), text, value: 0 }) - 1}\0`;
  const of = (/** @type {string} */ slot) => values[Number(slot.slice(1, -1))].text;
  const flat = sentence.map((part, at) => (part.unit === 'text' ? part.text.replace(NUMBER, name) : `${part.unit === 'name' ? '\x01' : '\0'}${at}\0`)).join('')
    .replace(PLACE, (_, what, how, where) => name(how === 'at' ? t`${of(what)} at ${of(where)}` : t`${of(what)} on ${of(where)}`))
    .replace(ROW, (row, more) => {
      const names = (row.match(RegExp(NAME, 'g')) ?? []).map(of);
      const last = more ? names.pop() ?? '' : '';
      const listed = listOf(names);
      return name(more ? t`${listed} and ${last} more` : listed);
    })
    .replaceAll('\x01', '\0');
  return { pieces: flat.split(/ [×÷] | = /.test(flat) ? SIGNS : ENDS), values };
}

/** The sentence as the table says it; in English as it is. @param {Sentence} sentence @returns {Sentence} */
export function inWords(sentence) {
  if (!isForeign()) return sentence;
  const { pieces, values } = cut(sentence);
  return pieces.flatMap(piece => (inTable(piece, (slot, form) => `${slot.slice(0, -1)}${form}\0`) ?? piece).split(/(\0[^\0]*\0)/).flatMap(one => {
    if (one[0] !== '\0') return one ? [{ unit: /** @type {any} */ ('text'), text: one, value: 0 }] : [];
    const [, at, form] = /^(\d+)(.*)$/.exec(one.slice(1, -1)) ?? [];
    return inForm(values[Number(at)], form);
  }));
}

/** A name as it is shown; a label inside a sentence begins with a small letter, and its key with a large one. @param {string} name */
function called(name) {
  const [found, label] = [shown(name), name.charAt(0).toUpperCase() + name.slice(1)];
  if (found !== name) return found;
  const other = shown(label);
  return other === label ? name : other;
}

/** An amount or name in its form: `#` is the bare number with its word, `+` a word behind what is told in millions. @param {Part} part @param {string} form @returns {Part[]} */
function inForm(part, form) {
  const text = (/** @type {string} */ said) => ({ unit: /** @type {any} */ ('text'), text: said, value: 0 });
  const named = part.unit === 'name' ? called(part.text) : '';
  if (named) return [text(wordAfter(named, form))];
  const [one, many] = form.slice(1).split('|');
  if (form[0] === '#') return [{ ...part, unit: 'number' }, text(`\u00a0${Number(part.value.toPrecision(2)) === 1 ? one : many}`)];
  return form && Math.abs(part.value) >= 999_500 ? [part, text(` ${one}`)] : [part];
}
