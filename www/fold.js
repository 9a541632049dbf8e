// @ts-check
import { html, nothing } from './language.js';

/**
 * A section that stands folded until it is asked for; what is inside is made only then.
 *
 * @param {import('./page.js').Page} page
 * @param {{ id: string, title: unknown, few?: unknown, stale?: boolean }} parts
 * @param {() => unknown} inside
 */
export function fold(page, { id, title, few, stale }, inside) {
  const open = page.open.has(id);
  return html`<section class=${stale ? 'part folded stale' : 'part folded'} aria-labelledby="h-${id}">
    <details data-part=${id} ?open=${open} @toggle=${(/** @type {any} */ event) => page.toggle(id, event.target.open)}>
      <summary><h2 id="h-${id}">${title}</h2>${few ? html`<span class="sr">: </span> <span class="few">${few}</span>` : nothing}</summary>${open ? inside() : nothing}</details></section>`;
}
