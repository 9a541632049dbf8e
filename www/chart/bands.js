// @ts-check
import { amount, money, times } from '../format.js';
import { plain, sides } from '../words.js';
import { nothing, svg } from '../vendor/lit-html.js';
import { figure, point } from './figure.js';
import { extent, linear, log, path, powers } from './scale.js';

/**
 * Who wins at which volume: the bill of a host is a level line, own servers come down to it in steps.
 *
 * @typedef {import('../page.js').Page} Page
 */

const TALL = 176;

/** @param {Page} page @param {number} width */
export function bands(page, width) {
  const { break_even: found, horizon } = page.report;
  const curve = found.curve;
  if (curve.length < 2) return nothing;
  const span = extent(curve.map(one => one.volume));
  const x = log(span, [0, Math.max(1, width)]);
  // Cost over volume, by scale alone: on logarithmic scales a quotient is a difference of places.
  const place = (/** @type {number | null} */ cost, /** @type {number} */ volume) =>
    (cost === null || cost <= 0 ? null : Math.log(cost) - Math.log(volume));
  const y = linear(extent(curve.flatMap(one => [place(one.buy, one.volume), place(one.own, one.volume)])), [TALL - 46, 52]);
  const inside = (/** @type {number | null} */ value) => value !== null && value >= span[0] && value <= span[1];
  const own = found.bands.findLast(band => band.side !== 'buy')?.side ?? 'build';
  const names = { buy: 'hosted', own: own !== 'hybrid' ? 'self-hosted' : width < 480 ? 'own servers' : 'with servers of your own' };
  const line = (/** @type {'buy' | 'own'} */ who) => path(curve.map(one => {
    const at = place(one[who], one.volume);
    return at === null ? null : [x(one.volume), y(at)];
  }));
  // Names stand where both lines are and no upright is near, the dearer one's above, the other's below.
  const free = [1, found.durable].filter(inside).map(one => x(/** @type {number} */ (one)));
  const clear = (/** @type {number} */ at) => Math.min(at, width - at, ...free.map(one => Math.abs(one - at)));
  const spot = curve.filter(one => one.own !== null && one.buy !== null && x(one.volume) > width * 0.15)
    .reduce((best, one) => (!best || Math.min(110, clear(x(one.volume))) >= Math.min(110, clear(x(best.volume))) ? one : best), /** @type {typeof curve[0] | null} */ (null));
  const label = (/** @type {'buy' | 'own'} */ who) => {
    if (!spot) return nothing;
    const mine = y(place(spot[who], spot.volume) ?? 0);
    const above = mine < y(place(spot[who === 'buy' ? 'own' : 'buy'], spot.volume) ?? 0) || (who === 'own' && spot.own === spot.buy);
    return svg`<text class="name" x=${x(spot.volume)} y=${above ? mine - 8 : mine + 17} text-anchor="middle">${names[who]}</text>`;
  };
  const mark = (/** @type {number | null} */ at, /** @type {string} */ kind, /** @type {string} */ text, /** @type {number} */ down) => {
    if (at === null || !inside(at)) return nothing;
    const left = x(at) > width * 0.55 || (at < 1 && x(at) > 108);
    return svg`<path class="at ${kind}" d="M${x(at)},18V${TALL - 20}"></path>
      <text class="small" x=${x(at) + (left ? -5 : 5)} y=${down} text-anchor=${left ? 'end' : 'start'}>${text}</text>`;
  };
  const you = curve.reduce((best, one) => (Math.abs(Math.log(one.volume)) < Math.abs(Math.log(best.volume)) ? one : best));
  const picture = svg`
    ${found.bands.filter(band => (band.to ?? Infinity) > span[0] && band.from < span[1]).map(band => {
      const from = x(Math.max(band.from, span[0]));
      const to = x(Math.min(band.to ?? Infinity, span[1]));
      return svg`<rect class="band ${band.side}" x=${from} y="18" width=${Math.max(1, to - from)} height="10"></rect>
        ${to - from > 120 ? svg`<text x=${from} y="12">${WINS[band.side]}</text>` : nothing}`;
    })}
    ${powers(span, width < 420 ? 4 : 7).map(tick => svg`<path class="grid" d="M${x(tick)},${TALL - 20}v4"></path>
      <text class="tick" x=${Math.min(Math.max(x(tick), 18), width - 22)} y=${TALL - 4} text-anchor="middle">${times(tick)}</text>`)}
    <path class="grid" d="M0,${TALL - 20}H${width}"></path>
    ${mark(found.naive, 'naive', width < 480 ? '' : 'by GPU rent alone', TALL - 25)}
    ${mark(found.durable, 'durable', `for good, ${times(found.durable ?? 1)}`, 42)}
    <path class="line buy" d=${line('buy')}></path><path class="line ${own}" d=${line('own')}></path>
    ${label('buy')}${label('own')}
    ${inside(1) ? svg`<path class="at you" d="M${x(1)},18V${TALL - 20}"></path>
      ${you.buy === null ? nothing : point('buy', x(1), y(place(you.buy, you.volume) ?? 0))}${you.own === null ? nothing : point(own, x(1), y(place(you.own, you.volume) ?? 0))}
      <text class="you" x=${x(1) + (x(1) > width - 40 ? -6 : 6)} y="42" text-anchor=${x(1) > width - 40 ? 'end' : 'start'}>you</text>` : nothing}`;
  return figure(page, {
    id: 'bands', width, height: TALL, picture,
    title: curve.every(one => one.buy === null) ? 'No hosted model may or can serve this, at any volume'
      : plain(page.report.verdict.volume) || 'Who is cheaper at which volume',
    note: `Cost of the same work, by volume; 1× is yours. Both scales are logarithmic.${width < 480 && inside(found.naive) ? ' Dotted: break-even by GPU rent alone.' : ''}`,
    description: `Cost over ${amount('months', horizon)} by multiple of today’s volume, all bought and with servers of one’s own, and who is cheapest.`,
    heads: ['Volume', 'All hosted', 'With own servers', 'Cheapest'],
    rows: curve.map(one => [times(one.volume), one.buy === null ? '—' : money(one.buy), one.own === null ? '—' : money(one.own),
      sides[found.bands.findLast(band => band.from <= one.volume)?.side ?? 'buy']]),
  });
}

/** @type {Record<string, string>} */
const WINS = { buy: 'hosted is cheapest', hybrid: 'some of each', build: 'self-hosted' };
