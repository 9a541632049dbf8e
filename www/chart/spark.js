// @ts-check
import { typed, unitOf } from '../format.js';
import { html, nothing, svg, t } from '../language.js';
import { linear, log, path } from './scale.js';

/**
 * The answer along one input: where the line is above the middle, buying is cheaper. All sparks have the same scale.
 *
 * @typedef {import('../page.js').Page} Page
 * @typedef {import('../pkg/build_or_buy.js').Along} Along
 */

const WIDTH = 160;
const HEIGHT = 28;

/** Position of a value of the input, 0 to 1. @param {Along} along @returns {[(value: number) => number, (position: number) => number]} */
export function places(along) {
  const ends = /** @type {[number, number]} */ ([along.points[0].value, along.points[along.points.length - 1].value]);
  const shift = (/** @type {number} */ value) => 1 + value / 100;
  switch (along.scale) {
    case 'log': {
      const scale = log([Math.max(ends[0], 1e-9), ends[1]], [0, 1]);
      return [value => scale(Math.max(value, 1e-9)), at => Math.max(ends[0], 1e-9) * (ends[1] / Math.max(ends[0], 1e-9)) ** at];
    }
    case 'change': {
      const [a, b] = [shift(ends[0]), shift(ends[1])];
      const scale = log([a, b], [0, 1]);
      return [value => scale(shift(value)), at => (a * (b / a) ** at - 1) * 100];
    }
    default: {
      const scale = linear(ends, [0, 1]);
      return [scale, at => ends[0] + (ends[1] - ends[0]) * at];
    }
  }
}

/**
 * The chart is the slider: its mark is where the input stands.
 * @param {Page} page @param {string} key @param {string} [context] the workload
 */
export function spark(page, key, context) {
  const along = page.along?.curves.find(one => one.key === key);
  if (!along || along.points.length < 2) return nothing;
  if (along.flat) return html`<span class="spark flat">no effect</span>`;
  const [at, back] = places(along);
  const most = Math.max(1, ...(page.along?.curves ?? []).flatMap(one => {
    const now = one.points.reduce((best, point) => (Math.abs(point.value - one.current) < Math.abs(best.value - one.current) ? point : best));
    return now.difference === null ? [] : [Math.abs(now.difference)];
  })) * 2;
  const x = (/** @type {number} */ value) => 3 + at(value) * (WIDTH - 6);
  const y = (/** @type {number} */ value) => linear([-most, most], [HEIGHT - 2, 2])(Math.max(-most, Math.min(most, value)));
  /** @type {{ side: string, points: ([number, number] | null)[] }[]} */
  const runs = [];
  for (const point of along.points) {
    const place = point.difference === null ? null : /** @type {[number, number]} */ ([x(point.value), y(point.difference)]);
    const last = runs.at(-1);
    if (last && place) last.points.push(place);
    if (last?.side !== point.winner) runs.push({ side: point.winner, points: place ? [place] : [] });
  }
  // The mark follows the input itself: the curve may be an answer older.
  const current = page.ledger.get(key)?.value ?? along.current;
  const now = Math.max(0, Math.min(1, at(current)));
  const unit = unitOf(along.unit);
  const switches = along.switches.map(one => typed(Number(one.at.toPrecision(2)))).join(', ');
  const described = along.switches.length ? t`The answer changes at ${switches} ${unit}.` : t('The answer stays the same over this whole range.');
  const ends = [along.points[0].value, along.points[along.points.length - 1].value].map(end => typed(Number(end.toPrecision(2))));
  const slide = (/** @type {any} */ event) => page.set(key, String(Number(back(Number(event.target.value) / 1000).toPrecision(2))));
  return html`<span class="spark" title="${ends[0]} to ${ends[1]} ${unit}. ${described}">
    <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" width=${WIDTH} height=${HEIGHT} aria-hidden="true">
      <path class="grid" d="M0,${HEIGHT / 2}H${WIDTH}"></path>
      ${runs.map(run => svg`<path class="line ${run.side}" d=${path(run.points)}></path>`)}
      ${along.switches.map(one => svg`<path class="at durable" d="M${x(one.at)},0V${HEIGHT}"></path>`)}
      <path class="at you" d="M${3 + now * (WIDTH - 6)},2V${HEIGHT - 2}"></path><circle class="thumb" cx=${3 + now * (WIDTH - 6)} cy=${HEIGHT / 2} r="4"></circle>
    </svg>
    <input class="over" type="range" min="0" max="1000" step="5" aria-label="${context ? `${context}: ` : ''}${along.label}, slider from ${ends[0]} to ${ends[1]}"
      aria-valuetext="${typed(Number(current.toPrecision(3)))} ${unit}. ${described}" .value=${String(Math.round(now * 1000))}
      ?disabled=${page.locked(key)} @input=${slide}>
    ${along.switches.length ? html`<span class="flips-at" aria-hidden="true">changes at ${switches}</span>` : nothing}
    <span class="ends" aria-hidden="true"><span>${ends[0]}</span><span>${ends[1]}</span></span></span>`;
}
