// @ts-check
/**
 * Where the labels of a picture stand: beside what they name, and across no line and no other label where there is room.
 *
 * @typedef {[number, number]} Point
 * @typedef {{ x: number, y: number, anchor: 'start' | 'middle' | 'end' }} Place
 */

/** Pixels between the points of a line that are looked at. */
const STEP = 4;

/** @param {Point[]} line its corners @returns {Point[]} points so near that no letter fits between two */
const along = line => line.slice(1).flatMap(([x, y], at) => {
  const [x0, y0] = line[at];
  const steps = Math.max(1, Math.ceil(Math.max(Math.abs(x - x0), Math.abs(y - y0)) / STEP));
  return Array.from({ length: steps + 1 }, (_, n) => /** @type {Point} */ ([x0 + ((x - x0) * n) / steps, y0 + ((y - y0) * n) / steps]));
});

/**
 * @param {number} left @param {number} right the edges that no label crosses
 * @param {Point[][]} lines what labels keep off
 * @returns {(text: string, letter: number, places: Place[]) => Place} takes a label with the width of its letters, about, and
 *   the places that would do, best first
 */
export function labels(left, right, lines) {
  const points = lines.flatMap(along);
  return (text, letter, places) => {
    const width = text.length * letter;
    /** @type {{ from: number, place: Place, off: number } | null} */
    let best = null;
    for (const [at, { x, y, anchor }] of places.entries()) {
      // The places that come now are worse by what they are alone.
      if (best && best.off <= at) break;
      const before = anchor === 'start' ? 0 : anchor === 'end' ? width : width / 2;
      const from = Math.max(left, Math.min(right - width, x - before));
      const crossed = points.filter(([px, py]) => px > from - 2 && px < from + width + 2 && py > y - 12 && py < y + 4).length;
      const off = crossed * 20 + at + Math.abs(from - x + before);
      if (!best || off < best.off) best = { from, place: { x: from + before, y, anchor }, off };
    }
    if (!best) return places[0];
    // Its own lines are in the way of the next one.
    const [x0, x1, y] = [best.from, best.from + width, best.place.y];
    for (const height of [-10, -5, 0]) points.push(...along([[x0, y + height], [x1, y + height]]));
    return best.place;
  };
}
