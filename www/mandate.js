// @ts-check
import { said } from './words.js';
import { nameOf } from './workloads.js';
import { html, nothing, t } from './language.js';

/**
 * What the named rule does to the answer, with buttons that settle what is not known yet.
 *
 * @typedef {import('./page.js').Page} Page
 */

/** What stands as the clause where the visitor says that it forbids, without a paragraph at hand. */
const SAID = 'it forbids outside processors';

/** @param {Page} page */
export function mandate(page) {
  if (page.text('regime') === 'none' && !page.pairs.has('regime')) return nothing;
  const found = page.deep?.reasons?.compliance;
  if (!found || found.status === 'none') return nothing;
  const forbids = found.readings.find(one => one.binds);
  const set = (/** @type {string} */ key, /** @type {string} */ text) => page.set(key, text);
  const air = page.text('regime') === 'air-gap';
  const asks = found.status === 'preference' && forbids;
  return html`<div class=${page.fresh ? 'ruling' : 'ruling stale'} id="ruling" role="group" tabindex="-1" aria-label="What the rule does">
    <p>${said(found.finding, true)}${asks ? html` ${said(forbids.sentence, true)}` : nothing}</p>
    ${found.status === 'unresolved' ? html`<p>${found.readings.map(one => html`${said(one.sentence, true)} `)}</p>` : nothing}
    ${asks ? html`<p class="acts" role="group" aria-labelledby="q-clause"><span id="q-clause">${air ? t('Is there really no network link?') : t('Does a clause, contract or order forbid outside processors?')}</span>
      <button type="button" @click=${() => set('clause', SAID)}>${air ? t('Yes, no link') : t('Yes, it does')}</button>
      <button type="button" @click=${() => page.reset('regime', 'clause', 'premises')}>${air ? t('There is one') : t('No')}</button></p>` : nothing}
    ${found.status === 'mandate' && page.text('premises') === 'unknown' ? html`<p class="acts" role="group" aria-labelledby="q-premises"><span id="q-premises">May the GPUs be rented from a third party?</span>
      <button type="button" @click=${() => set('premises', 'rented')}>Yes, rented will do</button>
      <button type="button" @click=${() => set('premises', 'owned')}>No, only our own</button></p>` : nothing}
    ${found.status === 'mandate' ? html`<p class="acts"><button type="button" class="text" @click=${() => page.reset('clause')}>It does not forbid it after all</button></p>` : nothing}
    ${page.report.verdict.word === 'no-answer' ? ways(page) : nothing}
  </div>`;
}

/** Ways out where nothing fits. @param {Page} page */
function ways(page) {
  return html`<p class="acts">${page.slugs.filter(slug => !['any', 'basic'].includes(page.text(`${slug}.quality`))).slice(0, 4).map(slug => html`
    <button type="button" @click=${() => page.set(`${slug}.quality`, lower(page.text(`${slug}.quality`)))}>Ask less of ${nameOf(page, slug)}</button>`)}</p>`;
}

/** @param {string} quality */
const lower = quality => ({ same: 'strong', frontier: 'strong', strong: 'good', good: 'basic' }[quality] ?? 'basic');
