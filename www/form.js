// @ts-check
import { blank, problems, row } from './field.js';
import { nearest, ordered } from './nearest.js';
import { workloads } from './workloads.js';
import { groups } from './words.js';
import { html, nothing } from './vendor/lit-html.js';

/**
 * The questions: the few that matter as sentences, everything else by group, one step down.
 *
 * @typedef {import('./page.js').Page} Page
 */

const FRONT = ['volume_factor', 'ml_ops', 'regime', 'clause', 'premises', 'bill_today'];

/** @param {Page} page */
export function questions(page) {
  const ruled = page.text('regime') !== 'none';
  return html`<form id="questions" tabindex="-1" autocomplete="off" novalidate aria-labelledby="ask"
      @submit=${(/** @type {Event} */ event) => event.preventDefault()}>
    <h2 id="ask">Your case</h2>
    <p class="note">A token is about three quarters of a word. Any number may be a range: “1 to 3 million”.</p>
    ${workloads(page)}
    <p class="blanks">What if all volumes were ${blank(page, 'volume_factor')} times as large?
      A model of our own would be run by ${blank(page, 'ml_ops')}.
      A rule that says where the data must stay: ${blank(page, 'regime')}${ruled ? html`,
        clause ${blank(page, 'clause')}; whose hardware would do: ${blank(page, 'premises')}` : nothing}.
      We pay our hosts ${blank(page, 'bill_today')} US dollars a month today, if known.</p>
    ${FRONT.map(key => problems(page, key, true))}
    ${strangers(page)}
    <h2 class="rest">Everything else, with its source</h2>
    ${groups.map(([group, title]) => block(page, group, title))}
  </form>`;
}

/** @param {Page} page @param {string} group @param {string} title */
function block(page, group, title) {
  const fields = page.form.global.filter(field => field.group === group);
  if (fields.length === 0) return nothing;
  const changed = fields.filter(field => page.changed(field.name)).length;
  const part = `g-${group}`;
  const rows = fields.filter(field => !FRONT.includes(field.name));
  const key = (/** @type {string} */ name) => name;
  return html`<details class="group" data-part=${part} ?open=${page.open.has(part)}
      @toggle=${(/** @type {any} */ event) => page.toggle(part, event.target.open)}>
    <summary>${title} <span class="few">${fields.length}</span>${changed ? html` <span class="mark">${changed} changed</span>` : nothing}</summary>
    ${page.open.has(part) ? html`${nearest(page, part, rows, key).map(field => row(page, field.name))}
      ${ordered(page, part, rows, key) ? html`<p class="note">In order of how little it takes to change the answer.</p>` : nothing}` : nothing}
  </details>`;
}

/** What the link carries that belongs to no field. @param {Page} page */
function strangers(page) {
  const loose = [...page.issues].filter(([key]) => !page.ledger.has(key)).flatMap(([, issues]) => issues);
  if (loose.length === 0) return nothing;
  return html`<ul class="issues">${loose.map(issue =>
    html`<li class="issue">${issue.field}=${issue.text}: ${issue.problem}. Allowed: ${issue.allowed}.</li>`)}</ul>`;
}
