// @ts-check
import { spark } from './chart/spark.js';
import { typed } from './format.js';
import { cite, grades } from './words.js';
import { html, nothing } from './vendor/lit-html.js';

/**
 * Controls: a blank in a sentence, and a row with everything there is to know about an input.
 *
 * @typedef {import('./page.js').Page} Page
 * @typedef {import('./pkg/build_or_buy.js').Field} Field
 */

/** @param {string} key */
const idOf = key => `f-${key}`;

/**
 * A control and its label, the label for screen readers only.
 * @param {Page} page @param {string} key @param {string} [context] what the label must add to stand alone
 */
export function blank(page, key, context) {
  const field = page.field(key);
  if (!field) return nothing;
  const label = context ? `${context}: ${field.label}` : field.label;
  return html`<label class="blank"><span class="sr">${label}${field.unit ? `, ${field.unit}` : ''}</span>${control(page, key, field)}</label>`;
}

/**
 * @param {Page} page @param {string} key @param {Field} field
 */
function control(page, key, field) {
  const text = page.text(key);
  const wrong = page.issues.get(key)?.some(one => !one.notice);
  const notes = page.issues.has(key) ? `i-${key}` : nothing;
  if (field.kind === 'choice' || field.kind === 'reference') {
    const options = [...field.options, ...(field.table ? page.form[field.table] : [])];
    const shown = options.some(one => one.word === text) ? options : [{ word: text, label: /^w1[\w-]{126}$/.test(text) ? 'Your measured week' : text }, ...options];
    return html`<select id=${idOf(key)} name=${key} ?disabled=${page.locked(key)} aria-invalid=${wrong ? 'true' : nothing}
      aria-describedby=${notes} @change=${(/** @type {any} */ event) => page.set(key, event.target.value)}>
      ${shown.map(one => html`<option value=${one.word} .selected=${one.word === text}>${one.label}</option>`)}</select>`;
  }
  return html`<input id=${idOf(key)} name=${key} type="text" autocomplete="off" spellcheck="false"
    class=${field.kind} size=${Math.max(3, Math.min(28, text.length))} maxlength=${field.most ?? 60}
    .value=${text} ?disabled=${page.locked(key)} aria-invalid=${wrong ? 'true' : nothing} aria-describedby=${notes}
    @input=${(/** @type {any} */ event) => page.set(key, event.target.value)}>`;
}

/** What is the matter with a text, or how it was read. @param {Page} page @param {string} key @param {boolean} [named] */
export function problems(page, key, named) {
  const issues = (page.issues.get(key) ?? []).filter(issue => !(issue.notice && echoed(page, key, issue.text)));
  if (issues.length === 0) return nothing;
  const label = page.field(key)?.label ?? key;
  const row = page.ledger.get(key);
  return html`<span class="issues" id="i-${key}">${issues.map(issue => (issue.notice
    ? html`<span class="echo">${named ? `${label} is ` : ''}read as ${issue.used}</span>`
    : html`<span class="issue">${named ? `${label}: ` : ''}“${issue.text}” ${issue.problem}. Allowed: ${issue.allowed}.
        ${row?.value != null ? ` The answer counts ${typed(row.value)}.` : ''}</span>`))}</span>`;
}

/** A reading that looks like what was typed needs no echo. @param {Page} page @param {string} key @param {string} text */
function echoed(page, key, text) {
  const value = page.ledger.get(key)?.value;
  return value != null && typed(value) === text.trim();
}

/** Label, control, unit, small chart, help, range, source, grade and reset. @param {Page} page @param {string} key @param {string} [context] */
export function row(page, key, context) {
  const field = page.field(key);
  if (!field) return nothing;
  const about = page.ledger.get(key);
  const usual = page.usual(key);
  const changed = page.changed(key);
  const range = field.likely && `Usually ${typed(field.likely[0])} to ${typed(field.likely[1])}`;
  const grade = field.grade && grades[field.grade];
  const source = about?.source || field.source;
  const fallback = usual && (usual.value == null ? usual.word && optionLabel(page, field, usual.word) : typed(usual.value));
  return html`<div class=${changed ? 'field changed' : 'field'}>
    <div class="ask"><label for=${idOf(key)}>${field.label}${context ? html`<span class="sr">, ${context}</span>` : nothing}</label>
      <span class="entry">${control(page, key, field)} <span class="unit">${field.unit === 'x' ? 'times' : field.unit}</span></span></div>
    ${problems(page, key)}
    ${spark(page, key)}
    <p class="help">${field.help}</p>
    <p class="source">${[range, fallback ? `Default ${fallback}` : '', grade ? `Evidence: ${grade}` : ''].filter(Boolean).join('. ')}.
      ${source ? html`Source: ${cite(source)}${about?.date || field.date ? `, ${about?.date || field.date}` : ''}.` : nothing}
      ${field.note ? html` ${field.note}` : nothing}
      ${changed ? html`<span class="mark">${page.fromLink.has(key) && !page.touched.has(key) ? 'Set by the link' : 'Changed'}</span>
        <button type="button" class="text" @click=${() => page.reset(key)}>Reset<span class="sr"> ${field.label}</span></button>` : nothing}</p>
  </div>`;
}

/** @param {Page} page @param {Field} field @param {string} word */
export function optionLabel(page, field, word) {
  const options = [...field.options, ...(field.table ? page.form[field.table] : [])];
  return options.find(one => one.word === word)?.label ?? word;
}
