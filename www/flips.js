// @ts-check
import { spark } from './chart/spark.js';
import { tornado } from './chart/tornado.js';
import { nameOf } from './workloads.js';
import { said } from './words.js';
import { html, nothing } from './vendor/lit-html.js';

/**
 * What would change the answer, nearest first.
 *
 * @typedef {import('./page.js').Page} Page
 */

const SHOWN = 6;

/** @param {Page} page */
export function flips(page) {
  const found = page.along?.flips.flips;
  if (!found) {
    return html`<section class="part" aria-labelledby="h-flips"><h2 id="h-flips">What would change the answer</h2>
      <p class="text">Every input is being followed over its whole range. This takes a few seconds.</p></section>`;
  }
  const near = found.filter(flip => flip.distance !== null);
  const open = page.open.has('flips');
  return html`<section class=${page.followed ? 'part' : 'part stale'} aria-labelledby="h-flips"><h2 id="h-flips">What would change the answer</h2>
    ${near.length === 0 ? html`<p class="text">No single input changes the answer within its range.</p>`
      : html`<p class="text">Nearest first. Above the middle line buying is cheaper; the bar is where you are; a dashed bar is where the answer changes.
          Sliding sets the input.</p>
        <ol class="flips">${near.slice(0, open ? 40 : SHOWN).map(flip => html`<li>
          <p>${context(page, flip.key)}${said(flip.sentence)}</p>${spark(page, flip.key)}</li>`)}</ol>
        ${near.length > SHOWN ? html`<p class="acts"><button type="button" aria-expanded=${open} @click=${() => page.toggle('flips', !open)}>
          ${open ? 'The nearest only' : `All ${near.length}`}</button></p>` : nothing}`}
    <details ?open=${page.open.has('tornado')} @toggle=${(/** @type {any} */ event) => page.toggle('tornado', event.target.open)}>
      <summary>How far each input moves the difference</summary>${page.open.has('tornado') ? tornado(page, page.memory.width?.part ?? 0) : nothing}</details>
    <p class="note">${found.length - near.length} other inputs change nothing within their range.</p>
  </section>`;
}

/** The workload that an input belongs to. @param {Page} page @param {string} key */
const context = (page, key) => (key.includes('.') ? html`<b>${nameOf(page, key.split('.')[0])}</b>: ` : nothing);
