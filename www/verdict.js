// @ts-check
import { bands } from './chart/bands.js';
import { bars } from './chart/bars.js';
import { brief, isNarrow } from './brief.js';
import { amount, currencyNote, money } from './format.js';
import { currency } from './currency.js';
import { dates, old } from './dates.js';
import { mandate } from './mandate.js';
import { plain, points, said, saysPoints, sides, verdicts } from './words.js';
import { html, nothing, t } from './language.js';

/**
 * The answer: one sentence, what it takes, what each costs, how volume changes it, how sure it is.
 *
 * @typedef {import('./page.js').Page} Page
 */

/** @param {Page} page @param {number} width of the picture */
export function verdict(page, width) {
  const { verdict: found } = page.report;
  const [narrow, answered] = [isNarrow(page), found.word !== 'no-answer'];
  const why = html`${said(found.check, true)} ${said(found.decides, true)} ${said(found.holds, true)} ${said(found.ahead, true)}`;
  const made = html`<p class="made">${saysPoints(page) ? points(page) : nothing} ${dates(page)} ${page.compact ? currencyNote() : currency(page)}</p>`;
  return html`<section id="answer" class="answer" aria-labelledby="verdict" tabindex="-1">
    <h1 id="verdict">${said(found.sentence, true)}</h1>
    ${found.note ? takes(page, found.note) : nothing}
    ${mandate(page)}
    ${answered ? html`${bars(page)}${bands(page, width)}` : nothing}
    ${!answered ? made : narrow ? html`<details class="why" ?open=${page.open.has('why')} @toggle=${(/** @type {any} */ event) => page.toggle('why', event.target.open)}>
      <summary><b class="sure">${plain(found.sure) || odds(page)}</b> <span class="few">${plain(found.check).split(/\u202f?; /)[0].replace(/[^.]$/, '$&.')} ${t('More')}…</span>${old(page)}</summary>${why}${made}</details>`
    : html`<p class="why"><b class="sure">${odds(page)}</b> ${why}</p>${made}`}
  </section>`;
}

/** What it takes; on a phone in short, the whole of it one step behind. @param {Page} page @param {import('./words.js').Sentence} note */
function takes(page, note) {
  const first = isNarrow(page) ? brief(page) : '';
  return first && first !== plain(note) ? html`<details class="takes" ?open=${page.open.has('takes')} @toggle=${(/** @type {any} */ event) => page.toggle('takes', event.target.open)}>
    <summary>${first}</summary><p>${said(note, true)}</p></details>` : html`<p class="takes">${said(note, true)}</p>`;
}

/** How sure it is; where there is no second answer there are no odds to wait for. @param {Page} page */
export const odds = ({ report: { verdict: found } }) =>
  (found.sure.length || found.word === 'no-answer' || found.other === null ? said(found.sure, true) : t('Counting the odds.'));

/** The verdict in a line, for the bar that stays in sight. @param {Page} page */
export function short(page) {
  const { verdict: found } = page.report;
  if (found.word === 'no-answer') return t(verdicts[found.word]);
  const against = found.other !== null && found.other_side ? t`, ${sides[found.other_side]} ${money(found.other)}` : '';
  return `${found.waits ? '' : t`${verdicts[found.word]}: `}${t(sides[found.side])} ${amount('usd_month', found.monthly)}${against}`;
}
