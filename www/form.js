// @ts-check
import { blank, problems, row } from './field.js';
import { unread } from './notices.js';
import { money } from './format.js';
import { presetOf } from './presets.js';
import { nearest, ordered } from './nearest.js';
import { workOut, workedOut } from './work-out.js';
import { scale, workloads } from './workloads.js';
import { groups } from './words.js';
import { html, nothing, t } from './language.js';

/**
 * The questions: the few that matter as sentences, everything else by group, one step down.
 *
 * @typedef {import('./page.js').Page} Page
 */

const FRONT = ['bill_today', 'ml_ops', 'regime', 'clause', 'premises', 'owned_gpus'];

/** What is asked in front; which GPU only of who owns some. @param {Page} page */
const front = page => (page.text('owned_gpus') === '0' ? FRONT : [...FRONT, 'gpu']);

/** @param {Page} page @param {unknown} [begin] where a case can begin, if it stands among them */
export function questions(page, begin = nothing) {
  const ruled = page.text('regime') !== 'none';
  return html`<form id="questions" tabindex="-1" autocomplete="off" novalidate aria-labelledby="ask"
      @submit=${(/** @type {Event} */ event) => event.preventDefault()}>
    <h2 id="ask">${presetOf(page)?.title ?? t('Your case')}</h2>
    ${workloads(page)}
    <p class="note">A token is about ¾ of a word. Not sure? Type a range: 1M to 3M. <span>${workedOut(page)}</span></p>
    ${page.open.has('work-out') ? workOut(page) : nothing}
    <div class="asks">
      ${ask(page, 'bill_today', t('Our API bill is about'), bill(page))}
      ${ask(page, 'ml_ops', t('Our own model would be run by'))}
      ${ask(page, 'regime', t('Must the data stay in-house?'), nothing, { none: t('no') })}
      ${ruled ? html`${ask(page, 'clause', t('The clause that says so'))}${ask(page, 'premises', t('Whose GPUs would satisfy it?'))}
        <a class="skip" href="#ruling">What the rule does</a>` : nothing}
      ${ask(page, 'owned_gpus', t('GPUs we already own'), owned(page))}
      ${page.text('owned_gpus') !== '0' && page.field('gpu') ? ask(page, 'gpu', t('Which GPU they are')) : nothing}
    </div>
    ${strangers(page)}${unread(page)}${begin}
    <h2 class="rest">${groups.reduce((sum, [group]) => sum + settings(page, group).length, 0)} more settings, each with its source</h2>
    ${groups.map(([group, title]) => block(page, group, title))}
  </form>`;
}

/**
 * A question anyone can answer, on one line. @param {Page} page @param {string} key @param {string} question
 * @param {unknown} [after] @param {Record<string, string>} [words]
 */
export function ask(page, key, question, after = nothing, words) {
  return html`<div class="asked"><span class="q" aria-hidden="true">${question}</span><span class="a">${blank(page, key, question, words)}${after}</span>${problems(page, key)}</div>`;
}

/** The unit of the bill, or what it is taken for while it is not known. @param {Page} page */
function bill(page) {
  const today = page.report.options.find(option => option.id === 'today');
  const by = (page.ledger.get('bill_today')?.value ?? 0) / (today?.invoice || 1);
  if (page.text('bill_today')) return html`<span class="unit"> USD a month</span>${today && by > 0 && Math.abs(by - 1) > 0.05 && !page.locked('workloads') ? html`<span class="note block">List prices give ${money(today.invoice)}.
    <button type="button" class="text" @click=${() => scale(page, by)}>Scale requests to my bill</button></span>` : nothing}`;
  return html`<span class="unit">${today ? t`don’t know: ${money(today.invoice)} at list prices` : t('don’t know')}</span>`;
}

/** @param {Page} page */
const owned = page => (page.text('owned_gpus') === '0' ? nothing : html`<span class="unit"> GPUs, counted at resale value</span>`);

/**
 * The fields of a group that are not asked in front. The volume of everything is asked in the picture; typed it stands
 * with growth.
 * @param {Page} page @param {string} group
 */
const settings = (page, group) => page.form.global.filter(({ name, group: own }) =>
  (own === group || (group === 'time' && name === 'volume_factor')) && !front(page).includes(name));

/** @param {Page} page @param {string} group @param {string} title */
function block(page, group, title) {
  const rows = settings(page, group);
  if (rows.length === 0) return nothing;
  const changed = rows.filter(field => page.changed(field.name)).length;
  const part = `g-${group}`;
  const key = (/** @type {string} */ name) => name;
  return html`<details class="group" data-part=${part} ?open=${page.open.has(part)}
      @toggle=${(/** @type {any} */ event) => page.toggle(part, event.target.open)}>
    <summary>${title} <span class="few">${rows.length}</span><span class="sr"> settings</span>${changed ? html` <span class="mark">${changed} changed</span>` : nothing}</summary>
    ${page.open.has(part) ? html`${nearest(page, part, rows, key).map(field => row(page, field.name))}
      ${group === 'display' && page.deep?.reasons?.bridge && !page.compact ? html`<p class="note"><a href="#h-bridge">From that number to ours, step by step</a></p>` : nothing}
      ${ordered(page, part, rows, key) ? html`<p class="note">In order of how little it takes to change the answer.</p>` : nothing}` : nothing}
  </details>`;
}

/** What the link carries that belongs to no field. @param {Page} page */
function strangers(page) {
  const loose = [...page.issues].filter(([key]) => !page.ledger.has(key)).flatMap(([, issues]) => issues.filter(issue => !issue.notice));
  if (loose.length === 0) return nothing;
  return html`<ul class="issues">${loose.map(issue =>
    html`<li class="issue">${issue.field}=${[issue.text]}: ${issue.problem}. ${issue.allowed ? t`Allowed: ${issue.allowed}.` : ''}</li>`)}</ul>`;
}
