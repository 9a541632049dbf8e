// @ts-check
import { inUnit, money, typed } from '../format.js';
import { nothing, svg, t } from '../language.js';
import { nameOf } from '../workloads.js';
import { figure } from './figure.js';
import { linear } from './scale.js';

/**
 * How far the difference moves from the low to the high end of each input's plausible range, the widest first.
 *
 * @typedef {import('../page.js').Page} Page
 */

const ROW = 34;

/** @param {Page} page @param {number} width */
export function tornado(page, width) {
  const bars = (page.along?.tornado ?? []).slice(0, 8);
  if (bars.length === 0) return nothing;
  const ends = bars.flatMap(bar => [bar.at_low, bar.at_high, 0]);
  const x = linear([Math.min(...ends), Math.max(...ends)], [1, Math.max(2, width - 1)]);
  const names = bars.map(({ key, label }) => (key.includes('.') ? t`${nameOf(page, key.split('.')[0])}: ${label}` : t(label)));
  const end = (/** @type {number} */ value, /** @type {string} */ unit) => inUnit(typed(Number(value.toPrecision(3))), unit);
  const piece = (/** @type {string} */ side, /** @type {number[]} */ [a, b], /** @type {number} */ y) =>
    (a < b ? svg`<rect class="piece ${side}" x=${x(a)} y=${y} width=${Math.max(1, x(b) - x(a))} height="12"></rect>` : nothing);
  const picture = bars.map((bar, at) => {
    const [low, high] = [bar.at_low, bar.at_high].sort((a, b) => a - b);
    const y = at * ROW + 17;
    return svg`<text class="name" x="0" y=${y - 4}>${bar.crosses ? t`${names[at]} (flips it)` : names[at]}</text>
      ${piece('buy', [Math.max(low, 0), high], y)}${piece('hybrid', [low, Math.min(high, 0)], y)}<path class="at you" d="M${x(0)},${y - 1}v14"></path>`;
  });
  return figure(page, {
    id: 'tornado', width, height: bars.length * ROW, picture,
    title: t`“${names[0]}” moves the difference most, by ${money(Math.abs(bars[0].swing))} a month`,
    note: t('What running something costs more than buying, from the low to the high end of each input’s range. The line is zero.'),
    description: t('How far the difference moves with each input'),
    heads: [t('Input'), t('Low end'), t('High end'), t('Difference at the low end'), t('At the high end'), t('Flips the answer')],
    rows: bars.map((bar, at) => [names[at], end(bar.low, bar.unit), end(bar.high, bar.unit), money(bar.at_low), money(bar.at_high), bar.crosses ? t('yes') : t('no')]),
  });
}
