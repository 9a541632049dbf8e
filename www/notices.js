// @ts-check
import { unknownThen } from './dates.js';
import { day, typed } from './format.js';
import { optionLabel } from './field.js';
import { ownPricesNotice } from './own-prices.js';
import { presetOf, unknownCase } from './presets.js';
import { nameOf } from './workloads.js';
import { html, nothing, t } from './language.js';

/**
 * What a visitor must know before reading on: who set the inputs, whose prices and engine count, what is new.
 *
 * @typedef {import('./page.js').Page} Page
 */

/** @param {Page} page */
export function notices(page) {
  const { asof, catalog_asof: newest } = page.report;
  const missing = unknownCase(page);
  return html`${setByLink(page)}
    ${missing ? html`<p class="notice" role="alert">${missing}</p>` : nothing}
    ${page.memory.old ? html`<p class="notice">This link was made with engine ${page.memory.old.version}, and that engine answers here.
      <button type="button" class="text" @click=${() => renew(page)}>With today’s engine and prices</button></p>`
      : asof < newest || page.issues.has('asof') ? html`<div class="notice"><p>This link counts prices of ${day(asof)}.${asof < newest ? html` The newest here are of ${day(newest)}; drifts and odds come from the whole record, later days included.
        <button type="button" class="text" @click=${() => page.reset('asof', 'engine')}>Use the newest</button>` : nothing}</p>${unknownThen(page)}</div>`
      // A model that is bought today, and no longer sold or at a price that has ended.
      : page.report.issues.some(one => one.notice && one.field.endsWith('.model')) ? html`<div class="notice">${unknownThen(page)}</div>` : nothing}
    ${ownPricesNotice(page)}
    ${page.memory.update ? html`<p class="notice">A newer version of this page is ready.
      <button type="button" class="text" @click=${page.memory.update}>Reload with it</button></p>` : nothing}`;
}

/** What could not be read, each with a way to its field. @param {Page} page */
export function unread(page) {
  const wrong = [...page.issues].filter(([key, issues]) => page.ledger.has(key) && page.memory.hand?.key !== key && issues.some(issue => !issue.notice));
  if (wrong.length === 0) return nothing;
  return html`<div class="notice"><p><b>${wrong.length === 1 ? t('1 entry could not be read as typed') : t`${wrong.length} entries could not be read as typed`}</b></p>
    <ul class="plain">${wrong.map(([key, issues]) => html`<li><button type="button" class="text" @click=${() => reveal(page, key)}>${page.field(key)?.label}</button> “${[issues[0].text]}” ${issues[0].problem}${issues[0].used && html`. ${t`Counted instead: ${issues[0].used}`}`}.</li>`)}</ul></div>`;
}

/** Opens what a field stands in and goes there. @param {Page} page @param {string} key */
function reveal(page, key) {
  const group = page.field(key)?.group;
  page.open.add(key.includes('.') ? `w-${key.split('.')[0]}` : `g-${group}`);
  page.paint(page);
  document.getElementById(`f-${key}`)?.focus();
}

/** @param {Page} page */
function setByLink(page) {
  const keys = [...page.fromLink].filter(key => page.ledger.has(key) && !page.touched.has(key) && page.changed(key));
  const preset = presetOf(page);
  const listed = page.fromLink.has('workloads') && !page.touched.has('workloads');
  const total = keys.length + (listed ? 1 : 0);
  if (total === 0) return nothing;
  const value = (/** @type {string} */ key, /** @type {{ value: number | null, word: string } | undefined} */ of) => {
    const field = page.field(key);
    if (!of || !field) return '';
    return of.value === null ? t(optionLabel(page, field, of.word)) || t('empty') : t`${typed(of.value)} ${field.unit}`;
  };
  return html`<details class="notice" ?open=${page.open.has('set')} @toggle=${(/** @type {any} */ event) => page.toggle('set', event.target.open)}>
    <summary>${preset ? html`${total === 1 ? t`${preset.title}: 1 input set` : t`${preset.title}: ${total} inputs set`} <span class="note block">${preset.summary}</span>`
      : total === 1 ? t('1 input differs from the defaults, set by this link') : t`${total} inputs differ from the defaults, set by this link`}</summary>
    ${page.open.has('set') ? html`<ul class="plain">${listed ? html`<li>Workloads: ${page.slugs.map(slug => nameOf(page, slug)).join(', ')}</li>` : nothing}
      ${keys.map(key => html`<li>${key.includes('.') ? `${nameOf(page, key.split('.')[0])}: ` : ''}${page.field(key)?.label}:
        ${value(key, page.usual(key))} → <b>${page.report.given.find(one => one.key === key)?.low == null ? value(key, page.ledger.get(key)) : page.text(key)}</b></li>`)}</ul>
      <p class="acts"><button type="button" @click=${() => page.go([])}>Back to the defaults</button></p>` : nothing}
  </details>`;
}

/** Today's engine answers the same link; what was shown stays beside it. @param {Page} page */
async function renew(page) {
  page.memory.kept = { label: `engine ${page.memory.old.version}`, report: page.report, pairs: page.link() };
  const { asking, ready } = page.memory.old.now();
  await ready;
  await page.use(asking);
  page.memory.old = null;
  page.reset('asof', 'engine');
}
