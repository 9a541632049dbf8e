// @ts-check
import { blank, problems, row } from './field.js';
import { nearest } from './nearest.js';
import { workloadsIn } from './spreadsheet.js';
import { html, nothing, t } from './language.js';

/**
 * The workloads as rows of one line, opened to edit the rest, and what may be done with the list.
 *
 * @typedef {import('./page.js').Page} Page
 */

const FRONT = ['name', 'requests', 'input_tokens', 'output_tokens', 'quality'];
/** Quality in one word, for a narrow column. */
const NEEDS = { any: t('any'), basic: t('basic'), good: t('good'), strong: t('strong'), frontier: t('frontier'), same: t('as today') };

/** @param {Page} page */
export function workloads(page) {
  const slugs = page.slugs;
  const undo = page.memory.undo;
  const back = async () => {
    page.memory.undo = null;
    await step(page, undo.pairs);
    // The button is gone with what it undid.
    focusSoon(`f-${page.slugs[0]}.name`);
  };
  return html`<div class="workloads">
    <p class="heads" aria-hidden="true"><span>what</span><span>requests a month</span><span>tokens in / out</span><span>needs</span><span></span></p>
    ${slugs.slice(0, page.step).map((slug, at) => workload(page, slug, at, slugs))}
    ${undo ? html`<p class="undone"><span>${undo.said}</span> <button type="button" class="text" @click=${back}>Undo<span class="sr">: ${undo.said}</span></button></p>` : nothing}
    <p class="acts"><button type="button" ?disabled=${slugs.length >= page.form.most_workloads || page.locked('workloads')} @click=${() => add(page)}>Add a workload</button>
      <button type="button" class="text" aria-expanded=${page.open.has('paste')} ?disabled=${page.locked('workloads')}
        @click=${() => page.toggle('paste', !page.open.has('paste'))}>Paste from a spreadsheet</button></p>
    ${page.open.has('paste') ? paste(page) : nothing}
    <div role="status">${page.memory.pasted ? html`<ul class="plain note">${page.memory.pasted.map((/** @type {string} */ one) => html`<li>${one}</li>`)}</ul>` : nothing}</div>
  </div>`;
}

/** The workload's own name, or its short one. @param {Page} page @param {string} slug */
export const nameOf = (page, slug) => t(page.ledger.get(`${slug}.name`)?.word || slug);

/** @param {Page} page @param {string} slug @param {number} at @param {string[]} slugs */
function workload(page, slug, at, slugs) {
  const key = (/** @type {string} */ name) => `${slug}.${name}`;
  const name = nameOf(page, slug);
  const part = `w-${slug}`;
  const rest = page.form.workload.filter(field => !FRONT.includes(field.name) && field.name !== 'model');
  const changed = [...rest.map(field => field.name), 'model'].filter(one => page.changed(key(one))).length;
  const move = (/** @type {number} */ by) => {
    const order = [...slugs];
    order.splice(at, 1);
    order.splice(at + by, 0, slug);
    list(page, order, t`“${name}” moved.`, `move-${slug}-${by}`);
  };
  const rename = () => {
    const box = document.getElementById(`f-${key('name')}`);
    if (box instanceof HTMLInputElement) { box.focus(); box.select(); }
  };
  return html`<section class="workload" aria-label=${name}>
    <div class="line"><span class="what">${blank(page, key('name'), name)}</span>
      <span class="many">${blank(page, key('requests'), name)}</span>
      <span class="tokens">${blank(page, key('input_tokens'), name)}<span aria-hidden="true"> / </span>${blank(page, key('output_tokens'), name)}</span>
      <span class="needs">${blank(page, key('quality'), name, NEEDS)}</span></div>
    ${FRONT.map(one => problems(page, key(one), true))}
    <details data-part=${part} ?open=${page.open.has(part)} @toggle=${(/** @type {any} */ event) => page.toggle(part, event.target.open)}>
      <summary title="${t`More about ${name}`}${changed ? t`, ${changed} changed` : ''}"><span aria-hidden="true">⋯</span></summary>
      ${page.open.has(part) ? html`
        <p class="acts">
          <button type="button" @click=${rename}>Rename</button>
          <button type="button" @click=${() => duplicate(page, slug, at)} ?disabled=${slugs.length >= page.form.most_workloads || page.locked('workloads')}>Duplicate</button>
          <button type="button" id="move-${slug}--1" @click=${() => move(-1)} ?disabled=${at === 0 || page.locked('workloads')}>Move up</button>
          <button type="button" id="move-${slug}-1" @click=${() => move(1)} ?disabled=${at === slugs.length - 1 || page.locked('workloads')}>Move down</button>
          <button type="button" @click=${() => remove(page, slug, at)} ?disabled=${slugs.length === 1 || page.locked('workloads')}>Remove</button></p>
        ${row(page, key('model'), name)}
        ${nearest(page, part, rest, key).map(field => row(page, key(field.name), name))}` : nothing}
    </details>
  </section>`;
}

/** Another list of inputs as a step that Back undoes; what was set by hand or link stays known as such. @param {Page} page @param {[string, string][]} pairs */
async function step(page, pairs) {
  const { touched, fromLink } = page;
  await page.go(pairs);
  page.touched = touched;
  page.fromLink = fromLink;
  page.paint(page);
}

/**
 * @param {Page} page @param {string[]} slugs @param {string} said what was done, beside which undoing stands
 * @param {string} goal id of what the hand goes on with
 * @param {(pairs: Map<string, string>) => void} [change]
 */
export async function list(page, slugs, said, goal, change) {
  const before = /** @type {[string, string][]} */ ([...page.pairs]);
  const pairs = new Map(page.pairs);
  change?.(pairs);
  pairs.set('workloads', slugs.join('~'));
  page.memory.undo = { said, pairs: before };
  page.memory.pasted = null;
  // The next click counts on this list, also where it comes before the answer.
  page.slugs = slugs;
  const here = document.activeElement;
  await step(page, [...pairs]);
  // Not where the hand has gone on elsewhere meanwhile.
  const now = document.activeElement;
  if (now === here || now === document.body || !here?.isConnected) focusSoon(goal);
}

/** Focus goes on to where the hand goes on, once that is drawn; a button that can do no more hands it to its neighbor. @param {string} id */
function focusSoon(id, tries = 60) {
  const found = /** @type {HTMLButtonElement | null} */ (document.getElementById(id));
  if (!found) { if (tries > 0) requestAnimationFrame(() => focusSoon(id, tries - 1)); return; }
  const able = found.disabled ? /** @type {HTMLElement | null} */ (found.parentElement?.querySelector('button:not(:disabled)')) : found;
  able?.focus();
  if (found instanceof HTMLInputElement) found.select();
}

/** A short name that is still free. @param {string[]} taken @param {string} wanted */
function free(taken, wanted) {
  const plain = wanted.toLowerCase().normalize('NFKD').replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 28) || 'workload';
  let slug = plain;
  for (let n = 2; taken.includes(slug); n += 1) slug = `${plain}-${n}`;
  return slug;
}

/** As many times the requests, so that list prices give the bill that is paid. @param {Page} page @param {number} by */
export const scale = (page, by) => list(page, page.slugs, t('Requests scaled to your bill.'), 'f-bill_today', pairs => {
  for (const slug of page.slugs) pairs.set(`${slug}.requests`, String(Number(((page.ledger.get(`${slug}.requests`)?.value ?? 0) * by).toPrecision(3))));
});

/** @param {Page} page */
function add(page) {
  const slug = free(page.slugs, 'new-workload');
  list(page, [...page.slugs, slug], t('Workload added.'), `f-${slug}.name`, pairs => pairs.set(`${slug}.name`, 'new workload'));
}

/** @param {Page} page @param {string} slug @param {number} at */
function duplicate(page, slug, at) {
  const copy = free(page.slugs, slug);
  const order = [...page.slugs];
  order.splice(at + 1, 0, copy);
  list(page, order, t`“${nameOf(page, slug)}” duplicated.`, `f-${copy}.name`, pairs => {
    for (const field of page.form.workload) {
      const text = page.pairs.get(`${slug}.${field.name}`);
      const row = page.ledger.get(`${slug}.${field.name}`);
      const value = text ?? (row ? (row.value == null ? row.word : String(row.value)) : '');
      if (value !== '') pairs.set(`${copy}.${field.name}`, value);
    }
    pairs.set(`${copy}.name`, t`${nameOf(page, slug)}, copy`.slice(0, 80));
  });
}

/** @param {Page} page @param {string} slug @param {number} at */
function remove(page, slug, at) {
  const rest = page.slugs.filter(one => one !== slug);
  const next = rest[Math.min(at, rest.length - 1)];
  list(page, rest, t`“${nameOf(page, slug)}” removed.`, `f-${next}.name`, pairs => {
    for (const key of [...pairs.keys()]) if (key.startsWith(`${slug}.`)) pairs.delete(key);
  });
}

/** @param {Page} page */
function paste(page) {
  const choices = {
    quality: page.field('quality')?.options ?? [],
    model: page.form.hosted,
  };
  const read = (/** @type {any} */ event) => {
    page.memory.paste = event.target.value;
    page.paint(page);
  };
  const text = page.memory.paste ?? '';
  const found = text.trim() ? workloadsIn(text, choices) : null;
  const take = async () => {
    if (!found?.lines.length) return;
    /** @type {string[]} */
    const slugs = [];
    const said = found.said;
    const lines = found.lines.slice(0, page.form.most_workloads);
    for (const line of lines) slugs.push(free(slugs, line.name));
    page.open.delete('paste');
    page.memory.paste = '';
    await list(page, slugs, lines.length === 1 ? t('1 workload read.') : t`${lines.length} workloads read.`, `f-${slugs[0]}.name`, pairs => {
      for (const key of [...pairs.keys()]) if (key.includes('.')) pairs.delete(key);
      lines.forEach((line, n) => Object.entries(line.values).forEach(([name, value]) => pairs.set(`${slugs[n]}.${name}`, value)));
    });
    page.memory.pasted = said.length ? said : null;
    page.paint(page);
  };
  return html`<div class="paste"><label for="paste-box">Copy the cells in your spreadsheet and paste them here: name, requests a month, tokens in, tokens out,
      and if you like quality and model. They replace the list above.</label>
    <textarea id="paste-box" rows="4" spellcheck="false" placeholder="Chat&#9;400000&#9;2000&#9;350" .value=${text} @input=${read}></textarea>
    <div role="status">${found ? html`<ul class="plain note">${found.lines.slice(0, 8).map(line => html`<li>${line.name}: ${['requests', 'input_tokens', 'output_tokens', 'quality', 'model'].map(key => line.values[key] ?? '–').join(' · ')}</li>`)}
      ${found.lines.length > 8 ? html`<li>and ${found.lines.length - 8} more</li>` : nothing}${found.said.map(one => html`<li><b>${one}</b></li>`)}</ul>` : nothing}</div>
    <p class="acts"><button type="button" ?disabled=${!found?.lines.length} @click=${take}>${found?.lines.length === 1 ? t('Use this workload') : found?.lines.length ? t`Use these ${found.lines.length} workloads` : t('Use these workloads')}</button></p></div>`;
}
