// @ts-check
/**
 * The inputs as pairs of text, and where they are kept: the address, and the visit's history.
 *
 * @typedef {[string, string][]} PairList
 */

/** Pairs of a link's text, with or without its mark. @param {string} text @returns {PairList} */
export const pairsOf = text => [...new URLSearchParams(text.replace(/^[?#]/, ''))];

/** What the address carries: behind `#` when inputs stand there, else behind `?`. */
export function addressPairs() {
  const { search, hash } = location;
  return hash.includes('=') ? pairsOf(hash) : pairsOf(search);
}

/**
 * A query that survives mail and chat: what need not be escaped is not.
 * @param {Iterable<[string, string]>} pairs
 */
export function queryText(pairs) {
  const piece = (/** @type {string} */ text) =>
    encodeURIComponent(text).replace(/%2F/g, '/').replace(/%20/g, '+').replace(/[!'()*]/g, mark =>
      `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
  return [...pairs].map(([key, value]) => `${piece(key)}=${piece(value)}`).join('&');
}

/** A moment in which the browser may paint and hear. @returns {Promise<void>} */
export const breath = () => new Promise(resolve => { setTimeout(resolve); });

/** How long a page that stays out of sight is waited for. Milliseconds. */
const UNSEEN = 1_000;

/** When the first of the page is on the screen, which a browser tells after the frame that drew it. @returns {Promise<void>} */
export const firstPainted = () => new Promise(resolve => {
  setTimeout(resolve, document.hidden ? 0 : UNSEEN);
  if (globalThis.PerformanceObserver?.supportedEntryTypes?.includes('paint')) new PerformanceObserver((_, it) => { it.disconnect(); resolve(); }).observe({ type: 'paint', buffered: true });
  else requestAnimationFrame(() => setTimeout(resolve));
});

/**
 * Calls at most once in `pause` milliseconds, always with the last arguments.
 * @template {any[]} A
 * @param {(...args: A) => void} act
 * @param {number} pause
 */
export function settled(act, pause) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const later = (/** @type {A} */ ...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => { timer = undefined; act(...args); }, pause);
  };
  later.cancel = () => clearTimeout(timer);
  return later;
}

/**
 * Calls now and then at most every `pause` milliseconds while calls keep coming.
 * @param {() => void} act
 * @param {number} pause
 */
export function paced(act, pause) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const later = () => { timer ??= setTimeout(() => { timer = undefined; act(); }, pause); };
  later.cancel = () => { clearTimeout(timer); timer = undefined; };
  return later;
}

/**
 * Writes the address. Hosts may forbid it.
 * @param {'replace' | 'push'} how
 * @param {string} query
 * @param {boolean} hidden behind `#`, which no server sees
 */
export function writeAddress(how, query, hidden) {
  const mark = hidden ? '#' : '?';
  const url = `${location.pathname}${query ? mark + query : ''}`;
  try {
    if (how === 'push') history.pushState(null, '', url);
    else history.replaceState(null, '', url);
  } catch {
    // A sandbox or a file: the page works without.
  }
}
