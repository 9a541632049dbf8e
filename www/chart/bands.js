// @ts-check
import { amount, money, shortMoney, times } from '../format.js';
import { plain, sides } from '../words.js';
import { nothing, svg } from '../vendor/lit-html.js';
import { figure } from './figure.js';
import { extent, log, path, powers } from './scale.js';

/**
 * Who wins at which volume: the staircase of own servers against the bill, on logarithmic scales.
 *
 * @typedef {import('../page.js').Page} Page
 */

/** @param {Page} page @param {number} width */
export function bands(page, width) {
  const { break_even: found, horizon } = page.report;
  const curve = found.curve;
  if (curve.length < 2) return nothing;
  const height = 210;
  const left = 44;
  const span = extent(curve.map(one => one.volume));
  const x = log(span, [left, width - 8]);
  const costs = extent(curve.flatMap(one => [one.buy, one.own]).filter(one => one === null || one > 0));
  const y = log(costs, [height - 26, 48]);
  const inside = (/** @type {number | null} */ value) => value !== null && value >= span[0] && value <= span[1];
  const own = found.bands.findLast(band => band.side !== 'buy')?.side ?? 'build';
  const ownName = own === 'hybrid' ? 'with own servers' : 'self-hosted';
  const line = (/** @type {'buy' | 'own'} */ who) =>
    path(curve.map(one => { const cost = one[who]; return cost === null || cost <= 0 ? null : [x(one.volume), y(cost)]; }));
  const last = curve[curve.length - 1];
  const marks = [
    ...(inside(found.naive) ? [{ at: /** @type {number} */ (found.naive), kind: 'naive', text: 'by GPU rent alone' }] : []),
    ...(inside(found.durable) ? [{ at: /** @type {number} */ (found.durable), kind: 'durable', text: `for good, ${times(found.durable ?? 1)}` }] : []),
  ];
  const picture = svg`
    ${found.bands.filter(band => (band.to ?? Infinity) > span[0] && band.from < span[1]).map(band => {
      const from = x(Math.max(band.from, span[0]));
      const to = x(Math.min(band.to ?? Infinity, span[1]));
      return svg`<rect class="band ${band.side}" x=${from} y="20" width=${Math.max(1, to - from)} height="8"></rect>
        ${to - from > 74 ? svg`<text x=${from + 2} y="13">${bandName(band.side)}</text>` : nothing}`;
    })}
    ${powers(costs, 3).map(tick => svg`<path class="grid" d="M${left},${y(tick)}H${width - 8}"></path>
      <text class="tick" x=${left - 6} y=${y(tick) + 4} text-anchor="end">${shortMoney(tick)}</text>`)}
    ${powers(span, width < 420 ? 4 : 6).map(tick => svg`<text class="tick" x=${x(tick)} y=${height - 6} text-anchor="middle">${times(tick)}</text>`)}
    ${marks.map((mark, at) => svg`<path class="at ${mark.kind}" d="M${x(mark.at)},20V${height - 22}"></path>
      <text class="small" x=${x(mark.at) + (x(mark.at) > width * 0.6 ? -4 : 4)} y=${at === 0 ? height - 44 : height - 30}
        text-anchor=${x(mark.at) > width * 0.6 ? 'end' : 'start'}>${mark.text}</text>`)}
    <path class="line buy" d=${line('buy')}></path><path class="line ${own}" d=${line('own')}></path>
    ${label(last.buy, width - 10, y, 'hosted', last.own)}${label(last.own, width - 10, y, ownName, last.buy)}
    ${inside(1) ? svg`<path class="at you" d="M${x(1)},16V${height - 22}"></path>
      <text class="you" x=${x(1)} y="44" text-anchor=${x(1) > width - 60 ? 'end' : 'middle'}>you</text>` : nothing}`;
  return figure(page, {
    id: 'bands', width, height, picture,
    title: plain(page.report.verdict.volume) || 'Who is cheaper at which volume',
    note: `Cost over ${amount('months', horizon)} by volume, 1× is yours. Both scales are logarithmic.`,
    description: `Cost over ${amount('months', horizon)} of buying everything and of running servers of one’s own, by multiple of today’s volume.`,
    heads: ['Volume', 'Hosted', 'With own servers', 'Cheapest'],
    rows: curve.map(one => [times(one.volume), one.buy === null ? '—' : money(one.buy), one.own === null ? '—' : money(one.own),
      sides[found.bands.findLast(band => band.from <= one.volume)?.side ?? 'buy']]),
  });
}

/** @param {string} side */
const bandName = side => (side === 'buy' ? 'hosted' : side === 'hybrid' ? 'some of each' : 'self-hosted');

/** A line's name at its end, above or below so that two never touch. @param {number | null} value @param {number} x @param {(v: number) => number} y @param {string} text @param {number | null} other */
function label(value, x, y, text, other) {
  if (value === null) return nothing;
  const above = other === null || value >= other;
  return svg`<text x=${x} y=${y(value) + (above ? -7 : 16)} text-anchor="end">${text}</text>`;
}
