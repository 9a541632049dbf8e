// @ts-check
import { shownCurrency, shownLocale } from './format.js';
import { html, nothing, t } from './language.js';

/**
 * In which currency and in which writing of numbers amounts are shown. Sums are made in US dollars; the rate is the
 * visitor's own, and said beside the amounts.
 *
 * @typedef {import('./page.js').Page} Page
 */

const CURRENCIES = ['USD', 'EUR', 'GBP', 'CHF', 'JPY', 'INR', 'CAD', 'AUD', 'SEK', 'PLN', 'BRL'];
/** @type {[string, string][]} */
const WRITINGS = [['en', '1,234.5'], ['de', '1.234,5'], ['fr', '1 234,5'], ['de-CH', '1’234.5']];

/** @param {Page} page */
export function currency(page) {
  const code = (page.pairs.get('currency') ?? 'USD').toUpperCase();
  const codes = CURRENCIES.includes(code) || shownCurrency() !== code ? CURRENCIES : [code, ...CURRENCIES];
  const locale = shownLocale();
  const writings = WRITINGS.some(([tag]) => tag === locale) ? WRITINGS : [/** @type {[string, string]} */ ([locale, new Intl.NumberFormat(locale).format(1234.5)]), ...WRITINGS];
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
    numbers as <label><span class="sr">Writing of numbers</span><select @change=${(/** @type {any} */ event) => set('lang', event.target.value, 'en')}>
      ${writings.map(([tag, sample]) => html`<option value=${tag} .selected=${tag === locale}>${sample}</option>`)}</select></label>.</span>`;
}
