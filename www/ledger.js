// @ts-check
import { exact, typed } from './format.js';
import { isWeek, optionLabel } from './field.js';
import { fold } from './fold.js';
import { originOf } from './usage.js';
import { nameOf } from './workloads.js';
import { grades, sourced } from './words.js';
import { html, isForeign, t } from './language.js';

/**
 * Every number used, with its source. It can be sorted, by what knowing it better is worth too.
 *
 * @typedef {import('./page.js').Page} Page
 * @typedef {import('./pkg/build_or_buy.js').LedgerRow} Row
 */

/** @type {[string, string][]} */
const HEADS = [['label', t('Input')], ['value', t('Value')], ['range', t('Range')], ['grade', t('Evidence')], ['set_by', t('Set by')], ['influence', t('Worth knowing')], ['source', t('Source')]];

/** @param {Page} page */
export function ledger(page) {
  return fold(page, { id: 'ledger', title: t('Every number used'), few: t`${page.report.ledger.length} with range, source and date` }, () => sheet(page));
}

/** A choice as its key says it, or in another language as people do. @param {Page} page @param {Row} row */
function word(page, row) {
  const field = isForeign() && page.field(row.key);
  return field ? optionLabel(page, field, row.word) : row.word;
}

/** @param {Page} page */
function sheet(page) {
  const by = page.memory.sort ?? '';
  const lessons = new Map((page.deep?.uncertainty?.learn ?? []).map(one => [one.key, one.evppi]));
  const distance = new Map((page.along?.flips.flips ?? []).map(one => [one.key, one.distance ?? Infinity]));
  const rank = (/** @type {Row} */ row) => [-(lessons.get(row.key) ?? -1), distance.get(row.key) ?? Infinity];
  const rows = [...page.report.ledger].filter(row => row.value !== null || row.word !== '');
  if (by === 'influence') rows.sort((a, b) => rank(a)[0] - rank(b)[0] || (rank(a)[1] < rank(b)[1] ? -1 : 1));
  else if (by === 'value') rows.sort((a, b) => (b.value ?? -Infinity) - (a.value ?? -Infinity));
  else if (by && by !== 'range') rows.sort((a, b) => String(/** @type {any} */ (a)[by]).localeCompare(String(/** @type {any} */ (b)[by])));
  const sort = (/** @type {string} */ key) => { page.memory.sort = by === key ? '' : key; page.paint(page); };
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Table of every number used"><table class="ledger"><thead><tr>${HEADS.map(([key, label]) => html`
      <th scope="col" aria-sort=${by === key ? (key === 'value' ? 'descending' : 'ascending') : 'none'}><button type="button" class="text" @click=${() => sort(key)}>${label}</button></th>`)}</tr></thead>
    <tbody>${rows.map(row => html`<tr><th scope="row">${row.key.includes('.') && page.fields.has(row.key.split('.')[1]) ? `${nameOf(page, row.key.split('.')[0])}: ` : ''}${row.label}</th>
      <td>${row.value === null ? (isWeek(row.word) ? t('your measured week') : word(page, row)) : typed(Number(row.value.toPrecision(6)))} <span class="unit">${row.unit}</span></td>
      <td>${row.low === null || row.high === null ? '' : t`${typed(Number(row.low.toPrecision(4)))} to ${typed(Number(row.high.toPrecision(4)))}`}</td>
      <td>${grades[row.grade] ?? ''}</td><td>${originOf(page, row.key) ? t('your file') : row.set_by === 'overlay' ? t('your own prices') : row.set_by}</td>
      <td>${lessons.get(row.key) ? exact('usd', lessons.get(row.key) ?? 0) : ''}</td>
      <td class="from">${sourced(originOf(page, row.key) || row.source, row.date)}</td></tr>`)}</tbody></table></div>`;
}
