// @ts-check
/**
 * Requests from what anyone can count: people and how often each, documents and the pages of each. A number may be a range.
 *
 * @typedef {[low: number, high: number]} Ends
 */

/** The most that a number of requests may be. */
const MOST = 1e12;
/** @type {Record<string, number>} */
const SIZES = { k: 1e3, m: 1e6 };

/**
 * A number or a range as typed, read as the engine reads them; null where it is neither. A comma before three digits stands
 * between thousands, and `2 to 6k` are thousands at both ends.
 * @param {string} text @returns {Ends | null}
 */
export function endsOf(text) {
  let size = 1;
  const ends = text.trim().toLowerCase().split(/\s*(?:[~–-]|\b(?:to|bis)\b|(?<!\p{L})à(?!\p{L}))\s*/u).reverse().map(part => {
    const [, digits = '', word] = /^([\d.,' \u00a0\u202f’]+?)\s*(k|m|mio|millions?|millionen)?$/.exec(part) ?? [];
    size = word ? SIZES[word[0]] : size;
    const plain = digits.replace(/[' \u00a0\u202f’]|,(?=\d{3}(\D|$))/g, '').replace(',', '.');
    return (plain ? Number(/^\d+(\.\d{3}){2,}$/.test(plain) ? plain.replaceAll('.', '') : plain) : NaN) * size;
  }).reverse();
  const [low, high = low] = ends;
  return ends.length < 3 && low <= high ? [low, high] : null;
}

/** All of them times one another, low ends and high ends; null where one is missing or nothing sensible comes of it. @param {(Ends | null)[]} all @returns {Ends | null} */
export function product(all) {
  const of = (/** @type {0 | 1} */ at) => Number(all.reduce((sum, ends) => sum * (ends ? ends[at] : NaN), 1).toPrecision(6));
  return of(0) > 0 && of(1) <= MOST ? [of(0), of(1)] : null;
}
