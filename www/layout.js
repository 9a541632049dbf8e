// @ts-check
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
import { ownPrices } from './own-prices.js';
import { presets } from './presets.js';
import { quality, rules } from './rules.js';
import { split } from './split.js';
import { takeAway } from './take-away.js';
import { usage } from './usage.js';
import { short, verdict } from './verdict.js';
import { visit } from './visit.js';
import { html, nothing } from './vendor/lit-html.js';

/**
 * The order of the page: the answer, the questions, then the working. At the start it comes in steps, a task each, so
 * that the browser can paint and hear in between (measured on a phone four times as slow: one task of 344 ms before).
 *
 * @param {import('./page.js').Page} page
 */
export function layout(page) {
  const { answer = 0, part = 0 } = page.memory.width ?? {};
  const { compact, step } = page;
  return html`<main class=${compact ? 'page compact' : 'page'} data-known=${step < STEPS ? 'start' : !page.fresh ? 'answer' : page.followed ? 'all' : 'odds'}>
    <div class="top">
      <div class="column">${verdict(page, answer)}${compact ? nothing : takeAway(page)}</div>
      <div class="questions">${step < 1 ? nothing : html`${notices(page)}${compact ? nothing : html`${presets(page)}${usage(page)}`}${questions(page)}`}</div>
    </div>
    ${compact || step < STEPS - 3 ? nothing : html`
      ${compare(page)}
      ${flips(page)}${options(page)}${odds(page, part)}${step < STEPS - 2 ? nothing : html`${money(page, part)}${rules(page)}${futures(page)}`}
      ${step < STEPS - 1 ? nothing : html`${split(page, part)}${quality(page)}${ledger(page)}${history(page, part)}${ownPrices(page)}${visit(page)}`}
      <a class="bar" href="#answer">${short(page)}</a>`}
    <p class="sr" role="status" id="live"></p>
    ${step < STEPS ? nothing : explained(page)}
  </main>${compact || step < STEPS ? nothing : memo(page)}`;
}

/** Steps of the start: the answer, the questions in three, then the working in four. */
export const STEPS = 8;
