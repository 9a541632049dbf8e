// @ts-check
/**
 * Where the labels of a picture stand: beside what they name, and across no line and no other label where there is room.
 *
 * @typedef {[number, number]} Point
 * @typedef {{ x: number, y: number, anchor: 'start' | 'middle' | 'end' }} Place
 */

/** How bad it is to cross a point of a line, against a place further down the list. */
const CROSSED = 20;
/** From where on a label that may be left out is: it would lie over a line or another label, and not only touch one. */
const SPARED = 2 * CROSSED;
/** Pixels between the points of a line that are looked at. */
const STEP = 4;
/** Pixels between a label and a line, and between two labels, at least. */
const [NEAR, GAP] = [4, 4];

/** @param {Point[]} line its corners @returns {Point[]} points so near that no letter fits between two */
const along = line => line.slice(1).flatMap(([x, y], at) => {
  const [x0, y0] = line[at];
  const steps = Math.max(1, Math.ceil(Math.max(Math.abs(x - x0), Math.abs(y - y0)) / STEP));
  return Array.from({ length: steps + 1 }, (_, n) => /** @type {Point} */ ([x0 + ((x - x0) * n) / steps, y0 + ((y - y0) * n) / steps]));
});

/** @param {number} left @param {number} right the edges that no label crosses @param {Point[][]} lines what labels keep off */
export function labels(left, right, lines) {
  const points = lines.flatMap(along);
  /** The best place of one text, and how bad that is: 20 for each point crossed. @param {string} text @param {number} letter @param {Place[]} places */
  const best = (text, letter, places) => {
    const width = text.length * letter;
    /** @type {{ text: string, from: number, width: number, place: Place, off: number } | null} */
    let found = null;
    for (const [at, { x, y, anchor }] of places.entries()) {
      // The places that come now are worse by what they are alone.
      if (found && found.off <= at) break;
      const before = anchor === 'start' ? 0 : anchor === 'end' ? width : width / 2;
      const from = Math.max(left, Math.min(right - width, x - before));
      const crossed = points.filter(([px, py]) => px > from - NEAR && px < from + width + NEAR && py > y - 12 && py < y + 4).length;
      const off = crossed * CROSSED + at + Math.abs(from - x + before);
      if (!found || off < found.off) found = { text, from, width, place: { x: from + before, y, anchor }, off };
    }
    return found;
  };
  /**
   * Takes a label with the width of its letters, about, and the places that would do, best first. Of several texts the first
   * that has room, else the one that is least in the way; what may be left out is left out where there is none.
   *
   * @param {string[]} texts @param {number} letter @param {Place[]} places @param {boolean} [spare] @returns {{ text: string, place: Place } | null}
   */
  return (texts, letter, places, spare = false) => {
    let found = null;
    for (const text of texts) {
      const next = best(text, letter, places);
      if (!found || (next && next.off < found.off)) found = next;
      if (found && found.off < CROSSED) break;
    }
    if (!found || (spare && found.off > SPARED)) return null;
    // Its own lines are in the way of the next one.
    const [x0, x1, y] = [found.from - GAP, found.from + found.width + GAP, found.place.y];
    for (const height of [-10, -5, 0]) points.push(...along([[x0, y + height], [x1, y + height]]));
    return found;
  };
}
