// @ts-check
import { table } from './chart/figure.js';
import { groupsOf } from './cost-groups.js';
import { standIns } from './dates.js';
import { optionLabel } from './field.js';
import { day, money, moreMoney, typed } from './format.js';
import { nameOf } from './workloads.js';
import { plain } from './words.js';
import { html, nothing } from './vendor/lit-html.js';

/**
 * A scenario kept, beside the one at hand, line by line.
 *
 * @typedef {import('./page.js').Page} Page
 * @typedef {import('./pkg/build_or_buy.js').Report} Report
 */

/** Keeps what is shown. @param {Page} page */
export function keep(page) {
  page.memory.kept = { label: 'kept', report: page.report, pairs: page.link() };
  page.write('push');
  page.paint(page);
  document.getElementById('h-compare')?.focus();
}

/** @param {Page} page */
export function compare(page) {
  const kept = page.memory.kept;
  if (!kept) return nothing;
  /** @type {Report} */
  const before = kept.report;
  const now = page.report;
  const cell = (/** @type {number | undefined} */ value) => (value === undefined ? '—' : money(value));
  const rows = now.options.flatMap(option => {
    const old = before.options.find(one => one.id === option.id);
    const lines = [...new Map([...(old?.lines ?? []), ...option.lines].map(line => [line.id, line.label]))];
    const amounts = lines.map(([id, label]) => {
      const was = old?.lines.find(line => line.id === id)?.monthly;
      const is = option.lines.find(line => line.id === id)?.monthly;
      return { label, was, is };
    }).filter(line => Math.abs((line.was ?? 0) - (line.is ?? 0)) > 1e-6);
    return [[html`<b>${option.label}</b>`, cell(old?.monthly), cell(option.monthly), moved(old?.monthly, option.monthly)],
      ...amounts.map(line => [html`<span class="inset">${line.label}</span>`, cell(line.was), cell(line.is), moved(line.was ?? 0, line.is ?? 0)])];
  });
  const was = new Map(before.ledger.map(row => [row.key, row]));
  const text = (/** @type {import('./pkg/build_or_buy.js').LedgerRow | undefined} */ row) => {
    if (!row) return '—';
    const field = page.field(row.key);
    return row.value !== null ? typed(Number(row.value.toPrecision(6))) : (field && optionLabel(page, field, row.word)) || row.word || 'empty';
  };
  const changed = now.ledger.filter(row => page.field(row.key) && text(was.get(row.key)) !== text(row));
  // Of two days each is called by its own.
  const two = before.asof === now.asof ? ['Kept', 'Now'] : [before, now].map(({ asof }) => `Prices of ${day(asof)}`);
  return html`<section class="part" aria-labelledby="h-compare"><h2 id="h-compare" tabindex="-1">Compared with ${before.asof === now.asof ? 'what you kept' : `the ${two[0].replace('P', 'p')}`}</h2>
    <p class="text"><b>${two[0]}:</b> ${plain(before.verdict.sentence)}</p><p class="text"><b>${two[1]}:</b> ${plain(now.verdict.sentence)}</p>
    ${changed.length === 0 ? nothing : html`<p class="text"><b>${why(before, now)}</b></p>`}
    ${changed.length === 0 ? same(page, before) : table(['Input', ...two], changed.slice(0, 40).map(row => [`${row.key.includes('.') ? `${nameOf(page, row.key.split('.')[0])}: ` : ''}${row.label}`, text(was.get(row.key)), text(row)]), 'Inputs that changed')}
    ${table(['A month', ...two, 'Difference'], rows, 'Costs that moved, by option and line')}
    <p class="acts"><button type="button" @click=${() => { const back = kept.pairs; keepQuietly(page); page.go(back); }}>Swap the two</button>
      <button type="button" @click=${() => { page.memory.kept = null; page.paint(page); }}>Stop comparing</button></p></section>`;
}

/** No input was changed by hand: what either day changed of itself, by name. @param {Page} page @param {Report} before */
function same(page, before) {
  const now = page.report;
  return before.asof === now.asof ? html`<p class="text">No input has changed since. Change one, and the lines that move stand here.</p>`
    : html`<p class="text">What you typed is the same; the prices are of ${day(now.asof)} in place of ${day(before.asof)}.</p>
      <ul class="plain">${standIns(page, before)}${standIns(page, now)}</ul>`;
}

/**
 * Now less kept: the one subtraction of the page, because the two reports are of two evaluations.
 * @param {number | undefined} was @param {number | undefined} is
 */
const moved = (was, is) => (was === undefined || is === undefined ? '—' : moreMoney(was, is));

/** By how much the answer's cost moved, and which of its parts moved most. @param {Report} before @param {Report} now */
function why(before, now) {
  const [was, is] = [before, now].map(report => report.options.find(option => option.best));
  if (!was || !is) return '';
  const by = is.monthly - was.monthly;
  if (Math.abs(by) < 0.5) return 'The answer costs the same.';
  const parts = groupsOf(is).map((group, at) => ({ ...group, was: groupsOf(was)[at].monthly, by: group.monthly - groupsOf(was)[at].monthly }))
    .filter(part => Math.abs(part.by) > Math.abs(by) * 0.05).sort((a, b) => Math.abs(b.by) - Math.abs(a.by)).slice(0, 3);
  const other = was.id === is.id ? '' : ` The answer is another: ${is.label} instead of ${was.label}.`;
  const told = by > 0 ? moved(was.monthly, is.monthly) : moved(is.monthly, was.monthly);
  return `The answer costs ${told[0] === '+' ? `${told.slice(1)} a month ${by > 0 ? 'more' : 'less'}` : 'nearly the same'}: ${parts.map(part => `${part.label} ${moved(part.was, part.monthly)}`).join(', ')}.${other}`;
}

/** @param {Page} page */
function keepQuietly(page) {
  page.memory.kept = { label: 'kept', report: page.report, pairs: page.link() };
}
