// @ts-check
import { isNarrow } from './brief.js';
import { card, whose } from './card.js';
import { compare } from './compare.js';
import { explained } from './explain.js';
import { questions } from './form.js';
import { flips } from './flips.js';
import { futures, odds } from './odds.js';
import { history } from './history.js';
import { ledger } from './ledger.js';
import { memo } from './memo.js';
import { money } from './money.js';
import { notices } from './notices.js';
import { options } from './options.js';
import { ownCases } from './own-cases.js';
import { ownPrices } from './own-prices.js';
import { presets } from './presets.js';
import { quality, rules } from './rules.js';
import { sections } from './sections.js';
import { split } from './split.js';
import { takeAway } from './take-away.js';
import { usage } from './usage.js';
import { short, verdict } from './verdict.js';
import { visit } from './visit.js';
import { html, noChange, nothing } from './language.js';

/** The parts of the page, in their order. */
export const PARTS = /** @type {const} */ (['answer', 'questions', 'compared', 'counted', 'worked', 'last']);

/** @typedef {typeof PARTS[number]} Part */

/**
 * The order of the page: the answer, the questions, then the working. At the start it comes in steps, and so does what
 * took longer to work out: a part in each task, while the others stay as they are, so that the browser can paint and
 * hear in between (measured on a phone four times as slow: one task of 344 ms before).
 *
 * @param {import('./page.js').Page} page
 */
export function layout(page) {
  const { answer = 0, part = 0 } = page.memory.width ?? {};
  const { compact, step, only } = page;
  const narrow = isNarrow(page);
  /** What a part shows, or stands in two. @param {Part | Part[]} part @param {() => unknown} view */
  const drawn = (part, view) => (only && ![part].flat().includes(only) ? noChange : view());
  const known = step < STEPS ? 'start' : !page.whole ? 'first' : !page.fresh ? 'answer' : page.followed ? 'all' : 'odds';
  if (compact && page.pairs.get('view') === 'card') return html`<main class="page compact card" data-known=${known}>${card(page, answer)}<p class="sr" role="status" id="live"></p>${explained(page)}</main>`;
  // Firefox would stop at what scrolls, which has no name: what stands in it is reached without.
  return html`<main class=${compact ? 'page compact' : 'page'} data-known=${drawn(['answer', 'last'], () => known)}>
    ${compact || step < 5 ? nothing : sections()}
    <div class="top">
      <div class="column" tabindex="-1">${drawn('answer', () => html`${verdict(page, answer)}${compact ? nothing : takeAway(page)}`)}</div>
      <div class="questions">${step < 1 ? nothing : drawn('questions', () => html`${notices(page)}${compact ? ownCases(page) : narrow ? nothing : begin(page)}${questions(page, narrow ? begin(page) : nothing)}`)}</div>
    </div>
    ${compact || step < 5 ? nothing : html`
      ${drawn('compared', () => html`${compare(page)}${flips(page)}${options(page)}${odds(page, part)}`)}
      ${step < 6 ? nothing : drawn('counted', () => html`${money(page, part)}${rules(page)}${futures(page)}`)}
      ${step < 7 ? nothing : drawn('worked', () => html`${split(page, part)}${quality(page)}${ledger(page)}${history(page, part)}${ownPrices(page)}${visit(page)}`)}
      <a class="bar" href="#answer">${drawn(['answer', 'compared'], () => short(page))}</a>`}
    ${compact ? whose(page) : nothing}<p class="sr" role="status" id="live"></p>
    ${step < STEPS ? nothing : drawn('last', () => explained(page))}
  </main>${compact || step < STEPS ? nothing : drawn('last', () => memo(page))}`;
}

/** Where a case can begin; on a phone it stands behind the first questions. @param {import('./page.js').Page} page */
const begin = page => html`${presets(page)}${usage(page)}`;

/** What the steps of the start add: the answer stands, then come the questions in four, then the working. */
export const ADDED = /** @type {Part[]} */ (['questions', 'questions', 'questions', 'questions', 'compared', 'counted', 'worked', 'last']);

/** Steps of the start. */
export const STEPS = ADDED.length;
