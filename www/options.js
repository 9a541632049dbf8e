// @ts-check
import { table } from './chart/figure.js';
import { COST_GROUPS, groupsOf, isAnswer } from './cost-groups.js';
import { explain, explainPart } from './explain.js';
import { exactMoney, money, moreMoney, number as digits, span } from './format.js';
import { html, nothing, t } from './language.js';

/**
 * What each option costs, in four parts; line by line one step behind.
 *
 * @typedef {import('./page.js').Page} Page
 */

/** @param {Page} page */
export function options(page) {
  const all = page.report.options;
  if (all.length === 0) return nothing;
  const best = all.find(option => option.best);
  const rival = [...all].filter(option => option !== best && isAnswer(option) && (option.side === 'buy') !== (best?.side === 'buy'))
    .sort((a, b) => a.monthly - b.monthly)[0];
  const shown = (/** @type {typeof all[0]} */ option) => (option === best || option === rival ? 'main' : 'extra');
  const ids = [...new Map(all.flatMap(option => option.lines.filter(line => Math.abs(line.monthly) >= 0.005).map(line => /** @type {[string, string]} */ ([line.id, line.label])))).entries()];
  const rows = ids.map(([id, label]) => [label, ...all.map(option => {
    const line = option.lines.find(one => one.id === id);
    return line ? number(() => explain(page, option.id, line.id), line.monthly, t`${label}, ${option.label}`) : '–';
  })]);
  const open = page.open.has('lines');
  return html`<section class="part" aria-labelledby="costs"><h2 id="costs">What each costs</h2>
    <div class="scroll" tabindex="0" role="region" aria-label="Monthly cost of each option in four parts"><table class="wide-first">
      <caption class="sr">Monthly cost of each option in four parts</caption>
      <thead><tr><th scope="col">A month</th>${all.map(option => html`<th scope="col" class=${shown(option)}>${option.label}</th>`)}${best && rival ? html`<th scope="col">difference</th>` : nothing}</tr></thead>
      <tbody>${COST_GROUPS.map((group, at) => html`<tr><th scope="row">${group.label}</th>${all.map(option => html`<td class=${shown(option)}>
          ${number(() => explainPart(page, option.id, group.id), groupsOf(option)[at].monthly, t`${group.label}, ${option.label}`)}</td>`)}
          ${best && rival ? html`<td>${moreMoney(groupsOf(best)[at].monthly, groupsOf(rival)[at].monthly)}</td>` : nothing}</tr>`)}
        <tr class="total"><th scope="row">all in</th>${all.map(option => html`<td class=${shown(option)}>${number(() => explain(page, option.id, ''), option.monthly, t`all in, ${option.label}`)}</td>`)}
          ${best && rival ? html`<td>${moreMoney(best.monthly, rival.monthly)}</td>` : nothing}</tr></tbody></table></div>
    <div class="margin"><p class="note">Average monthly cost over ${span(page.report.horizon)}, one-time costs included.</p>${said(page)}</div>
    <details data-part="lines" ?open=${open} @toggle=${(/** @type {any} */ event) => page.toggle('lines', event.target.open)}>
      <summary>Line by line</summary>${open ? table([t('Line'), ...all.map(option => option.label)], [...rows,
        [t('All in, a month'), ...all.map(option => number(() => explain(page, option.id, ''), option.monthly, t`all in, ${option.label}`))],
        [t('In today’s money'), ...all.map(option => money(option.present))],
        [t('GPUs'), ...all.map(option => (option.gpus ? digits(option.gpus, 3) : '–'))],
        [t('Engineers'), ...all.map(option => (option.engineers ? digits(option.engineers, 2) : '–'))]], t('Monthly cost of each option by line')) : nothing}</details>
  </section>`;
}

/** What was said to be paid or spent, which is compared and counted nowhere. @param {Page} page */
function said(page) {
  const paid = page.ledger.get('bill_today')?.value;
  const spent = page.ledger.get('sunk')?.value;
  const today = page.report.options.find(option => option.id === 'today');
  return html`${paid != null && today ? html`<p class="text">You pay ${money(paid)} a month; list prices give ${money(today.invoice)} for the same tokens. If the two differ, check the invoice: a discount belongs into the settings, and work that is missing into the list.</p>` : nothing}
    ${spent ? html`<p class="text">Already spent: <s>${money(spent)}</s>. Not counted, it is gone either way.</p>` : nothing}`;
}

/** A number that explains itself when pressed. @param {() => void} act @param {number} value @param {string} what */
const number = (act, value, what) => (Math.abs(value) < 0.005 ? '–' : html`<button type="button" class="amount" title=${exactMoney(value)}
  aria-label="${what}: ${money(value)} a month" @click=${act}>${money(value)}</button>`);
