// @ts-check
import { baked, text } from './files.js';
import { withoutCases } from './own-cases.js';
import { pairsOf } from './state.js';
import { html, nothing, t } from './language.js';

/**
 * Real situations to begin from; each is a link.
 *
 * @typedef {import('./page.js').Page} Page
 * @typedef {{ id: string, title: string, summary: string, query: string }} Preset
 */

/** The situation that a link names, once the list is read; unchanged or not, its name stays. @param {Page} page @returns {Preset | undefined} */
export function presetOf(page) {
  const id = page.pairs.get('preset') ?? (page.pairs.has('workloads') || page.pairs.has('regime') ? baked?.preset : undefined);
  if (!id) return undefined;
  if (!page.memory.presets) read(page);
  return page.memory.presets?.find((/** @type {Preset} */ one) => one.id === id);
}

/**
 * What a link asks for, with the inputs of the case that it names where it says nothing else. The page's own links have a
 * version and say everything; an embed's host writes what it wants changed.
 *
 * @param {[string, string][]} pairs @param {boolean} embedded @param {boolean} [same] whether the host's cases of before stay where none are given
 * @returns {Promise<[string, string][]>}
 */
export async function named(pairs, embedded, same = false) {
  if (embedded) pairs = withoutCases(pairs, same);
  const asked = new Map(pairs);
  if (!asked.has('preset') || (asked.has('v') && !embedded)) return pairs;
  /** @type {Preset[]} */
  const list = await text('presets').then(JSON.parse).catch(() => []);
  const known = list.find(preset => preset.id === asked.get('preset'));
  return known ? [...new Map([...pairsOf(known.query), ...pairs])] : pairs;
}

/** That a link names a case which there is none of. @param {Page} page */
export const unknownCase = page => {
  const id = page.pairs.get('preset');
  return id && page.memory.presets?.length && !presetOf(page) ? t`There is no case “${id}”: this is the usual one.` : '';
};

/** Reads the list once. @param {Page} page */
async function read(page) {
  if (page.memory.reading) return;
  page.memory.reading = true;
  try {
    page.memory.presets = JSON.parse(await text('presets'));
  } catch {
    page.memory.presets = [];
  }
  page.paint(page);
}

/** @param {Page} page */
export function presets(page) {
  const open = page.open.has('presets');
  const list = /** @type {Preset[] | undefined} */ (page.memory.presets);
  const look = async (/** @type {any} */ event) => {
    page.toggle('presets', event.target.open);
    if (event.target.open) await read(page);
  };
  const follow = (/** @type {MouseEvent} */ event, /** @type {Preset} */ preset) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    page.open.delete('presets');
    page.go([...pairsOf(preset.query), ['preset', preset.id]]);
    page.fromLink = new Set();
    page.paint(page);
    document.getElementById('verdict')?.scrollIntoView({ block: 'nearest' });
    /** @type {HTMLElement | null} */ (document.querySelector('.presets > summary'))?.focus();
  };
  return html`<details class="presets" ?open=${open} @toggle=${look}><summary>Start from a case like yours</summary>
    ${!open ? nothing : !list ? html`<p class="note">Reading the list.</p>` : list.length === 0 ? html`<p class="note">The list could not be read.</p>`
      : html`<ul class="plain">${list.map(preset => html`<li><a href=${`?${preset.query}`} @click=${(/** @type {any} */ event) => follow(event, preset)}>${preset.title}</a>
        <span class="note block">${preset.summary}</span></li>`)}</ul>`}</details>`;
}
