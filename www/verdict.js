// @ts-check
import { bands } from './chart/bands.js';
import { amount, currencyNote, day, money } from './format.js';
import { plain, points, said, saysPoints, sides, verdicts } from './words.js';
import { html, nothing } from './vendor/lit-html.js';

/**
 * The answer: one sentence, what decides, until when it holds, one picture.
 *
 * @typedef {import('./page.js').Page} Page
 */

/** @param {Page} page @param {number} width of the picture */
export function verdict(page, width) {
  const { verdict: found, asof, catalog_asof: newest, engine } = page.report;
  return html`<section id="answer" class="answer" aria-labelledby="verdict" tabindex="-1">
    <h1 id="verdict">${said(found.sentence, true)}</h1>
    <p class="why"><b class="sure">${found.sure.length || found.word === 'no-answer' ? said(found.sure) : 'Counting the odds.'}</b> ${said(found.decides)} ${said(found.holds)}</p>
    ${bands(page, width)}
    ${found.note ? html`<p class="why">${said(found.note)}</p>${saysPoints(found.note) ? points(page) : nothing}` : nothing}
    <p class="why">${page.fresh || found.check.length ? said(found.check) : 'Looking for what to check first.'}</p>
    <p class="made">Prices of ${day(asof)}${asof < newest ? html` (the newest here are of ${day(newest)})` : nothing}.
      Engine ${engine}. ${currencyNote()}</p>
  </section>`;
}

/** The verdict in a line, for the bar that stays in sight. @param {Page} page */
export function short(page) {
  const { verdict: found } = page.report;
  const against = found.other !== null && found.other_side ? `, ${sides[found.other_side]} ${money(found.other)}` : '';
  return `${verdicts[found.word]}: ${sides[found.side]} ${amount('usd_month', found.monthly)}${against}`;
}

/** What a screen reader hears after an edit, at most 200 characters. @param {Page} page */
export const spoken = page => {
  const wrong = [...page.issues.values()].flat().filter(issue => !issue.notice).length;
  return `${wrong ? `${wrong} ${wrong === 1 ? 'entry' : 'entries'} could not be read. ` : ''}${plain(page.report.verdict.sentence)}`.slice(0, 200);
};
