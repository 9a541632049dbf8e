// @ts-check
import { mark } from './chart/figure.js';
import { money } from './format.js';
import { sides } from './words.js';
import { html, nothing, t } from './language.js';

/**
 * The same cash by year, as a budget has it: capital, building and running apart, and added up.
 *
 * @typedef {import('./page.js').Page} Page
 * @typedef {import('./pkg/build_or_buy.js').Budget} Budget
 */

/** @type {[keyof Budget, string][]} */
const ROWS = [
  ['capital', t('Hardware bought, less resale (capital)')],
  ['building', t('Building and moving, once')],
  ['running', t('Running')],
  ['total', t('The year in all')],
  ['so_far', t('Added up')],
];

/** @param {Page} page @param {('buy' | 'hybrid' | 'build')[]} shown */
export function budget(page, shown) {
  // Engines of before 1.1 tell no years.
  const years = page.report.years ?? [];
  if (years.length === 0) return nothing;
  const caption = t('Cash by year, in the dollars of that year');
  const open = page.open.has('by-year');
  return html`<details class="numbers" data-part="by-year" ?open=${open} @toggle=${(/** @type {any} */ event) => page.toggle('by-year', event.target.open)}><summary>By year, as a budget</summary>
    ${!open ? nothing : html`<div class="scroll" tabindex="0" role="region" aria-label=${caption}><table>
    <caption class="sr">${caption}</caption>
    <thead><tr><th scope="col"><span class="sr">What</span></th>${years.map(one => html`<th scope="col">Year ${one.year}${one.months < 12 ? html` <span class="note">${one.months} months</span>` : nothing}</th>`)}</tr></thead>
    ${shown.map(side => html`<tbody><tr><th scope="rowgroup" colspan=${years.length + 1}>${mark(side)} ${sides[side]}</th></tr>
      ${rowsOf(years.flatMap(one => one[side] ?? [])).map(([id, label]) => html`<tr class=${id === 'total' ? 'total' : nothing}><th scope="row">${label}</th>${years.map(one => html`<td>${money(one[side]?.[id] ?? 0)}</td>`)}</tr>`)}</tbody>`)}</table></div>`}</details>`;
}

/** The rows that say something: where all is running, the year is told once. @param {Budget[]} years */
function rowsOf(years) {
  const some = (/** @type {keyof Budget} */ id) => years.some(year => Math.abs(year[id]) >= 0.5);
  const once = some('capital') || some('building');
  return ROWS.filter(([id]) => (id === 'running' ? once : id === 'total' || some(id)));
}
