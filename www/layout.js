// @ts-check
import { compare } from './compare.js';
import { explained } from './explain.js';
import { questions } from './form.js';
import { flips } from './flips.js';
import { futures, odds } from './odds.js';
import { ledger } from './ledger.js';
import { memo } from './memo.js';
import { money } from './money.js';
import { notices } from './notices.js';
import { options } from './options.js';
import { presets } from './presets.js';
import { quality, rules } from './rules.js';
import { split } from './split.js';
import { takeAway } from './take-away.js';
import { short, verdict } from './verdict.js';
import { visit } from './visit.js';
import { html, nothing } from './vendor/lit-html.js';

/**
 * The order of the page: the answer, the questions, then the working.
 *
 * @param {import('./page.js').Page} page
 */
export function layout(page) {
  const { answer = 0, part = 0 } = page.memory.width ?? {};
  return html`<main class=${page.compact ? 'page compact' : 'page'} data-known=${!page.fresh ? 'answer' : page.followed ? 'all' : 'odds'}>
    <div class="top">
      <div class="column">${verdict(page, answer)}${page.compact ? nothing : takeAway(page)}</div>
      <div class="questions">${notices(page)}${page.compact ? nothing : presets(page)}${questions(page)}</div>
    </div>
    ${page.compact ? nothing : html`
      ${compare(page)}
      ${flips(page)}${options(page)}${odds(page, part)}${money(page, part)}${rules(page)}${futures(page)}
      ${split(page, part)}${quality(page)}${ledger(page)}${visit(page)}
      <a class="bar" href="#answer">${short(page)}</a>`}
    <p class="sr" role="status" id="live"></p>
    ${explained(page)}
  </main>${page.compact ? nothing : memo(page)}`;
}
