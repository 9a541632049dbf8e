// @ts-check
import { html, nothing, svg } from '../language.js';

/**
 * The frame that every picture has: its finding as title, a description, and the same numbers as a table.
 *
 * @typedef {import('../page.js').Page} Page
 */

/**
 * @param {Page} page
 * @param {{ id: string, title: unknown, note?: unknown, description: string, width: number, height: number,
 *   picture: unknown, heads: string[], rows: unknown[][], level?: number }} parts
 */
export function figure(page, parts) {
  const { id, title, note, description, width, height, picture, heads, rows } = parts;
  const open = page.open.has(`t-${id}`);
  return html`<figure class="chart" id=${id}>
    <figcaption>${title}</figcaption>
    ${width > 0 ? html`<svg viewBox="0 0 ${width} ${height}" width=${width} height=${height} role="img" aria-labelledby="d-${id}">
      <desc id="d-${id}">${description}</desc>${picture}</svg>` : html`<div class="room"></div>`}
    ${note ? html`<p class="note">${note}</p>` : nothing}
    <details class="numbers" ?open=${open} @toggle=${(/** @type {any} */ event) => page.toggle(`t-${id}`, event.target.open)}>
      <summary>The numbers<span class="sr"> of this picture: ${title}</span></summary>
      ${open ? table(heads, rows, description) : nothing}</details>
  </figure>`;
}

/** @param {unknown[]} heads @param {unknown[][]} rows @param {string} caption */
export function table(heads, rows, caption) {
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${caption}><table>
    <caption class="sr">${caption}</caption>
    <thead><tr>${heads.map(head => html`<th scope="col">${head}</th>`)}</tr></thead>
    <tbody>${rows.map(row => html`<tr>${row.map((cell, at) => (at === 0 ? html`<th scope="row">${cell}</th>` : html`<td>${cell}</td>`))}</tr>`)}</tbody>
  </table></div>`;
}

/** A sample of an option's line and mark, for tables and labels. @param {string} side */
export const mark = side => html`<svg class="mark-of" viewBox="0 0 26 10" width="26" height="10" aria-hidden="true">
  <path class="line ${side}" d="M0,5H26"></path>${point(side, 13, 5)}</svg>`;

/** An option's own shape: circle, diamond, square. @param {string} side @param {number} x @param {number} y */
export const point = (side, x, y) =>
  side === 'buy' ? svg`<circle class="dot buy" cx=${x} cy=${y} r="3.5"></circle>`
    : side === 'hybrid' ? svg`<path class="dot hybrid" d="M${x},${y - 4.5}l4.5,4.5l-4.5,4.5l-4.5,-4.5z"></path>`
      : svg`<rect class="dot build" x=${x - 3.5} y=${y - 3.5} width="7" height="7"></rect>`;
