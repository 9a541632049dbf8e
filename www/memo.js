// @ts-check
import { day } from './format.js';
import { plain } from './words.js';
import { html, nothing } from './vendor/lit-html.js';

/**
 * The memo: what is printed in place of the page.
 *
 * @param {import('./page.js').Page} page
 */
export function memo(page) {
  const blocks = page.deep?.reasons?.memo;
  if (!blocks) return nothing;
  return html`<article class="memo" aria-hidden="true"><h1>Build or buy</h1>
    ${blocks.map(block => html`<section><h2>${block.heading}</h2>
      ${block.paragraphs.map(one => html`<p>${plain(one)}</p>`)}
      ${block.rows.length ? html`<table><tbody>${block.rows.map(row => html`<tr><th scope="row">${row.label}</th>${row.cells.map(cell => html`<td>${plain(cell)}</td>`)}</tr>`)}</tbody></table>` : nothing}
    </section>`)}
    <p class="note">Made on prices of ${day(page.report.asof)} by engine ${page.report.engine}. ${location.href}</p></article>`;
}
