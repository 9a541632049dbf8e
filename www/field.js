// @ts-check
import { hoursOf, sketch } from './chart/hours.js';
import { spark } from './chart/spark.js';
import { byName, choices } from './choices.js';
import { count, typed, unitOf } from './format.js';
import { glossed, pick } from './pick.js';
import { inHand, rested, typing } from './typing.js';
import { grades, sourced } from './words.js';
import { html, nothing, t } from './language.js';

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
 * @param {Record<string, string>} [words] shorter names of choices
 */
export function blank(page, key, context, words) {
  const field = page.field(key);
  if (!field) return nothing;
  // Of a workload's own questions the label says what is counted.
  const unit = field.kind === 'number' && !key.includes('.') && unitOf(field.unit) ? `, ${unitOf(field.unit)}` : '';
  const label = context ? t`${context}: ${field.label}` : field.label;
  return html`<label class="blank"><span class="sr">${label}${unit}</span>${control(page, key, field, words)}</label>`;
}

/** @param {Page} page @param {string} key @param {Field} field @param {Record<string, string>} [words] @param {string} [context] */
function control(page, key, field, words, context) {
  const text = inHand(page, key) ? page.memory.hand.text : page.text(key);
  const wrong = !inHand(page, key) && page.issues.get(key)?.some(one => !one.notice);
  const notes = noted(page, key) ? `i-${key}` : nothing;
  if (field.kind === 'choice' || field.kind === 'reference') {
    const options = [...field.options, ...(field.table ? byName(page.form[field.table]) : [])];
    const shown = options.some(one => one.word === text) ? options : [{ word: text, label: unoffered(page, field, text), ended: null, listing: null }, ...options];
    if (isModel(field) && !words) return pick(page, key, shown, text, { id: idOf(key), label: context ? t`${field.label}, ${context}` : field.label, locked: page.locked(key), notes, wrong: !!wrong });
    return html`<select id=${idOf(key)} name=${key} ?disabled=${page.locked(key)} aria-invalid=${wrong ? 'true' : nothing}
      aria-describedby=${notes} @change=${(/** @type {any} */ event) => page.set(key, event.target.value)}>
      ${choices(shown, text, words)}</select>`;
  }
  const number = field.kind === 'number';
  const typedIn = (/** @type {any} */ event) => (number ? typing(page, key, event.target.value) : page.set(key, event.target.value));
  const left = (/** @type {any} */ event) => number && rested(page, key, event.target.value);
  const escape = (/** @type {any} */ event) => {
    if (event.key === 'Enter') left(event);
    if (event.key !== 'Escape' || !page.touched.has(key)) return;
    if (page.memory.hand?.key === key) { clearTimeout(page.memory.hand.timer); page.memory.hand = null; }
    const before = page.memory.before?.key === key ? page.memory.before.text : null;
    if (before === null) page.reset(key); else page.set(key, before);
  };
  return html`<input id=${idOf(key)} name=${key} type="text" autocomplete="off" spellcheck="false"
    class=${field.kind} size=${Math.max(3, Math.min(28, text.length))} maxlength=${field.most ?? 60}
    .value=${text} ?disabled=${page.locked(key)} aria-invalid=${wrong ? 'true' : nothing} aria-describedby=${notes}
    @focus=${() => { page.memory.before = { key, text: page.text(key) }; }} @input=${typedIn} @blur=${left} @keydown=${escape}>`;
}

/** Models are many, and are compared before one is chosen. @param {Field} field */
const isModel = field => field.table === 'hosted' || field.table === 'models';

/** Whether something stands below a control. @param {Page} page @param {string} key */
const noted = (page, key) => !inHand(page, key) && (page.issues.get(key)?.length || reading(page, key));

/** How a text was understood, where that is not plain from it. @param {Page} page @param {string} key */
function reading(page, key) {
  if (!page.touched.has(key) || !page.answered(key) || page.issues.get(key)?.some(one => !one.notice)) return '';
  const row = page.ledger.get(key);
  const text = page.pairs.get(key)?.trim() ?? '';
  if (row?.value == null || text === '') return '';
  const given = page.report.given.find(one => one.key === key);
  const middle = Number(row.value.toPrecision(3));
  if (given?.low != null && given.high != null) return t`${count(given.low)} to ${count(given.high)}, middle ${typed(middle)}`;
  const bare = text.replace(/[\s\u202f,'’_]/g, '');
  return bare === String(row.value) || typed(row.value) === text ? '' : count(row.value);
}

/** What is the matter with a text, or how it was read. @param {Page} page @param {string} key @param {boolean} [named] */
export function problems(page, key, named) {
  if (inHand(page, key)) return nothing;
  const wrong = (page.issues.get(key) ?? []).filter(issue => !issue.notice);
  const label = page.field(key)?.label ?? key;
  const row = page.ledger.get(key);
  if (wrong.length) {
    const still = row?.value == null ? '' : ` ${t`Still using ${typed(Number(row.value.toPrecision(3)))}.`}`;
    const tries = page.field(key)?.kind === 'number' ? t('Try 400000, 400k or 1M to 3M') : '';
    return html`<span class="issues" id="i-${key}">${wrong.map(issue => html`<span class="issue">${named ? t`${label}: ` : ''}“${[issue.text]}” ${issue.problem}.
      ${/not a (number|unit)/.test(issue.problem) && tries ? tries : t`Allowed: ${issue.allowed}`}.${still}</span>`)}</span>`;
  }
  const read = reading(page, key);
  const notice = (page.issues.get(key) ?? []).find(issue => issue.notice);
  const shown = read || (notice && row?.value != null && typed(row.value) !== notice.text.trim() ? notice.used : '');
  return shown ? html`<span class="issues" id="i-${key}"><span class="echo">${named ? t`${label}: read as ${shown}` : t`read as ${shown}`}</span></span>` : nothing;
}

/** A row of 44 px: label, control, unit, small chart; help, range and source on demand. @param {Page} page @param {string} key @param {string} [context] */
export function row(page, key, context) {
  const field = page.field(key);
  if (!field) return nothing;
  const about = page.ledger.get(key);
  const usual = page.usual(key);
  const changed = page.changed(key);
  const range = field.likely && t`Usually ${typed(field.likely[0])} to ${typed(field.likely[1])}`;
  const grade = field.grade && grades[field.grade];
  const source = about?.source || field.source;
  const fallback = usual && (usual.value == null ? usual.word && optionLabel(page, field, usual.word) : typed(usual.value));
  const help = `h-${key}`;
  const open = page.open.has(help);
  return html`<div class=${changed ? 'field changed' : 'field'}>
    <div class="ask"><label for=${idOf(key)}>${field.label}<span class="sr">${context ? t`, ${context}` : ''}${field.kind === 'number' && unitOf(field.unit) ? `, ${unitOf(field.unit)}` : ''}</span></label>
      <span class="entry">${control(page, key, field, undefined, context)} <span class="unit">${unitOf(field.unit)}</span></span>
      ${spark(page, key, context)}
      <button type="button" class="text about" aria-expanded=${open} @click=${() => page.toggle(help, !open)}>?<span class="sr"> About ${field.label}</span></button></div>
    ${problems(page, key)}
    ${field.kind === 'reference' ? sketch(hoursOf(page.text(key)), page.memory.origins?.get(key)?.rule.match(/(\w+) of the \w+ counted/)?.[1]) : nothing}
    ${changed ? html`<p class="source"><span class="mark">${page.fromLink.has(key) && !page.touched.has(key) ? t('Set by the link') : t('Changed')}</span>
      ${fallback ? t`from ${fallback}` : ''} <button type="button" class="text" @click=${() => page.reset(key)}>Reset<span class="sr"> ${field.label}</span></button></p>` : nothing}
    ${open ? html`<p class="help">${field.help}${isModel(field) ? ` ${glossed(field.table)}` : ''}</p>
    <p class="source">${[range, fallback ? t`Default ${fallback}` : '', grade ? t`Evidence: ${grade}` : ''].filter(Boolean).join('. ')}.
      ${source && source !== 'judgement' ? html`Source: ${sourced(source, about?.date || field.date)}.` : nothing}
      ${field.note ? html` ${field.note}` : nothing}</p>` : nothing}
  </div>`;
}

/** A choice that a link made and that the day of the prices does not offer stays, and says so. @param {Page} page @param {Field} field @param {string} word */
function unoffered(page, field, word) {
  const label = optionLabel(page, field, word);
  return page.form !== page.newest && (field.table === 'hosted' || field.table === 'models' || field.table === 'gpus') ? t`${label}, unknown then` : field.table === 'hosted' ? t`${label}, no longer sold` : label;
}

/** Whether a word is a week that was measured. @param {string} word */
export const isWeek = word => /^w(1|2[\w-]{2})[\w-]{126}$/.test(word);

/** @param {Page} page @param {Field} field @param {string} word */
export function optionLabel(page, field, word) {
  const options = [...field.options, ...(field.table ? [...page.form[field.table], ...page.newest[field.table]] : [])];
  // A measured week is letters that mean nothing to a reader.
  return options.find(one => one.word === word)?.label ?? (isWeek(word) ? t('Your measured week') : word);
}
