// @ts-check
import { optionLabel } from './field.js';
import { day } from './format.js';
import { plain } from './words.js';
import { nameOf } from './workloads.js';
import { html, nothing, t } from './language.js';

/**
 * How old the prices are, and which of them nobody knew on the day asked for.
 *
 * @typedef {import('./page.js').Page} Page
 */

/** Days after which the prices are called old. */
const OLD = 60;

/** That the newest prices are old by the visitor's clock. @param {Page} page */
export function old({ report }) {
  const age = Math.floor((Date.now() - Date.parse(report.catalog_asof)) / 864e5);
  return age > OLD ? html` <b class="old-prices">The newest prices here are ${age} days old. Check those that decide before you rely on this.</b>` : nothing;
}

/** Beside the verdict: the day of the prices, a warning where they are old by the visitor's clock, and which of those that decide were old on that day: a card has no room for those. @param {Page} page */
export function dates(page, whole = true) {
  const { asof, catalog_asof: newest, verdict } = page.report;
  const aged = whole && plain(verdict.aged).replace(/\d{4}-\d\d-\d\d/g, day);
  return html`${asof < newest ? t`Prices of ${day(asof)} (the newest here are of ${day(newest)}).` : t`Prices of ${day(asof)}.`}${old(page)}${aged ? html` <span class="aged">${aged}</span>` : nothing}`;
}

/** What a link's day had no answer to, and what counts instead. @param {Page} page */
export function unknownThen(page) {
  return html`<ul class="plain">${page.asking.lacking ? html`<li>What was on sale then could not be fetched: only what is still sold is counted.</li>` : nothing}${standIns(page, page.report)}</ul>`;
}

/** The same of any report, line by line. @param {Page} page @param {import('./pkg/build_or_buy.js').Report} report */
export function standIns(page, { ledger, issues }) {
  const ofTheDay = issues.filter(({ field, notice }) => field === 'asof' || (notice && /(^|\.)(model|open_model|quality|gpu)$/.test(field)));
  const rents = ledger.some(row => row.unit === 'USD/GPU-hour' && /^\d{4}-/.test(row.date));
  const of = (/** @type {string} */ field) => (field.includes('.') ? `${nameOf(page, field.split('.')[0])}: ` : '');
  const name = (/** @type {{ field: string, text: string }} */ one) => {
    const field = page.field(one.field);
    return (field && optionLabel(page, field, one.text)) || one.text;
  };
  return [...ofTheDay.map(one => html`<li>${of(one.field)}${name(one)} ${one.problem}${one.used && html`. ${t`Counted instead: ${one.used}`}`}.</li>`),
    ...(rents ? [] : [html`<li>No GPU rent is on record here for that day: servers of your own count as bought.</li>`])];
}
