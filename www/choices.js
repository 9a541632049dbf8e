// @ts-check
import { shownLocale } from './format.js';
import { html, nothing, t } from './language.js';

/**
 * What a list offers: by name, and behind it what a visitor may have and nobody moves to.
 *
 * @typedef {{ word: string, label: string, ended?: string | null }} Offered
 */

/** To make one takes longer than to sort by it. @type {{ tag: string, compare: (a: string, b: string) => number } | undefined} */
let collator;

/** How names follow one another in the language shown. */
export function inOrder() {
  const tag = shownLocale();
  if (collator?.tag !== tag) collator = { tag, compare: new Intl.Collator(tag, { numeric: true }).compare };
  return collator.compare;
}

/** Tables as they are looked through: by name, which is what is read first. @type {WeakMap<object, { compare: unknown, list: any[] }>} */
const sorted = new WeakMap();

/** @template {{ label: string }} T @param {T[]} table @returns {T[]} */
export function byName(table) {
  const compare = inOrder();
  let found = sorted.get(table);
  if (found?.compare !== compare) {
    sorted.set(table, (found = { compare, list: [...table].sort((a, b) => compare(t(a.label), t(b.label))) }));
  }
  return found.list;
}

/** What is still offered as the view has it, and the rest behind. @template {Offered} T @param {T[]} all @param {(offered: T[]) => unknown} view @param {(one: T) => unknown} option */
export function endedLast(all, view, option) {
  const ended = all.filter(one => one.ended);
  return html`${view(all.filter(one => !one.ended))}${ended.length ? html`<optgroup label="Ended, ending or not seen of late">${ended.map(option)}</optgroup>` : nothing}`;
}

/** @param {Offered[]} shown @param {string} chosen @param {Record<string, string>} [words] */
export function choices(shown, chosen, words) {
  const option = (/** @type {Offered} */ { word, label, ended }) => html`<option value=${word} .selected=${word === chosen}>${words?.[word] ?? label}${ended ? t`, ${ended}` : ''}</option>`;
  return endedLast(shown, offered => offered.map(option), option);
}
