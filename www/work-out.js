// @ts-check
import { count, number, typed, typedTogether } from './format.js';
import { endsOf, product } from './factors.js';
import { countTokens } from './sample.js';
import { list, nameOf } from './workloads.js';
import { html, nothing, t } from './language.js';

/**
 * How to come to a number of requests from what one knows, and to lengths from a sample: asked for by one quiet button, set
 * for one workload at a time, with undoing beside the list. Nothing of it is kept but the number, of a sample not even here.
 *
 * @typedef {import('./page.js').Page} Page
 * @typedef {import('./factors.js').Ends} Ends
 * @typedef {{ slug?: string, by?: string } & Record<string, any>} Work what has been typed
 */

/** Working days of a month: five days of each week. */
const DAYS = '21.7';
/** What is multiplied, by what one counts. @type {Record<string, [id: string, question: string, usual?: string][]>} */
const ASKED = {
  people: [['people', t('How many people use it?')], ['often', t('How often does each, on a working day?')], ['days', t('Working days a month'), DAYS]],
  documents: [['documents', t('Documents a month')], ['pages', t('Pages of each, a request for each page')]],
};
/** Mean lengths of three services that were measured (`tokens_in_out` of the catalog): Azure's conversation and code, Mooncake. @type {Record<string, [number, number]>} */
const MEASURED = { input_tokens: [1155, 12035], output_tokens: [28, 343] };

/** The button that opens it. @param {Page} page */
export const workedOut = page => html`<button type="button" class="text" aria-expanded=${page.open.has('work-out')} ?disabled=${page.locked('workloads')}
  @click=${() => { page.memory.work = null; page.toggle('work-out', !page.open.has('work-out')); }}>Work it out</button>`;

/** @param {Page} page */
export function workOut(page) {
  /** @type {Work} */
  const work = (page.memory.work ??= {});
  const slug = work.slug && page.slugs.includes(work.slug) ? work.slug : page.slugs[0];
  const take = (/** @type {string} */ name) => (/** @type {any} */ event) => { work[name] = event.target.value; page.draw('questions'); };
  const other = (/** @type {any} */ event) => {
    page.memory.work = { slug: event.target.value };
    for (const box of event.target.closest('.work-out').querySelectorAll('textarea')) box.value = '';
    page.draw('questions');
  };
  return html`<div class="work-out" role="group" aria-label="Work it out">
    ${page.slugs.length < 2 ? nothing : html`<p><label>Work it out for <select id="work-of" @change=${other}>${page.slugs.map(one =>
      html`<option value=${one} .selected=${one === slug}>${nameOf(page, one)}</option>`)}</select></label></p>`}
    ${requests(page, work, slug, take)}
    ${length(page, work, slug, 'input_tokens', t('Paste a sample: a prompt with its instructions and documents'))}
    ${length(page, work, slug, 'output_tokens', t('Paste a sample: an answer'))}
    <p class="note">Counted in this page, sent nowhere and not kept. The method page has the rule.</p></div>`;
}

/** @param {Page} page @param {Work} work @param {string} slug @param {(name: string) => (event: any) => void} take */
function requests(page, work, slug, take) {
  const { by = 'people' } = work;
  const asked = ASKED[by];
  const ends = asked.map(([id, , usual = '']) => endsOf(work[id] ?? usual));
  const found = product(ends);
  const wrong = asked.map(([id], at) => work[id]?.trim() && !ends[at] && work[id]).filter(Boolean);
  const [a, b, c] = ends.map(one => one && span(one));
  const told = !found ? '' : by === 'people' ? t`${a} people × ${b} times × ${c} working days = ${span(found)} requests a month` : t`${a} documents × ${b} pages = ${span(found)} requests a month`;
  return html`<fieldset><legend>${page.field('requests')?.label}</legend>
    <div class="asked"><label for="work-by">Counted by</label><span class="a"><select id="work-by" @change=${take('by')}>
      <option value="people" .selected=${by === 'people'}>people and how often</option><option value="documents" .selected=${by !== 'people'}>documents and pages</option></select></span></div>
    ${asked.map(([id, question, usual = ''], at) => html`<div class="asked"><label for="work-${id}">${question}</label><span class="a"><input id="work-${id}" class="number" size="9" maxlength="40" autocomplete="off"
      aria-invalid=${work[id]?.trim() && !ends[at] ? 'true' : nothing} aria-describedby="work-told" .value=${work[id] ?? usual} @input=${take(id)}></span></div>`)}
    <p id="work-told" class="note">${wrong.length ? html`<span class="issue">${t`“${wrong[0]}” is not a number, such as 5,000 or 2 to 6.`}</span>` : told}</p>
    <p class="acts">${found ? use(page, slug, 'requests', found, t`${nameOf(page, slug)}: ${span(found)} requests a month.`, t`Use ${span(found)} requests a month`) : nothing}${unknown(page, slug, 'requests')}</p></fieldset>`;
}

/** The tokens of a sample, of which only the counts are remembered. @param {Page} page @param {Work} work @param {string} slug @param {'input_tokens' | 'output_tokens'} name @param {string} question */
function length(page, work, slug, name, question) {
  const label = t(page.field(name)?.label ?? '');
  /** @type {import('./sample.js').Counted | null} */
  const found = work[name];
  const take = (/** @type {any} */ event) => { work[name] = countTokens(event.target.value); page.draw('questions'); };
  const [low, high] = found?.tokens ?? [1, 1];
  const each = (/** @type {number} */ tokens) => number((found?.characters ?? 0) / tokens, 2);
  return html`<fieldset><legend>${label}</legend><label for="sample-${name}">${question}</label>
    <textarea id="sample-${name}" rows="3" spellcheck="false" autocomplete="off" @input=${take}></textarea>
    <p class="note" role="status">${found ? t`${count(found.characters)} characters: ${span([low, high])} tokens, by ${each(high)} to ${each(low)} characters a token` : ''}</p>
    <p class="acts">${found ? use(page, slug, name, [low, high], t`${nameOf(page, slug)}, ${label}: ${span([low, high])}, estimated from a sample.`, t`Use ${span([low, high])} tokens`) : nothing}${unknown(page, slug, name)}</p></fieldset>`;
}

/** Nobody has to know: a wide range around what is usual, and why. @param {Page} page @param {string} slug @param {'requests' | 'input_tokens' | 'output_tokens'} name */
function unknown(page, slug, name) {
  const usual = page.usual(`${slug}.${name}`)?.value ?? 0;
  const by = name === 'requests' ? 10 : 3;
  const label = t(page.field(name)?.label ?? '');
  const ends = /** @type {Ends} */ ([usual / by, usual * by].map(end => Number(end.toPrecision(3))));
  const [from, to] = MEASURED[name] ?? [];
  const measured = from ? t`; of three services that were measured it was ${count(from)} to ${count(to)}` : '';
  return usual ? use(page, slug, name, ends, t`${nameOf(page, slug)}, ${label}: ${span(ends)}, a wide guess: ${by} times less to ${by} times more than the usual ${count(usual)}${measured}.`, html`I don’t know<span class="sr">: ${label}</span>`, `unknown-${name}`) : nothing;
}

/** Sets a number, as a step beside which undoing stands; the hand stays. @param {Page} page @param {string} slug @param {string} name @param {Ends} ends @param {string} said @param {unknown} words @param {string} [id] */
function use(page, slug, name, [low, high], said, words, id = `use-${name}`) {
  const key = `${slug}.${name}`;
  return html`<button type="button" id=${id} ?disabled=${page.locked(key)} @click=${() => list(page, page.slugs, said, id, pairs => {
    // As it might be typed, in any language, so that its reading stands beside the field.
    pairs.set(key, low === high ? typed(low) : typedTogether(low, high).join(' – '));
    page.touched.add(key);
  })}>${words}</button>`;
}

/** A number or range in words. @param {Ends} ends */
const span = ([low, high]) => (low === high ? count(low) : t`${count(low)} to ${count(high)}`);
