// @ts-check
import { day } from './format.js';
import { worded } from './own-words.js';
import { plain } from './words.js';
import { t } from './language.js';

/**
 * The verdict and its picture as one file that explains itself.
 *
 * @typedef {import('./page.js').Page} Page
 */

const WIDTH = 960;
const COPIED = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'font-size', 'font-weight', 'font-family', 'opacity', 'paint-order'];

/** @param {Page} page */
export function svgOf(page) {
  const chart = /** @type {SVGSVGElement | null} */ (document.querySelector('#bands svg'));
  const ink = getComputedStyle(document.documentElement).color;
  const ground = getComputedStyle(document.documentElement).backgroundColor;
  const name = 'http://www.w3.org/2000/svg';
  const card = document.createElementNS(name, 'svg');
  const say = (/** @type {string} */ text, /** @type {number} */ y, /** @type {number} */ size, /** @type {string} */ family) => {
    let at = y;
    for (const line of wrapped(worded(text), Math.floor((WIDTH - 64) / (size * 0.5)))) {
      const row = document.createElementNS(name, 'text');
      for (const [key, value] of Object.entries({ 'x': 32, 'y': at, 'font-size': size, 'font-family': family, 'fill': ink })) row.setAttribute(key, String(value));
      row.textContent = line;
      card.append(row);
      at += size * 1.3;
    }
    return at;
  };
  const ground_ = document.createElementNS(name, 'rect');
  card.append(ground_);
  let at = say(plain(page.report.verdict.sentence), 60, 36, 'Georgia, serif');
  at = say(`${plain(page.report.verdict.sure)} ${plain(page.report.verdict.decides)}`, at + 4, 18, 'sans-serif');
  at = say(plain(page.report.verdict.volume), at + 14, 20, 'sans-serif');
  let tall = 0;
  if (chart) {
    const copy = /** @type {SVGSVGElement} */ (chart.cloneNode(true));
    const from = [...chart.querySelectorAll('*')];
    [...copy.querySelectorAll('*')].forEach((piece, n) => {
      const style = getComputedStyle(from[n]);
      for (const key of COPIED) piece.setAttribute(key, style.getPropertyValue(key));
      piece.removeAttribute('class');
    });
    const box = chart.viewBox.baseVal;
    tall = (box.height / box.width) * (WIDTH - 64);
    for (const [key, value] of Object.entries({ x: 32, y: at - 8, width: WIDTH - 64, height: tall })) copy.setAttribute(key, String(value));
    card.append(copy);
  }
  const height = Math.ceil(say(t`Prices of ${day(page.report.asof)}. Made with Build or buy, engine ${page.report.engine}. ${location.host}${location.pathname}`, at + tall + 24, 15, 'sans-serif'));
  for (const [key, value] of Object.entries({ width: WIDTH, height, fill: ground })) ground_.setAttribute(key, String(value));
  for (const [key, value] of Object.entries({ xmlns: name, width: WIDTH, height, viewBox: `0 0 ${WIDTH} ${height}` })) card.setAttribute(key, String(value));
  return new XMLSerializer().serializeToString(card);
}

/** @param {Page} page @returns {Promise<Blob>} */
export async function pngOf(page) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgOf(page))}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [image.width * 2, image.height * 2];
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob(blob => (blob ? resolve(blob) : reject(new Error('the picture could not be drawn'))));
  });
}

/** @param {string} text @param {number} most */
function wrapped(text, most) {
  const lines = [''];
  for (const word of text.split(' ')) {
    if (lines[lines.length - 1].length + word.length > most) lines.push('');
    lines[lines.length - 1] += `${lines[lines.length - 1] ? ' ' : ''}${word}`;
  }
  return lines;
}
