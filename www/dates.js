// @ts-check
import { day } from './format.js';
import { html, nothing } from './vendor/lit-html.js';

/**
 * How old the prices are, and which of them nobody knew on the day asked for.
 *
 * @typedef {import('./page.js').Page} Page
 */

/** Days after which the prices are called old. */
const OLD = 60;

/** Beside the verdict: the day of the prices, and a warning where they are old by the visitor's clock. @param {Page} page */
export function dates(page) {
  const { asof, catalog_asof: newest } = page.report;
  const age = Math.floor((Date.now() - Date.parse(newest)) / 864e5);
  return html`Prices of ${day(asof)}${asof < newest ? html` (the newest here are of ${day(newest)})` : nothing}.${age > OLD
    ? html` <b class="old-prices">The newest prices here are ${age} days old. Check those that decide before you rely on this.</b>` : nothing}`;
}

/** What had no price yet on the day asked for. @param {Page} page */
export function unknownThen(page) {
  const { asof, ledger } = page.report;
  const late = (/** @type {string} */ end) => ledger.filter(row => row.date > asof && row.unit === 'USD/M tokens' && row.key.endsWith(end) && !row.label.includes('announced'));
  const names = [...new Set(late(' input').map(row => row.label.replace(/, input.*/, '')))];
  const rents = ledger.some(row => row.unit === 'USD/GPU-hour' && /^\d{4}-/.test(row.date));
  if (!names.length && rents) return nothing;
  return html`${names.length ? html`<span class="block">No price is known for that day of ${names.slice(0, 6).join(', ')}${names.length > 6 ? ` and ${names.length - 6} more` : ''}: ${names.length === 1 ? 'its' : 'their'} first known price counts.</span>` : nothing}
    ${rents ? nothing : html`<span class="block">No GPU rent is on record here for that day: servers of your own count as bought.</span>`}`;
}
