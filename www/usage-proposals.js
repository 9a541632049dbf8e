// @ts-check
import { sketch } from './chart/hours.js';
import { choices } from './choices.js';
import { isWeek } from './field.js';
import { number, typed } from './format.js';
import { html, leaveAsGiven, nothing, t, word } from './language.js';

/**
 * The workloads that files propose, as a table in which each can be renamed, merged, left out, and given what the files
 * do not say. Three rows for each: its name, its numbers, and what is done with it.
 *
 * @typedef {import('./page.js').Page} Page
 * @typedef {import('./pkg/build_or_buy_usage.js').Usage} Usage
 * @typedef {import('./pkg/build_or_buy_usage.js').Proposal} Proposal
 * @typedef {import('./pkg/build_or_buy_usage.js').Measured} Measured
 * @typedef {{ edits: Map<string, string> }} Import
 */

const HEADS = [t('Requests a month'), t('Tokens in'), t('Tokens out'), t('Cached, %'), t('Cost a month, $')];

/** @type {Record<string, string>} */
const HOW = { read: '', derived: '', assumed: t('assumed:'), needed: t('needed:'), given: '' };

/** How a number came about, and by what rule. @param {Measured} input */
export const told = input => `${HOW[input.how] && `${t(HOW[input.how])} `}${t(input.rule)}`;

/** @type {Record<string, string>} */
const KNOWN = { exact: '', elsewhere: t('(at another host)'), assumed: t('(assumed)'), unknown: t('(not known)') };

/** An input's value for people. @param {Measured} input */
const shown = input => (isWeek(input.text) ? t('your measured week') : input.value == null ? input.text || t('left as it is') : typed(input.value));

/** The file and rows that a number was read from. @param {Measured} input */
const place = input => (input.stands && (input.how === 'read' || input.how === 'derived') ? ` (${word(input.stands)})` : '');

/** @param {Proposal} one @param {string} key */
const inputOf = (one, key) => one.inputs.find(input => input.key === key);

/** A zone's name as its distance from UTC on a day; anything else as it is. @param {string} text @param {string} day */
function ahead(text, day) {
  if (!text.includes('/')) return text;
  try {
    const zone = new Intl.DateTimeFormat('en', { timeZone: text.trim(), timeZoneName: 'longOffset' });
    return zone.formatToParts(new Date(`${day.replace(' ', 'T')}Z`)).find(part => part.type === 'timeZoneName')?.value.slice(3) || '0';
  } catch {
    return text;
  }
}

/** A name of a workload, of the files or typed, is no word of the page. @param {Page} page @param {Import} now @param {Usage} usage */
export const leaveNames = (page, now, usage) => leaveAsGiven([...[...page.pairs].flatMap(([key, text]) => (key.endsWith('.name') ? text : [])),
  ...usage.workloads.flatMap(one => (one.name_from_file || now.edits.has(`${one.id}.name`) ? one.name : []))]);

/** @param {Page} page @param {Import} now @param {Usage} usage @param {() => void} again reads the case anew */
export function table(page, now, usage, again) {
  const set = (/** @type {string} */ key, /** @type {string} */ text) => {
    if (text) now.edits.set(key, text); else now.edits.delete(key);
    again();
  };
  const kept = usage.workloads.filter(one => !one.into && !one.left_out);
  const naive = usage.sources.find(source => source.naive);
  const open = kept.some(one => one.inputs.some(input => input.how === 'needed'));
  const scaled = kept.some(one => inputOf(one, 'requests')?.how === 'assumed' && !now.edits.get(`${one.id}.requests`));
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Workloads that the files propose"><table class="proposals">
      <caption class="sr">Each workload has three rows: its name, its numbers, and what is done with it</caption>
      <thead><tr>${HEADS.map(head => html`<th scope="col">${head}</th>`)}</tr></thead>
      ${usage.workloads.map(one => workload(page, now, one, kept, set))}</table></div>
    <details class="where"><summary>Where each number is from</summary>${kept.map(one => html`<h4>${one.name}</h4><ul class="plain note">${one.inputs.map(input =>
      html`<li>${input.label}: ${shown(input)}, ${told(input)}${place(input)}</li>`)}</ul>`)}</details>
    ${naive ? html`<p class="note">The times in the log name no zone. They are ahead of UTC by
      <label><input class="number" size="9" aria-label="Hours that the times are ahead of UTC" placeholder="0" .value=${now.edits.get('zone') ?? ''} @change=${(/** @type {any} */ event) => set('zone', ahead(event.target.value, naive.from))}></label> hours, such as 2, 5:30 or Asia/Kolkata.</p>` : nothing}
    ${usage.sources.some(source => source.sampled) ? html`<p class="note">Of all requests
      <label><input class="number" size="4" aria-label="Part of the requests that was recorded, in percent" placeholder="100" .value=${now.edits.get('sampled') ?? ''} @change=${(/** @type {any} */ event) => set('sampled', event.target.value)}> %</label> were recorded.</p>` : nothing}
    ${open ? html`<p class="note">What is needed and stays empty keeps the default of the page.</p>` : nothing}
    ${scaled ? html`<p class="note">Requests that are assumed are used as a range, so the odds say how much they matter.</p>` : nothing}
    ${kept.some(one => one.name_from_file) ? html`<p class="note">The link will hold the names above, which come from your files. Change one that should not be in it.</p>` : nothing}`;
}

/** @param {Page} page @param {Import} now @param {Proposal} one @param {Proposal[]} kept @param {(key: string, text: string) => void} set */
function workload(page, now, one, kept, set) {
  const gone = one.into || one.left_out;
  const cell = (/** @type {string} */ key) => {
    const input = inputOf(one, key);
    if (!input) return '';
    // A cache that was not used is stated; what it could serve is not, so the input stays.
    const none = key === 'cached' && one.totals.cached === 0 ? '0' : t('not stated');
    // What a month of part of a week takes for granted is said with it.
    const [part, assumed] = input.rule.split(' as in ');
    return html`<span title=${`${t(input.rule)}${place(input)}`}>${input.value == null ? (input.how === 'needed' ? t('needed') : none) : typed(input.value)}</span>${assumed ? html`<span class="note block">${part}</span>` : nothing}`;
  };
  return html`<tbody class=${one.into ? 'stale into' : gone ? 'stale' : ''}>
    <tr class="named"><th scope="rowgroup" colspan="5"><input aria-label="Name of ${one.name}" .value=${word(one.name)} maxlength="80" @change=${(/** @type {any} */ event) => set(`${one.id}.name`, event.target.value)}>
      <span class="note">${one.named_by === 'rest' ? t('all smaller ones') : one.named_by} in ${one.format}</span></th></tr>
    <tr><td>${requests(now, one, set) ?? cell('requests')}</td><td>${cell('input_tokens')}</td><td>${cell('output_tokens')}</td><td>${cell('cached')}</td>
      <td>${one.cost == null ? '' : number(one.cost, 3)}${one.list_cost == null ? '' : html`<span class="note block">${number(one.list_cost, 3)} at list price</span>`}</td></tr>
    <tr><td class="from" colspan="5"><span class="choices">
      <label><span class="note">Bought today</span> ${model(page, one, set)}</label>
      <label><span class="note">In the case</span> ${fate(now, one, kept, set)}</label></span>
      ${one.tokens != null && inputOf(one, 'input_tokens')?.how === 'needed' ? html`<span class="note block">The file counts ${number(one.tokens, 3)} tokens a month and no requests.</span>` : nothing}
      ${one.model_read && (one.model_known !== 'elsewhere' ? one.model_known !== 'exact' : inputOf(one, 'model')?.rule.includes('another host')) ? html`<span class="note block">The file says “${one.model_read}” ${KNOWN[one.model_known]}</span>` : nothing}
      ${one.week.length && !gone ? sketch(one.week, one.evidence) : nothing}
      ${one.notes.map(note => html`<span class="block">${note}</span>`)}</td></tr></tbody>`;
}

/** What is not in the file, or was only scaled up to a month, is asked for by name. @param {Import} now @param {Proposal} one @param {(key: string, text: string) => void} set */
function requests(now, one, set) {
  const input = inputOf(one, 'requests');
  if (!input || !['needed', 'assumed', 'given'].includes(input.how)) return null;
  const given = now.edits.get(`${one.id}.requests`) ?? '';
  const why = given ? t('given by you') : input.value == null ? t('not in the file') : t('assumed: give yours');
  return html`<input class="number" size="7" aria-label="Requests a month of ${one.name}" placeholder=${input.value == null ? t('needed') : typed(input.value)} .value=${given}
    @change=${(/** @type {any} */ event) => set(`${one.id}.requests`, event.target.value)}><span class="note block">${why}</span>`;
}

/** @param {Page} page @param {Proposal} one @param {(key: string, text: string) => void} set */
function model(page, one, set) {
  return html`<select aria-label="Model of ${one.name}" @change=${(/** @type {any} */ event) => set(`${one.id}.model`, event.target.value)}>
    ${one.model ? nothing : html`<option value="" selected>${one.model_read || t('not named')}: choose</option>`}
    ${choices(page.form.hosted, one.model)}</select>`;
}

/** Keep, leave out or merge. @param {Import} now @param {Proposal} one @param {Proposal[]} kept @param {(key: string, text: string) => void} set */
function fate(now, one, kept, set) {
  const choose = (/** @type {any} */ event) => {
    const goal = event.target.value;
    // What is left out at first is kept only where that is said.
    now.edits.set(`${one.id}.out`, goal === 'out' ? '1' : 'no');
    set(`${one.id}.into`, goal === 'keep' || goal === 'out' ? '' : goal);
  };
  return html`<select aria-label="What to do with ${one.name}" @change=${choose}>
    <option value="keep" .selected=${!one.into && !one.left_out}>keep</option>
    <option value="out" .selected=${one.left_out}>leave out</option>
    ${kept.filter(other => other.id !== one.id).map(other => html`<option value=${other.id} .selected=${one.into === other.id}>merge with ${other.name}</option>`)}</select>`;
}
