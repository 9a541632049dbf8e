// @ts-check
import { amount, day, exact } from './format.js';
import { html, t } from './language.js';
import { inWords } from './sentences.js';

/**
 * The page's own words: names of sides, groups and grades, and sentences of the engine turned into text.
 *
 * @typedef {import('./pkg/build_or_buy.js').Sentence} Sentence
 * @typedef {import('./pkg/build_or_buy.js').Side} Side
 */

/** What an answer is called in the middle of a sentence. @type {Record<string, string>} */
export const sides = { buy: t('API'), hybrid: t('own servers plus API'), build: t('own servers') };

/** The same, as one word to start with. @type {Record<string, string>} */
export const verdicts = {
  'buy': t('Buy'), 'probably-buy': t('Probably buy'), 'hybrid': t('Do both'), 'probably-hybrid': t('Probably both'),
  'build': t('Self-host'), 'probably-build': t('Probably self-host'), 'too-close': t('Too close to call'), 'no-answer': t('No plan fits'),
};

/** @type {[import('./pkg/build_or_buy.js').Field['group'], string][]} */
export const groups = [
  ['prices', t('API prices and the bill')],
  ['time', t('Time, growth and price paths')],
  ['team', t('People, building and on-call')],
  ['capacity', t('GPUs and serving')],
  ['owned', t('Hardware you own')],
  ['gates', t('Rules, latest models, outages')],
  ['switching', t('Leaving a vendor')],
  ['reasons', t('Things that feel like reasons')],
  ['display', t('Another calculator’s number')],
];

/** @type {Record<string, string>} */
export const grades = { A: t('official'), B: t('solid'), C: t('weak'), J: t('our judgement') };

/** Plain text, amounts rounded. @param {Sentence | null | undefined} sentence */
export const plain = sentence =>
  inWords(sentence ?? []).map(part => (isWords(part) ? part.text : amount(part.unit, part.value))).join('');

/** Whether a part of a sentence is words, or a name among them. @param {import('./pkg/build_or_buy.js').Part | undefined} part */
export const isWords = part => part?.unit === 'text' || part?.unit === 'name';

/**
 * The same with amounts that tell their exact value; a mark after an amount stays on its line.
 * @param {Sentence | null | undefined} sentence
 * @param {boolean} [stops] whether the keyboard stops at each amount; elsewhere the tables have the same amounts
 */
export const said = (sentence, stops) => inWords(sentence ?? []).map((part, at, all) => {
  const before = all[at - 1];
  if (isWords(part)) return before && !isWords(before) ? part.text.replace(MARKS, '') : part.text;
  const next = all[at + 1];
  const marks = isWords(next) ? (MARKS.exec(next.text)?.[0] ?? '') : '';
  const text = amount(part.unit, part.value);
  return html`<span class="whole">${!part.unit.startsWith('usd') ? text : stops
    ? html`<button type="button" class="amount" data-unit=${part.unit} data-value=${part.value}
      aria-description="${toldBefore(all, at)} ${exact(part.unit, part.value)}. ${t('Where this comes from')}">${text}</button>`
    : html`<span class="amount" data-unit=${part.unit} data-value=${part.value}>${text}</span>`}${marks}</span>`;
});

/** What leads up to an amount: alone it says nothing to who tabs from one to the next. @param {Sentence} all @param {number} at */
const toldBefore = (all, at) => {
  const before = all.slice(0, at).map(part => (isWords(part) ? part.text : '. ')).join('');
  return before.split(/[.:;,] /).at(-1)?.trim() ?? '';
};

const MARKS = /^[.,;:)”]+/;

/** A source, its addresses as links. @param {string} source */
export const cite = source => source.split(/(https?:\/\/[^\s;,]+)/).map(part =>
  (/^https?:/.test(part) ? html`<a href=${part} target="_blank" rel="noopener noreferrer">${part.replace(/^https?:\/\/(www\.)?/, '')}</a>` : t(part)));

/** Where a number is from and of which day, beside its grade; that we judged is said by the grade. @param {string} source @param {string | undefined} day @param {string} [before] what leads to it */
export function sourced(source, day, before = '') {
  const from = source.replace(/^judgement(; |$)/, '');
  return html`${from ? html`${before}${cite(from)}` : ''}${day && day !== '-' ? t`, ${day}` : ''}`;
}

/** What points are. @param {import('./page.js').Page} page */
export const points = page => html`Quality score: ${page.report.index}, ${day(page.report.index_date)}; higher is better.`;

const POINTS = /\bpoints\b|clears (the quality|what you asked)/;

/** Whether the answer speaks of points, and therefore says what they are. @param {import('./page.js').Page} page */
export const saysPoints = ({ report: { verdict: { sentence, note }, issues } }) =>
  [...sentence, ...(note ?? [])].some(part => POINTS.test(part.text)) || issues.some(one => POINTS.test(one.problem));
