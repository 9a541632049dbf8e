// @ts-check
import { html, nothing } from './language.js';

/**
 * The steps of this visit, to go back to. They live in this page only and are gone when it is closed.
 *
 * @param {import('./page.js').Page} page
 */
export function visit(page) {
  if (page.steps.length < 2) return nothing;
  const open = page.open.has('visit');
  return html`<section class="part" aria-labelledby="h-visit"><h2 id="h-visit">This visit</h2>
    <p class="acts"><button type="button" @click=${() => page.go(page.steps.at(-2)?.pairs ?? [])}>Undo the last step</button></p>
    <details ?open=${open} @toggle=${(/** @type {any} */ event) => page.toggle('visit', event.target.open)}><summary>${page.steps.length} steps</summary>
      ${open ? html`<ol class="plain">${page.steps.map(step => html`<li><button type="button" class="text" @click=${() => page.go(step.pairs)}>${step.label}</button></li>`)}</ol>` : nothing}
    </details></section>`;
}
