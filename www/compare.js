// @ts-check
import { table } from './chart/figure.js';
import { COST_GROUPS, groupsOf, isAnswer } from './cost-groups.js';
import { standIns } from './dates.js';
import { optionLabel } from './field.js';
import { day, exactMoney, money, moreMoney, typed } from './format.js';
import { remove, rename, scenarios, swap } from './scenarios.js';
import { nameOf } from './workloads.js';
import { html, nothing, t } from './language.js';

/**
 * Scenarios side by side: each answer, why it differs from the one at hand, the inputs and prices that differ, the parts of the
 * cost; line by line one step behind.
 *
 * @typedef {import('./page.js').Page} Page
 * @typedef {import('./pkg/build_or_buy.js').Report} Report
 * @typedef {import('./pkg/build_or_buy.js').LedgerRow} LedgerRow
 * @typedef {import('./scenarios.js').Scenario} Scenario
 */

/** Rows of inputs or prices that a table has room for. */
const ROOM = 40;

/** @param {Page} page */
export function compare(page) {
  const all = scenarios(page);
  if (all.length === 0) return nothing;
  const kept = /** @type {(Scenario & { report: Report })[]} */ (all.filter(one => one.report));
  const reports = [...kept.map(one => one.report), page.report];
  // Of two days each is called by its own, too.
  const days = new Set(reports.map(report => report.asof)).size > 1;
  const heads = [...kept.map(one => html`${one.name}${days ? html` <span class="note">${day(one.report.asof)}</span>` : nothing}`), html`${t('Now')}${days ? html` <span class="note">${day(page.report.asof)}</span>` : nothing}`];
  return html`<section class="part" aria-labelledby="h-compare"><h2 id="h-compare" tabindex="-1">Scenarios side by side</h2>
    ${all.some(one => one.report === null) ? html`<p class="note" role="status">Being worked out.</p>` : nothing}
    ${page.memory.own?.taken.length ? html`<p class="note">Your own prices count for all of them.</p>` : nothing}
    ${kept.map(one => { const wrong = one.report.issues.filter(issue => !issue.notice); return wrong.length ? html`<p class="note">${one.name}: ${wrong.map(issue => `${issue.field} “${issue.text}” ${issue.problem}`).join('; ')}.</p>` : nothing; })}
    ${all.map(one => (one.report === false ? html`<p class="note" role="status">${one.name} could not be worked out.</p>` : nothing))}
    ${kept.map(one => html`<p class="text"><b>Against ${one.name}:</b> ${why(one.report, page.report)}</p>${same(page, one.report)}`)}
    ${kept.length === 0 ? nothing : html`
      ${table([t('A month'), ...heads, ...(kept.length === 1 ? [t('Difference')] : [])], answers(reports), t('What each scenario comes to'))}
      ${changed(page, reports, heads)}
      <details ?open=${page.open.has('compared-lines')} @toggle=${(/** @type {any} */ event) => page.toggle('compared-lines', event.target.open)}><summary>Line by line, every option</summary>
        ${page.open.has('compared-lines') ? table([t('A month'), ...heads, ...(kept.length === 1 ? [t('Difference')] : [])], lines(reports), t('Costs that differ, by option and line')) : nothing}</details>`}
    <ul class="plain">${all.map(one => html`<li class="acts">${one.key ? html`<label>Name<span class="sr"> of ${one.name}</span> <input size="24" maxlength="40" .value=${one.name} @change=${(/** @type {any} */ event) => rename(page, one, event.target.value)}></label>
      <button type="button" @click=${() => swap(page, one)}>Go to it, and keep this one<span class="sr">: ${one.name}</span></button>` : html`<span>${one.name}</span>`}
      <button type="button" @click=${() => leave(page, one)}>Remove<span class="sr"> ${one.name}</span></button></li>`)}</ul></section>`;
}

/** What had the focus is gone with it. @param {Page} page @param {Scenario} one */
async function leave(page, one) {
  page.memory.copied = `${t`“${one.name}” is removed.`}${one.key ? ` ${t('Back brings it back.')}` : ''}`;
  await remove(page, one);
  /** @type {HTMLElement | null} */ (document.getElementById('h-compare') ?? document.querySelector('.take button'))?.focus();
}

/** The cheapest option of a side. @param {Report} report @param {(side: string) => boolean} which */
const least = (report, which) => report.options.filter(option => isAnswer(option) && which(option.side)).sort((a, b) => a.monthly - b.monthly)[0];

/** @param {Report[]} reports */
function answers(reports) {
  const best = reports.map(report => report.options.find(option => option.best));
  const row = (/** @type {unknown} */ label, /** @type {(number | undefined)[]} */ amounts) => [label, ...amounts.map(cell), ...moved(amounts)];
  return [
    // Of the two sides the cheaper one; how sure that is, is known of the one at hand alone.
    [t('Cheapest'), ...best.map(option => option?.label ?? t('no plan fits')), ...(reports.length === 2 ? [''] : [])],
    row(t('All in'), best.map(option => option?.monthly)),
    ...COST_GROUPS.map((group, at) => row(html`<span class="inset">${group.label}</span>`, best.map(option => option && groupsOf(option)[at].monthly))),
    row(t('An API'), reports.map(report => least(report, side => side === 'buy')?.monthly)),
    row(t('Running your own'), reports.map(report => least(report, side => side !== 'buy')?.monthly)),
  ];
}

/** @param {number | undefined} value */
const cell = value => (value === undefined ? '—' : html`<span title=${exactMoney(value)}>${money(value)}</span>`);

/**
 * Now less kept, where two stand side by side: a subtraction of the page, because the two reports are of two evaluations.
 * @param {(number | undefined)[]} amounts
 */
const moved = amounts => (amounts.length !== 2 ? [] : [amounts[0] === undefined || amounts[1] === undefined ? '—' : moreMoney(amounts[0], amounts[1])]);

/** The inputs that differ, then the prices. @param {Page} page @param {Report[]} reports @param {unknown[]} heads */
function changed(page, reports, heads) {
  const ledgers = reports.map(report => new Map(report.ledger.map(row => [row.key, row])));
  const rows = [...new Map(reports.flatMap(report => report.ledger).map(row => [row.key, row])).values()].flatMap(({ key, label }) => {
    const texts = ledgers.map(ledger => text(page, ledger.get(key)));
    const field = page.field(key);
    // A price that only one of them counts on is no price that moved.
    const differs = new Set(texts.filter(one => field || one !== '—')).size > 1;
    return differs ? [{ input: Boolean(field), cells: [t`${key.includes('.') && field ? `${nameOf(page, key.split('.')[0])}: ` : ''}${label}`, ...texts] }] : [];
  });
  const part = (/** @type {boolean} */ input, /** @type {string} */ head, /** @type {string} */ caption) => {
    const some = rows.filter(row => row.input === input);
    return some.length === 0 ? nothing : html`${table([head, ...heads], some.slice(0, ROOM).map(row => row.cells), caption)}
      ${some.length > ROOM ? html`<p class="note">And ${some.length - ROOM} more.</p>` : nothing}`;
  };
  return html`${part(true, t('Input'), t('Inputs that differ'))}${part(false, t('Price'), t('Prices that differ'))}`;
}

/** @param {Page} page @param {LedgerRow | undefined} row */
function text(page, row) {
  if (!row) return '—';
  const field = page.field(row.key);
  if (row.value === null) return (field && optionLabel(page, field, row.word)) || row.word || t('empty');
  return field ? typed(Number(row.value.toPrecision(6))) : t`${typed(Number(row.value.toPrecision(4)))} ${row.unit}`;
}

/** @param {Report[]} reports */
function lines(reports) {
  const ids = [...new Set(reports.flatMap(report => report.options.map(option => option.id)))];
  return ids.flatMap(id => {
    const options = reports.map(report => report.options.find(option => option.id === id));
    const names = new Map(options.flatMap(option => option?.lines ?? []).map(line => [line.id, line.label]));
    const rows = [...names].map(([line, label]) => ({ label, amounts: options.map(option => option && (option.lines.find(one => one.id === line)?.monthly ?? 0)) }))
      .filter(({ amounts }) => amounts.some(one => Math.abs((one ?? 0) - (amounts[0] ?? 0)) > 1e-6));
    const totals = options.map(option => option?.monthly);
    return [[html`<b>${options.find(Boolean)?.label}</b>`, ...totals.map(cell), ...moved(totals)],
      ...rows.map(({ label, amounts }) => [html`<span class="inset">${label}</span>`, ...amounts.map(cell), ...moved(amounts)])];
  });
}

/** Nothing was typed, and the day is another: what either day changed of itself, by name. @param {Page} page @param {Report} before */
function same(page, before) {
  const now = page.report;
  return before.asof === now.asof ? nothing : html`<ul class="plain"><li>Prices of ${day(now.asof)} in place of ${day(before.asof)}.</li>${standIns(page, before)}${standIns(page, now)}</ul>`;
}

/** By how much the answer's cost differs, and which of its parts differ most. @param {Report} before @param {Report} now */
function why(before, now) {
  const [was, is] = [before, now].map(report => report.options.find(option => option.best));
  if (!was || !is) return t('one of the two has no answer.');
  const by = is.monthly - was.monthly;
  if (Math.abs(by) < 0.5) return t('the answer costs the same.');
  const parts = groupsOf(is).map((group, at) => ({ ...group, was: groupsOf(was)[at].monthly, by: group.monthly - groupsOf(was)[at].monthly }))
    .filter(part => /^[+-]/.test(moreMoney(part.was, part.monthly))).sort((a, b) => Math.abs(b.by) - Math.abs(a.by));
  const other = was.id === is.id ? '' : ` ${t`The answer is another: ${is.label} instead of ${was.label}.`}`;
  const told = by > 0 ? moreMoney(was.monthly, is.monthly) : moreMoney(is.monthly, was.monthly);
  const said = told[0] !== '+' ? t('the answer costs nearly the same') : by > 0 ? t`the answer costs ${told.slice(1)} a month more` : t`the answer costs ${told.slice(1)} a month less`;
  return `${said}${parts.length ? ': ' : ''}${parts.map(part => t`${part.label} ${moreMoney(part.was, part.monthly)}`).join(', ')}.${other}`;
}
