// @ts-check
import { worded } from './own-words.js';
import { plain } from './words.js';
import { short } from './verdict.js';
import { t } from './language.js';

/**
 * What a screen reader hears of an edit: one polite message once it is settled, of what is new. Where nothing is, that the
 * answer stays: silence would leave open whether the edit was heard.
 *
 * @typedef {import('./page.js').Page} Page
 */

/** Characters of a message. */
const MOST = 200;
/** What is known to the ear: the sentence, what the rule does, what was done to the list, how much cannot be read. */
let known = { verdict: '', rule: '', done: /** @type {{ said: string } | null} */ (null), wrong: '' };

/** What there is to say. @param {Page} page @returns {typeof known} */
function now(page) {
  const rule = page.deep?.reasons?.compliance;
  return {
    verdict: plain(page.report.verdict.sentence),
    rule: !page.fresh ? known.rule : rule && rule.status !== 'none' ? plain(rule.finding) : '',
    done: page.memory.usageDone ?? page.memory.undo ?? null,
    wrong: unread(page),
  };
}

/** Whether the message waits for the odds: the word of the answer may change with them, and what a rule does comes with them. @param {Page} page */
export const waits = page => Boolean(page.report.verdict.waits) || (page.pairs.has('regime') && !page.fresh);

/** Takes what stands on the page for known. @param {Page} page */
export const know = page => { known = now(page); };

/** @param {Page} page @param {boolean} settled whether an edit is to be answered, also where nothing is new */
export function speak(page, settled) {
  if (!page.compact) document.title = t`${worded(short(page))} | Build or buy?`;
  const { verdict, rule, done, wrong } = now(page);
  const live = document.getElementById('live');
  const other = verdict !== known.verdict;
  const same = !other && rule === known.rule && done === known.done && wrong === known.wrong;
  if (!live || (same && !settled)) return;
  const news = [done !== known.done && done?.said, wrong, other ? verdict : t('The answer stays the same.'), rule !== known.rule && rule];
  know(page);
  // Set anew it is heard again, also where it says the same.
  live.textContent = worded(news.reduce((/** @type {string} */ all, one) => (one ? `${all} ${whole(one, MOST - all.length - 1)}`.trim() : all), ''));
}

/** @param {Page} page */
function unread(page) {
  const wrong = [...page.issues.values()].flat().filter(issue => !issue.notice).length;
  return wrong === 0 ? '' : wrong === 1 ? t('1 entry could not be read.') : t`${wrong} entries could not be read.`;
}

/** Whole sentences as far as there is room, else whole words: a part of an amount is another amount. @param {string} text @param {number} room */
function whole(text, room) {
  if (text.length <= room) return text;
  const end = text.lastIndexOf('. ', room - 1);
  return end > room / 2 ? text.slice(0, end + 1) : room > MOST / 2 ? text.slice(0, text.lastIndexOf(' ', room)) : '';
}
