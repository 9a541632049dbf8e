// @ts-check
import { table } from './chart/figure.js';
import { stack } from './chart/stack.js';
import { explain } from './explain.js';
import { exactMoney, money, number as digits } from './format.js';
import { html, nothing } from './vendor/lit-html.js';

/**
 * What each option costs, line by line.
 *
 * @typedef {import('./page.js').Page} Page
 */

/** @param {Page} page @param {number} width */
export function options(page, width) {
  const all = page.report.options;
  if (all.length === 0) return nothing;
  const ids = [...new Map(all.flatMap(option => option.lines.filter(line => Math.abs(line.monthly) > 1e-6).map(line => /** @type {[string, string]} */ ([line.id, line.label])))).entries()];
  const rows = ids.map(([id, label]) => [label, ...all.map(option => {
    const line = option.lines.find(one => one.id === id);
    return line ? number(page, option.id, line.id, line.monthly) : '';
  })]);
  const total = ['All in, a month', ...all.map(option => number(page, option.id, '', option.monthly))];
  const best = all.find(option => option.best);
  return html`<section class="part" aria-labelledby="costs"><h2 id="costs">What each costs</h2>
    ${stack(page, width)}
    ${said(page)}
    <p class="note">Level cost a month over ${page.report.horizon} months, one-time costs spread. ${best ? `Cheapest: ${best.label}.` : ''}</p>
    ${table(['Line', ...all.map(option => option.label)], [...rows, total,
      ['Present value', ...all.map(option => money(option.present))],
      ['GPUs, engineers', ...all.map(option => `${digits(option.gpus, 3)}, ${digits(option.engineers, 2)}`)]], 'Monthly cost of each option by line')}
  </section>`;
}

/** What was said to be paid or spent, which is compared and counted nowhere. @param {Page} page */
function said(page) {
  const paid = page.ledger.get('bill_today')?.value;
  const spent = page.ledger.get('sunk')?.value;
  const today = page.report.options.find(option => option.id === 'today');
  return html`${paid != null && today ? html`<p class="text">You pay ${money(paid)} a month today; list prices give ${money(today.running)} for the same work. What differs is worth a look at the invoice, and changes nothing here.</p>` : nothing}
    ${spent ? html`<p class="text">Already spent: <s>${money(spent)}</s>. It comes back on neither side, so it is counted nowhere.</p>` : nothing}`;
}

/** A number that explains itself when tapped. @param {Page} page @param {string} option @param {string} line @param {number} value */
function number(page, option, line, value) {
  return html`<button type="button" class="amount" title=${exactMoney(value)}
    @click=${() => explain(page, option, line)}>${money(value)}</button>`;
}
