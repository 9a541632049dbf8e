// @ts-check
import { endedLast, inOrder } from './choices.js';
import { exactMoney, number } from './format.js';
import { html, nothing, t } from './language.js';

/**
 * A model out of many: by who sells it, with its prices and its score, found by a part of its name.
 *
 * @typedef {import('./page.js').Page} Page
 * @typedef {import('./pkg/build_or_buy.js').Choice} Choice
 */

/** Rows of the list while one searches. */
const ROWS = 8;
/** How long a hand rests before it hears how many there are: not after every letter. */
const REST = 700;

/** `$1.25 / $10.00`; who embeds or ranks sells no output. @param {Choice} one */
const prices = ({ listing }) => [listing?.input, listing?.output].filter(one => one).map(one => exactMoney(one ?? 0)).join(' / ');

/** The score that counts for the work: answers that reason are compared with their like. @param {Choice} one @param {boolean} reasons */
function score({ listing }, reasons) {
  const points = reasons ? listing?.reasoning : listing?.plain ?? listing?.reasoning;
  if (points == null) return '';
  const shown = (listing?.at_least ? '≥ ' : '') + number(points, 2);
  return reasons || listing?.plain != null ? t`${shown} points` : t`${shown} points when it reasons`;
}

/** What stands in the list. @param {Choice} one @param {boolean} reasons */
const told = (one, reasons) => (one.ended ? t`${t(one.label)}, ${one.ended}` : [t(one.label), prices(one), score(one, reasons)].filter(Boolean).join(' · '));

/** Every word of what is looked for, in any order, hyphens and points aside. @param {Choice} one @param {string} wanted */
function fits(one, wanted) {
  const plain = (/** @type {string} */ text) => text.toLowerCase().replace(/[\s.\-_,/]+/g, '');
  const name = plain(one.label + one.word);
  return wanted.trim().split(/\s+/).every(part => name.includes(plain(part)));
}

/** In groups by who sells or made them. @param {Choice[]} all @param {(one: Choice) => unknown} option */
function grouped(all, option) {
  const makers = [...new Set(all.flatMap(({ listing }) => listing?.by ?? []))].sort(inOrder());
  return html`${all.filter(one => !one.listing).map(option)}
    ${makers.map(by => html`<optgroup label=${[by]}>${all.filter(one => one.listing?.by === by).map(option)}</optgroup>`)}`;
}

/**
 * @param {Page} page @param {string} key @param {Choice[]} all what may be chosen @param {string} chosen
 * @param {{ id: string, label: string, locked: boolean, notes: unknown, wrong: boolean }} field
 */
export function pick(page, key, all, chosen, { id, label, locked, notes, wrong }) {
  const slug = key.split('.')[0];
  const reasons = (page.ledger.get(`${slug}.reasoning_tokens`)?.value ?? 0) > 0;
  const wanted = page.memory.find?.key === key ? page.memory.find.text : '';
  const found = wanted ? all.filter(one => fits(one, wanted)) : all;
  const find = (/** @type {string} */ text) => {
    clearTimeout(page.memory.find?.timer);
    const timer = setTimeout(() => { if (page.memory.find?.timer === timer) { page.memory.find.rested = true; page.paint(page); } }, REST);
    page.memory.find = text ? { key, text, timer, rested: false } : null;
    page.paint(page);
  };
  const list = () => /** @type {HTMLSelectElement} */ (document.getElementById(id));
  const take = (/** @type {string | undefined} */ word) => { find(''); if (word !== undefined) page.set(key, word); list().focus(); };
  const typed = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === 'Enter' && wanted && found.length) { event.preventDefault(); take(found[0].word); }
    if (event.key === 'ArrowDown' && wanted && found.length) { event.preventDefault(); page.set(key, found[0].word); list().focus(); }
    if (event.key === 'Escape' && wanted) { event.stopPropagation(); find(''); }
  };
  const listed = (/** @type {KeyboardEvent} */ event) => { if (wanted && (event.key === 'Enter' || event.key === 'Escape')) take(undefined); };
  const option = (/** @type {Choice} */ one) => html`<option value=${one.word} .selected=${one.word === chosen}>${[told(one, reasons)]}</option>`;
  return html`<span class="model"><input type="text" id="find-${id}" placeholder="Find by name" aria-label="Find in the list: ${label}" aria-controls=${id} autocomplete="off" spellcheck="false"
      ?disabled=${locked} .value=${wanted} @input=${(/** @type {any} */ event) => find(event.target.value)} @keydown=${typed}>
    <select id=${id} name=${key} size=${wanted ? Math.max(2, Math.min(ROWS, found.length + 1)) : nothing} ?disabled=${locked} aria-invalid=${wrong ? 'true' : nothing} aria-describedby=${notes}
      @change=${(/** @type {any} */ event) => page.set(key, event.target.value)} @keydown=${listed} @dblclick=${listed}>${endedLast(found, offered => grouped(offered, option), option)}</select>
    <span class="unit" role="status">${wanted && page.memory.find.rested ? (found.length === 1 ? t('1 found') : t`${found.length} found`) : nothing}</span></span>`;
}

/** What the marks of the list mean. @param {string | null | undefined} table */
export const glossed = table => (table === 'hosted' ? t('List prices are for a million tokens in and out; points are on the index of Artificial Analysis.')
  : t('Points are on the index of Artificial Analysis.'));
