// @ts-check
import { shownCurrency, shownLocale } from './format.js';
import { languages } from './files.js';
import { html, nothing, t } from './language.js';

/**
 * In which currency and in which language, with its writing of numbers, the page speaks. Sums are made in US dollars; the rate is the
 * visitor's own, and said beside the amounts.
 *
 * @typedef {import('./page.js').Page} Page
 */

export const CURRENCIES = ['USD', 'EUR', 'GBP', 'CHF', 'JPY', 'INR', 'CAD', 'AUD', 'SEK', 'PLN', 'BRL'];
/** Languages beside those that there are words for: other writings of numbers. */
const OTHERS = ['de-CH'];

/** Names of languages that were asked for: each takes a millisecond to make. @type {Record<string, string>} */
const names = {};
/** A language by its own name, and how it writes a number. @param {string} tag */
const named = tag => (names[tag] ??= `${new Intl.DisplayNames([tag], { type: 'language' }).of(tag)}, ${new Intl.NumberFormat(tag).format(1234.5)}`);

/** @param {Page} page */
export function currency(page) {
  const code = (page.pairs.get('currency') ?? 'USD').toUpperCase();
  const codes = CURRENCIES.includes(code) || shownCurrency() !== code ? CURRENCIES : [code, ...CURRENCIES];
  const locale = shownLocale();
  const tags = [...new Set([locale, 'en', ...languages, ...OTHERS])];
  const set = (/** @type {string} */ key, /** @type {string} */ text, /** @type {string} */ usual) => {
    if (text === usual) page.reset(key);
    else { page.pairs.set(key, text); page.refresh(); }
  };
  const chosen = (/** @type {any} */ event) => {
    if (event.target.value === 'USD') page.pairs.delete('rate');
    set('currency', event.target.value, 'USD');
  };
  return html`<span class="currency">Amounts in <label><span class="sr">Currency</span><select @change=${chosen}>
      ${codes.map(one => html`<option value=${one} .selected=${one === code}>${one}</option>`)}</select></label>${code === 'USD' ? nothing : html`,
    1 USD = <label><span class="sr">${code} to the US dollar, your rate</span><input type="text" inputmode="decimal" size="6" maxlength="12" .value=${page.pairs.get('rate') ?? ''}
      placeholder="rate" @change=${(/** @type {any} */ event) => set('rate', event.target.value.trim(), '')}></label> ${code}${shownCurrency() === code ? `, ${t('your rate')}` : html` <b>(type the rate; until then US dollars)</b>`}`},
    in <label><span class="sr">Language, and how numbers are written</span><select @change=${(/** @type {any} */ event) => set('lang', event.target.value, 'en')}>
      ${tags.sort().map(tag => html`<option value=${tag} lang=${tag} .selected=${tag === locale}>${[named(tag)]}</option>`)}</select></label>.</span>`;
}
