// @ts-check
import { blank, problems, row } from './field.js';
import { nearest } from './nearest.js';
import { html, nothing } from './vendor/lit-html.js';

/**
 * The workloads as sentences with blanks, and what may be done with the list.
 *
 * @typedef {import('./page.js').Page} Page
 */

const FRONT = ['name', 'requests', 'input_tokens', 'output_tokens', 'quality', 'model'];

/** @param {Page} page */
export function workloads(page) {
  const slugs = page.slugs;
  return html`<div class="workloads">
    ${slugs.slice(0, page.step).map((slug, at) => workload(page, slug, at, slugs))}
    <p class="acts"><button type="button" ?disabled=${slugs.length >= page.form.most_workloads || page.locked('workloads')} @click=${() => add(page)}>Add a workload</button>
      <button type="button" class="text" aria-expanded=${page.open.has('paste')} ?disabled=${page.locked('workloads')}
        @click=${() => page.toggle('paste', !page.open.has('paste'))}>Paste from a spreadsheet</button></p>
    ${page.open.has('paste') ? paste(page) : nothing}
  </div>`;
}

/** The workload's own name, or its short one. @param {Page} page @param {string} slug */
export const nameOf = (page, slug) => page.ledger.get(`${slug}.name`)?.word || slug;

/** @param {Page} page @param {string} slug @param {number} at @param {string[]} slugs */
function workload(page, slug, at, slugs) {
  const key = (/** @type {string} */ name) => `${slug}.${name}`;
  const name = nameOf(page, slug);
  const part = `w-${slug}`;
  const rest = page.form.workload.filter(field => !FRONT.includes(field.name));
  const changed = rest.filter(field => page.changed(key(field.name))).length;
  const move = (/** @type {number} */ by) => {
    const order = [...slugs];
    order.splice(at, 1);
    order.splice(at + by, 0, slug);
    list(page, order);
  };
  return html`<section class="workload" aria-label=${name}>
    <p class="blanks">Our ${blank(page, key('name'), name)} makes ${blank(page, key('requests'), name)} requests a month,
      about ${blank(page, key('input_tokens'), name)} tokens in and ${blank(page, key('output_tokens'), name)} out.
      It needs ${blank(page, key('quality'), name)}, bought today as ${blank(page, key('model'), name)}.</p>
    ${FRONT.map(one => problems(page, key(one), true))}
    <details data-part=${part} ?open=${page.open.has(part)} @toggle=${(/** @type {any} */ event) => page.toggle(part, event.target.open)}>
      <summary>More about ${name}${changed ? html` <span class="mark">${changed} changed</span>` : nothing}</summary>
      ${page.open.has(part) ? html`
        ${nearest(page, part, rest, key).map(field => row(page, key(field.name), name))}
        <p class="acts">
          <button type="button" @click=${() => duplicate(page, slug, at)} ?disabled=${slugs.length >= page.form.most_workloads}>Duplicate</button>
          <button type="button" @click=${() => move(-1)} ?disabled=${at === 0}>Move up</button>
          <button type="button" @click=${() => move(1)} ?disabled=${at === slugs.length - 1}>Move down</button>
          <button type="button" @click=${() => remove(page, slug)} ?disabled=${slugs.length === 1}>Remove</button></p>` : nothing}
    </details>
  </section>`;
}

/** @param {Page} page @param {string[]} slugs */
function list(page, slugs) {
  page.pairs.set('workloads', slugs.join('~'));
  // The next click counts on this list, also where it comes before the answer.
  page.slugs = slugs;
  page.refresh();
}

/** A short name that is still free. @param {string[]} taken @param {string} wanted */
function free(taken, wanted) {
  const plain = wanted.toLowerCase().normalize('NFKD').replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 28) || 'workload';
  let slug = plain;
  for (let n = 2; taken.includes(slug); n += 1) slug = `${plain}-${n}`;
  return slug;
}

/** @param {Page} page */
function add(page) {
  list(page, [...(page.slugs), free(page.slugs, 'workload')]);
}

/** @param {Page} page @param {string} slug @param {number} at */
function duplicate(page, slug, at) {
  const copy = free(page.slugs, slug);
  for (const field of page.form.workload) {
    const text = page.pairs.get(`${slug}.${field.name}`);
    const row = page.ledger.get(`${slug}.${field.name}`);
    const value = text ?? (row ? (row.value == null ? row.word : String(row.value)) : '');
    if (value !== '') page.pairs.set(`${copy}.${field.name}`, value);
  }
  page.pairs.set(`${copy}.name`, `${nameOf(page, slug)}, copy`.slice(0, 80));
  const order = [...(page.slugs)];
  order.splice(at + 1, 0, copy);
  list(page, order);
}

/** @param {Page} page @param {string} slug */
function remove(page, slug) {
  const rest = (page.slugs).filter(one => one !== slug);
  for (const key of [...page.pairs.keys()]) if (key.startsWith(`${slug}.`)) page.pairs.delete(key);
  list(page, rest);
}

/** @param {Page} page */
function paste(page) {
  const take = (/** @type {any} */ event) => {
    const box = event.target.closest('.paste').querySelector('textarea');
    const rows = tableRows(box.value);
    if (rows.length === 0) return;
    /** @type {string[]} */
    const slugs = [];
    for (const cells of rows.slice(0, page.form.most_workloads)) {
      const slug = free(slugs, cells[0]);
      slugs.push(slug);
      ['name', 'requests', 'input_tokens', 'output_tokens'].forEach((name, column) => {
        if (cells[column]) page.pairs.set(`${slug}.${name}`, cells[column]);
      });
    }
    page.open.delete('paste');
    list(page, slugs);
  };
  return html`<div class="paste"><label for="paste-box">One workload a line: name, requests a month, tokens in, tokens out.
      Copy the cells in your spreadsheet and paste them here; they replace the list above.</label>
    <textarea id="paste-box" rows="4" spellcheck="false"></textarea>
    <p class="acts"><button type="button" @click=${take}>Use these workloads</button></p></div>`;
}

/** Rows of cells, by tab, semicolon or bar; a heading without digits is passed over. @param {string} text */
export function tableRows(text) {
  const lines = text.split(/\r?\n/).map(line => line.trim()).filter(Boolean);
  const mark = ['\t', ';', '|'].find(one => lines.some(line => line.includes(one))) ?? ',';
  const rows = lines.map(line => line.split(mark).map(cell => cell.trim()));
  return rows.filter(cells => cells.length > 1 && cells.slice(1).some(cell => /\d/.test(cell)));
}
