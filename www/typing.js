// @ts-check
/**
 * When a typed text is judged: at once where it reads as a number, once the hand rests where it does not, and only when
 * the hand leaves the field where it may be half a number. Until then the last answer stays and no error is shown, so
 * that "1 to 3 million" is never read as one trillion on its way, however slowly it is typed.
 *
 * @typedef {import('./page.js').Page} Page
 */

const REST = 900;

/** Words that numbers may end in; any shorter beginning of one is not finished, but for the letters that stand for one. */
const WORDS = ['thousand', 'million', 'millions', 'mio', 'mrd', 'milliard', 'billion', 'trillion', 'to', 'bis', 'à'];
const LETTERS = ['k', 'm', 'b'];

/** Whether a text looks like the beginning of a number. @param {string} text */
export function unfinished(text) {
  const bare = text.trim().toLowerCase();
  if (bare === '' || /[-–+.,~]$/.test(bare) || /\b(to|bis|à)$/.test(bare)) return true;
  const end = /\d\s*([a-z]+)$/.exec(bare)?.[1];
  return Boolean(end) && !LETTERS.includes(end ?? '') && !WORDS.slice(0, -3).includes(end ?? '') && WORDS.some(word => word.startsWith(end ?? ''));
}

/** The key whose text is being typed, whose errors wait. @param {Page} page @param {string} key */
export const inHand = (page, key) => page.memory.hand?.key === key;

/** A keystroke. @param {Page} page @param {string} key @param {string} text */
export function typing(page, key, text) {
  clearTimeout(page.memory.hand?.timer);
  const half = unfinished(text);
  const timer = half ? undefined : setTimeout(() => rested(page, key, text), REST);
  page.memory.hand = { key, timer, text };
  if (!half) page.set(key, text);
}

/** The hand has left the field. @param {Page} page @param {string} key @param {string} text */
export function rested(page, key, text) {
  if (page.memory.hand?.key !== key) return;
  clearTimeout(page.memory.hand.timer);
  page.memory.hand = null;
  // An emptied field that must hold something goes back to what counts.
  if (text.trim() === '' && page.field(key)?.kind === 'number' && !page.field(key)?.optional) page.reset(key);
  else if (page.pairs.get(key) !== text) page.set(key, text);
  else page.paint(page);
}
