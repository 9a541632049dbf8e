// @ts-check
import { COST_GROUPS, groupsOf } from './cost-groups.js';
import { equation, toMethod } from './equations.js';
import { exact, exactMoney, inUnit, money, typed } from './format.js';
import { optionLabel } from './field.js';
import { nameOf } from './workloads.js';
import { grades, sourced } from './words.js';
import { html, nothing, t } from './language.js';

/**
 * Where a number comes from: the equation, the inputs in it, their sources.
 *
 * @typedef {import('./page.js').Page} Page
 * @typedef {import('./pkg/build_or_buy.js').OptionCost} OptionCost
 */

/** Opens the explanation of a line of an option, or of the option. @param {Page} page @param {string} option @param {string} line */
export function explain(page, option, line) {
  page.memory.explained = { option, line };
  show(page);
}

/** Opens the explanation of one of the four parts of an option. @param {Page} page @param {string} option @param {string} group */
export function explainPart(page, option, group) {
  page.memory.explained = { option, line: '', group };
  show(page);
}

/** Opens the explanation of an amount in a sentence. @param {Page} page @param {string} unit @param {number} value */
export function explainAmount(page, unit, value) {
  const option = page.report.options.find(one => one.id !== 'today' && (one.monthly === value || one.present === value));
  // A sum of lines such as people and on-call.
  const part = option ? null : page.report.options.flatMap(one => groupsOf(one).map(group => ({ option: one.id, group: group.id, monthly: group.monthly })))
    .find(one => Math.abs(one.monthly - value) < 1e-6 * Math.max(1, Math.abs(value)));
  page.memory.explained = option ? { option: option.id, line: '' } : part ? { option: part.option, line: '', group: part.group } : { unit, value };
  show(page);
}

/** @param {Page} page */
function show(page) {
  page.paint(page);
  const dialog = document.getElementById('explained');
  if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal();
  document.getElementById('h-explained')?.focus();
}

/** @param {Page} page */
export function explained(page) {
  const asked = page.memory.explained;
  const close = (/** @type {any} */ event) => event.target.closest('dialog').close();
  return html`<dialog id="explained" aria-labelledby="h-explained" @click=${(/** @type {any} */ event) => event.target === event.currentTarget && event.target.close()}>
    <div class="sheet">${asked ? html`${content(page, asked)}<p class="note">${toMethod(asked.line || (asked.option ? 'total' : 'short'), t('How this is worked out, with its sources'))}</p>` : html`<h2 id="h-explained" tabindex="-1">Where this comes from</h2>`}
    <p class="acts"><button type="button" @click=${close}>Close</button></p></div></dialog>`;
}

/** @param {Page} page @param {any} asked */
function content(page, asked) {
  if (asked.option === undefined) {
    return html`<h2 id="h-explained" tabindex="-1">${exact(asked.unit, asked.value)}</h2>
      <p>The figure before rounding.</p>`;
  }
  const option = page.report.options.find(one => one.id === asked.option);
  const line = option?.lines.find(one => one.id === asked.line);
  if (!option) return html`<h2 id="h-explained" tabindex="-1">This option is no longer possible</h2>`;
  if (!line) {
    const group = COST_GROUPS.find(one => one.id === asked.group);
    const lines = option.lines.filter(one => Math.abs(one.monthly) >= 0.005 && (!group || group.lines.includes(one.id)));
    if (group) {
      return html`<h2 id="h-explained" tabindex="-1">${option.label}, ${group.label}: ${exactMoney(lines.reduce((sum, one) => sum + one.monthly, 0))} a month</h2>
        <p>The sum of these lines.</p>${linesTable(page, option, lines)}`;
    }
    return html`<h2 id="h-explained" tabindex="-1">${option.label}: ${exactMoney(option.monthly)} a month</h2>
      <p>The level monthly amount that is worth as much as all payments over ${page.report.horizon} months, ${exactMoney(option.present)} in today’s money, at your discount rate. It is the sum of these lines.</p>
      ${linesTable(page, option, lines)}
      ${inputsTable(page, ['horizon', 'growth', 'discount_rate'])}`;
  }
  return html`<h2 id="h-explained" tabindex="-1">${line.label}: ${exactMoney(line.monthly)} a month</h2>
    <p>Part of <button type="button" class="text" @click=${() => explain(page, option.id, '')}>${option.label}</button>: over ${page.report.horizon} months, ${money(line.present)} in today’s money.</p>
    ${equation(page, line)}
    ${inputsTable(page, line.inputs)}`;
}

/** @param {Page} page @param {OptionCost} option @param {OptionCost['lines']} lines */
const linesTable = (page, option, lines) => html`<table><tbody>${lines.map(one => html`<tr><th scope="row"><button type="button" class="text" @click=${() => explain(page, option.id, one.id)}>${one.label}</button></th><td>${exactMoney(one.monthly)}</td></tr>`)}</tbody></table>`;

/** The ledger's rows of inputs, by workload where they belong to one. @param {Page} page @param {string[]} names */
function inputsTable(page, names) {
  const rows = names.flatMap(name => page.report.ledger.filter(row => row.key === name || row.key.endsWith(`.${name}`)));
  const shown = rows.filter(row => row.value !== null || row.word);
  if (shown.length === 0) return nothing;
  return html`<table><thead><tr><th scope="col">Input</th><th scope="col">Value</th><th scope="col">Where from</th></tr></thead><tbody>${shown.map(row => {
    const field = page.field(row.key);
    return html`<tr><th scope="row">${row.key.includes('.') ? `${nameOf(page, row.key.split('.')[0])}: ` : ''}${row.label}</th>
      <td>${row.value === null ? (field ? optionLabel(page, field, row.word) : row.word) : inUnit(typed(Number(row.value.toPrecision(6))), row.unit)}</td>
      <td class="from">${row.set_by === 'default' ? grades[row.grade] : row.set_by === 'overlay' ? t('your own price list') : t('set by you or the link')}${sourced(row.source, row.date, ': ')}</td></tr>`;
  })}</tbody></table>`;
}
