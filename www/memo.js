// @ts-check
import { bars } from './chart/bars.js';
import { curve } from './chart/bands.js';
import { optionLabel } from './field.js';
import { day, inUnit, typed } from './format.js';
import { now, then } from './flips.js';
import { linkOf } from './take-away.js';
import { nameOf } from './workloads.js';
import { plain } from './words.js';
import { html, nothing, t } from './language.js';

/**
 * The memo: what is printed in place of the page. The answer is its title; the two pictures, the case and what was set
 * stand in it, and the link that brings it back.
 *
 * @typedef {import('./page.js').Page} Page
 */

/** Headings of the engine's memo that the page shows in its own way. */
const SHOWN_HERE = ['Answer', 'What it costs', 'Date'];
const WIDTH = 640;

/** @param {Page} page */
export function memo(page) {
  const blocks = page.deep?.reasons?.memo;
  if (!blocks || page.compact) return nothing;
  const { verdict: found, asof, engine } = page.report;
  const set = [...page.ledger.keys()].filter(key => page.changed(key) && !['workloads'].includes(key) && !key.endsWith('.name'));
  const flips = (page.followed ? page.along?.flips.flips ?? [] : []).filter(flip => flip.distance !== null).slice(0, 5);
  return html`<article class="memo">
    <p class="note">${headed(page).join(' · ')}</p>
    <h1>${plain(found.sentence)}</h1>
    <p>${plain(found.note)} ${plain(found.sure)} ${plain(found.decides)} ${plain(found.holds)} ${plain(found.check)}</p>
    ${bars(page)}
    <p><b>${plain(found.volume)}</b></p>
    ${curve(page, WIDTH, 'memo')}
    <section><h2>The case</h2><table class="case"><thead><tr><th scope="col">Workload</th><th scope="col">Requests a month</th><th scope="col">Tokens in / out</th><th scope="col">Needs</th><th scope="col">Bought today</th></tr></thead>
      <tbody>${page.slugs.map(slug => html`<tr><th scope="row">${nameOf(page, slug)}</th><td>${page.text(`${slug}.requests`)}</td>
        <td>${page.text(`${slug}.input_tokens`)} / ${page.text(`${slug}.output_tokens`)}</td><td>${value(page, `${slug}.quality`)}</td><td>${value(page, `${slug}.model`)}</td></tr>`)}</tbody></table>
      ${set.length ? html`<p><span>Set by us:</span> ${set.slice(0, 24).map((key, at) => `${at ? '; ' : ''}${key.includes('.') ? `${nameOf(page, key.split('.')[0])}, ` : ''}${t(page.field(key)?.label ?? key)}: ${value(page, key)}`)}${set.length > 24 ? t`; and ${set.length - 24} more` : ''}. <span>Everything else stands at its default.</span></p>`
        : html`<p>Every input stands at its default.</p>`}</section>
    ${blocks.filter(block => !SHOWN_HERE.includes(block.heading)).map(block => html`<section><h2>${block.heading}</h2>
      ${block.paragraphs.map(one => html`<p>${plain(one)}</p>`)}
      ${block.rows.length ? rowsOf(block) : nothing}
    </section>`)}
    ${flips.length && !blocks.some(block => block.heading === 'What would change the answer') ? html`<section><h2>What would change the answer</h2>
      ${flips.map(flip => html`<p>${flip.key.includes('.') ? `${nameOf(page, flip.key.split('.')[0])}, ` : ''}${flip.label}: now ${now(page, flip)}; ${then(page, flip)}.</p>`)}</section>` : nothing}
    <p class="note">${page.memory.own?.taken.length ? t`Prices of ${page.memory.own.name || t('our own file')} over the public ones.` : nothing} <span>Prices of ${day(asof)}, engine ${engine}.</span> ${page.memory.own?.taken.length ? t('The same case at public prices') : t('The same answer again')}: ${linkOf(page, page.hidden ? '#' : '?')}</p></article>`;
}

/** Every row as long as the longest. @param {import('./pkg/build_or_buy.js').Block} block */
function rowsOf({ rows }) {
  const cells = [...Array(Math.max(...rows.map(row => row.cells.length))).keys()];
  return html`<table><tbody>${rows.map(row => html`<tr><th scope="row">${row.label}</th>${cells.map(at => html`<td>${plain(row.cells[at])}</td>`)}</tr>`)}</tbody></table>`;
}

/** What an input stands at, in words. @param {Page} page @param {string} key */
function value(page, key) {
  const row = page.ledger.get(key);
  const field = page.field(key);
  if (!row || !field) return '';
  if (row.value === null) return t(optionLabel(page, field, row.word)) || t('empty');
  const given = page.report.given.find(one => one.key === key);
  return inUnit(given?.low == null ? typed(Number(row.value.toPrecision(6))) : page.text(key), field.unit);
}

/** What stands above it: title, company, author where they are given, and the day. @param {Page} page @returns {string[]} */
export function headed(page) {
  const [title, company, author] = HEAD.map(([key]) => page.pairs.get(key)?.trim() ?? '');
  return [title || t('Build or buy?'), company, author, day(today())].filter(Boolean);
}

/** Keys of the link, with what is asked for. @type {[string, string][]} */
export const HEAD = [['memo_title', t('Title')], ['memo_for', t('Company')], ['memo_by', t('Author')]];

/** The memo for a document: text and tables as they are printed, pictures left out. @returns {string} */
export function memoText() {
  const copy = /** @type {HTMLElement | undefined} */ (document.querySelector('.memo')?.cloneNode(true));
  copy?.querySelectorAll('svg, .mark-of').forEach(one => one.remove());
  copy?.querySelectorAll('button').forEach(one => one.replaceWith(one.textContent ?? ''));
  return (copy?.innerHTML ?? '').replace(/<!-{2}.*?-{2}>/gs, '');
}

/** The day on which it is printed. */
const today = () => {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(part => String(part).padStart(2, '0')).join('-');
};
