// @ts-check
import { isSingleFile } from './files.js';
import { amount, exact, exactMoney } from './format.js';
import { html, t } from './language.js';
import { inWords } from './sentences.js';
import { methodPage } from './tongue.js';
import { isWords } from './words.js';

/**
 * The equations behind each line of a cost table, as the engine works them out, and the way to the page that explains
 * them.
 *
 * @typedef {import('./page.js').Page} Page
 * @typedef {import('./pkg/build_or_buy.js').Sentence} Sentence
 * @typedef {import('./pkg/build_or_buy.js').LineAmount} Line
 */

/** A line worked out. @param {Page} page @param {Line} line */
export function equation(page, line) {
  return html`<p class="equation"><b>${exactMoney(line.monthly)}</b> a month, level over ${amount('months', page.report.horizon)}</p>
    ${line.worked.length ? html`<ul class="plain worked">${line.worked.map(one => html`<li>${exactly(one)}</li>`)}</ul>
      <p class="note">Every month is computed at its own volume and prices; the level amount is worth as much as all of them.</p>` : ''}`;
}

/** The way to a part of the page about the method; where everything stands in one file, it is unfolded there. @param {string} part @param {string} words */
export function toMethod(part, words) {
  if (!isSingleFile) return html`<a href="${methodPage()}#${part}" target="_blank" rel="noopener">${words}</a>`;
  return html`<button type="button" class="text" @click=${(/** @type {any} */ event) => unfold(event, part)}>${words}</button>`;
}

/** @param {any} event @param {string} part */
function unfold(event, part) {
  event.target.closest('dialog')?.close();
  const method = document.getElementById('method');
  if (method instanceof HTMLDetailsElement) method.open = true;
  document.getElementById(`method-${part}`)?.scrollIntoView();
}

/** @type {Record<string, string>} */
const AFTER = { usd_month: t('a month'), usd_hour: t('an hour'), usd_mtok: t('per million tokens') };

/** A sentence with every digit of its amounts. @param {Sentence} sentence */
const exactly = sentence => inWords(sentence).map(part => {
  if (isWords(part)) return part.text;
  if (part.unit.startsWith('usd')) return html`<b class="whole">${exactMoney(part.value)}${AFTER[part.unit] ? html` ${AFTER[part.unit]}` : ''}</b>`;
  return html`<b class="whole">${exact(part.unit, part.value)}${part.unit === 'percent' ? ' %' : ''}</b>`;
});
