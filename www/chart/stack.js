// @ts-check
import { money } from '../format.js';
import { html, svg } from '../vendor/lit-html.js';
import { mark } from './figure.js';
import { linear } from './scale.js';

/**
 * A bar for each option, a piece for each line; the three largest are named below it.
 *
 * @typedef {import('../page.js').Page} Page
 * @param {Page} page @param {number} width
 */
export function stack(page, width) {
  const all = page.report.options;
  const most = Math.max(...all.map(option => option.monthly), 1);
  const x = linear([0, most], [0, Math.max(1, width)]);
  return html`<div class="stacks">${all.map(option => {
    const positive = option.lines.filter(line => line.monthly > 0);
    const off = option.lines.filter(line => line.monthly < 0);
    let at = 0;
    const pieces = positive.map((line, n) => {
      const from = at;
      at += x(line.monthly);
      return svg`<rect class="piece ${option.side} ${n % 2 ? 'odd' : ''}" x=${from} y="0" width=${Math.max(0.5, at - from - 1)} height="14"><title>${line.label}, ${money(line.monthly)}</title></rect>`;
    });
    const largest = [...positive].sort((a, b) => b.monthly - a.monthly).slice(0, 3);
    return html`<div class="stack"><p>${mark(option.side)} <b>${option.label}</b> <span class="sum">${money(option.monthly)} a month</span></p>
      <svg viewBox="0 0 ${Math.max(1, width)} 14" width=${Math.max(1, width)} height="14" aria-hidden="true">${pieces}</svg>
      <p class="small">${largest.map(line => `${line.label} ${money(line.monthly)}`).join(' · ')}${off.length ? ` · less ${off.map(line => `${line.label} ${money(-line.monthly)}`).join(', ')}` : ''}</p></div>`;
  })}</div>`;
}
