// @ts-check
import { money, typed } from '../format.js';
import { nothing, svg } from '../vendor/lit-html.js';
import { nameOf } from '../workloads.js';
import { figure } from './figure.js';
import { linear, ticks } from './scale.js';

/**
 * How far each input moves the difference between the answers, the widest first: what running something costs more
 * than buying everything, from the low to the high end of the input's range.
 *
 * @typedef {import('../page.js').Page} Page
 */

const ROW = 34;

/** @param {Page} page @param {number} width */
export function tornado(page, width) {
  const bars = (page.along?.tornado ?? []).slice(0, 8);
  if (bars.length === 0) return nothing;
  const ends = bars.flatMap(bar => [bar.at_low, bar.at_high, 0]);
  const [least, most] = [Math.min(...ends), Math.max(...ends)];
  const x = linear([least, most], [1, Math.max(2, width - 1)]);
  const height = bars.length * ROW + 22;
  const name = (/** @type {typeof bars[0]} */ bar) => (bar.key.includes('.') ? `${nameOf(page, bar.key.split('.')[0])}: ` : '') + bar.label;
  const piece = (/** @type {string} */ side, /** @type {number} */ a, /** @type {number} */ b, /** @type {number} */ y) =>
    svg`<rect class="piece ${side}" x=${x(a)} y=${y} width=${Math.max(1, x(b) - x(a))} height="12"></rect>`;
  const picture = svg`
    ${bars.map((bar, at) => {
      const [low, high] = [Math.min(bar.at_low, bar.at_high), Math.max(bar.at_low, bar.at_high)];
      const y = at * ROW + 17;
      return svg`<text class="name" x="0" y=${y - 4}>${name(bar)}${bar.crosses ? ' – changes the answer' : ''}</text>
        ${high > 0 ? piece('buy', Math.max(low, 0), high, y) : nothing}${low < 0 ? piece('hybrid', low, Math.min(high, 0), y) : nothing}`;
    })}
    <path class="at you" d="M${x(0)},0V${bars.length * ROW}"></path>
    ${ticks([least, most], width < 500 ? 2 : 4).map(tick => svg`<text class="tick" x=${Math.min(Math.max(x(tick), 14), width - 24)} y=${height - 4} text-anchor="middle">${money(tick)}</text>`)}`;
  const crossing = bars.filter(bar => bar.crosses).length;
  return figure(page, {
    id: 'tornado', width, height, picture,
    title: `“${name(bars[0])}” moves the difference most, by ${money(Math.abs(bars[0].swing))} a month`,
    note: `What running something costs more than buying, a month, from the low to the high end of each input’s range. ${crossing === 0 ? 'No bar crosses zero: none of them changes the answer by itself.' : `${crossing} of ${bars.length} cross zero: only these can change the answer by themselves.`}`,
    description: 'How far the difference moves with each input, the widest first.',
    heads: ['Input', 'Low end', 'High end', 'Difference at the low end, a month', 'At the high end', 'Crosses zero'],
    rows: bars.map(bar => [name(bar), `${typed(bar.low)} ${bar.unit}`, `${typed(bar.high)} ${bar.unit}`, money(bar.at_low), money(bar.at_high), bar.crosses ? 'yes' : 'no']),
  });
}
