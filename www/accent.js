// @ts-check
/**
 * A host's color, made to be seen: on a button as it is, with black or white on it; as a line or a text nearer to the ink,
 * as far as it takes to be told from the ground, light or dark.
 */

/** What lines and rings must stand out by, and what text must, with some left for a host's own ground. WCAG 2.2. */
const LINE = 3;
const TEXT = 5.5;
/** Luminance of the page's own grounds (`--ground`). */
const LIGHT = 1;
const DARK = 0.008;

/** The styles that follow from a color such as `0072b2`; empty ones, which take a style away, from none. @param {string} accent @returns {[string, string][]} */
export function accentStyles(accent) {
  const color = [0, 2, 4].map(at => parseInt(accent.slice(at, at + 2), 16));
  const both = (/** @type {number} */ least) => `light-dark(${told(color, LIGHT, 0, least)},${told(color, DARK, 255, least)})`;
  return [['', both(LINE)], ['-ink', both(TEXT)], ['-fill', `#${accent}`], ['-on', contrast(color, 0) < contrast(color, 1) ? '#fff' : '#000']]
    .map(([name, value]) => [`--accent${name}`, accent && value]);
}

/** A color moved towards black or white until it is told from a ground. @param {number[]} color @param {number} ground @param {number} end @param {number} least */
function told(color, ground, end, least) {
  let mixed = color;
  for (let step = 0; step < 20 && contrast(mixed, ground) < least; step += 1) mixed = mixed.map(part => Math.round(part + (end - part) / 8));
  return `rgb(${mixed})`;
}

/** @param {number[]} color @param {number} other a luminance */
function contrast(color, other) {
  const [r, g, b] = color.map(part => (part <= 10 ? part / 3295 : ((part / 255 + 0.055) / 1.055) ** 2.4));
  const own = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  return (Math.max(own, other) + 0.05) / (Math.min(own, other) + 0.05);
}
