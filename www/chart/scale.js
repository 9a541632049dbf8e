// @ts-check
/**
 * Scales and ticks. Twenty lines against 10 KB of library: the page needs a line, a logarithm and round ticks.
 *
 * @typedef {(value: number) => number} Scale pixels of a value
 */

/** @param {[number, number]} domain @param {[number, number]} range @returns {Scale} */
export const linear = ([a, b], [from, to]) => value => from + ((value - a) / (b - a || 1)) * (to - from);

/** Values must be positive. @param {[number, number]} domain @param {[number, number]} range @returns {Scale} */
export function log([a, b], range) {
  const inner = linear([Math.log(a), Math.log(b)], range);
  return value => inner(Math.log(value));
}

/** Round values inside, about as many as wanted. @param {[number, number]} domain @param {number} about */
export function ticks([a, b], about) {
  const rough = (b - a) / Math.max(1, about);
  if (!(rough > 0)) return [a];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map(one => one * power).find(one => one >= rough) ?? power * 10;
  const found = [];
  for (let n = Math.ceil(a / step - 1e-9); n * step <= b + step * 1e-9; n += 1) found.push(Number((n * step).toPrecision(12)));
  return found;
}

/** Powers of ten inside, thinned to about as many as wanted. @param {[number, number]} domain @param {number} about */
export function powers([a, b], about) {
  const first = Math.ceil(Math.log10(a) - 1e-9);
  const last = Math.floor(Math.log10(b) + 1e-9);
  const skip = Math.max(1, Math.ceil((last - first + 1) / Math.max(1, about)));
  const found = [];
  for (let n = first; n <= last; n += 1) if (n % skip === 0) found.push(Number(`1e${n}`));
  return found;
}

/** A path through points; null breaks it. @param {([number, number] | null)[]} points */
export const path = points => {
  let pen = 'M';
  let text = '';
  for (const point of points) {
    if (!point) { pen = 'M'; continue; }
    text += `${pen}${point[0].toFixed(1)},${point[1].toFixed(1)}`;
    pen = 'L';
  }
  return text;
};

/** Extent of what is there. @param {(number | null)[]} values @returns {[number, number]} */
export const extent = values => {
  const there = values.filter(value => value !== null);
  return [Math.min(...there), Math.max(...there)];
};
