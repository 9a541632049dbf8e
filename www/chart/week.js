// @ts-check
import { number, weekday } from '../format.js';
import { plain } from '../words.js';
import { listOf, nothing, svg, t } from '../language.js';
import { figure } from './figure.js';
import { linear, ticks } from './scale.js';

/**
 * The week of a fleet: the work of each hour, the copies that run for it, and what goes to a host.
 *
 * @typedef {import('../page.js').Page} Page
 * @typedef {import('../pkg/build_or_buy.js').WeekReport} Week
 */

const TALL = 172;
const TOP = 22;
const BASE = TALL - 22;
const DAYS = [0, 1, 2, 3, 4, 5, 6];

/** @param {Page} page @param {number} width @param {Week} one @param {number} place */
export function week(page, width, one, place) {
  const { work, running, elsewhere } = one;
  const left = 28;
  const x = linear([0, work.length], [left, Math.max(left + 1, width - 1)]);
  const most = Math.max(...work, ...running, 1e-6);
  const y = linear([0, most], [BASE, TOP]);
  const host = elsewhere.some(part => part > 0);
  // A host carries the top of each hour: everything below its lower edge is carried by the fleet.
  const edge = work.map((load, hour) => load - elsewhere[hour]);
  const highest = running.indexOf(Math.max(...running));
  // Nothing stands to the right of the last hour that overflows: room for a name.
  const last = elsewhere.findLastIndex(part => part > 0);
  const busiest = work.indexOf(Math.max(...work));
  const scale = ticks([0, most], 3).filter(tick => tick === 0 || tick >= most / 8);
  const short = width < 500;
  const picture = svg`
    ${scale.map(tick => svg`<path class="grid" d="M${left},${y(tick)}H${width}"></path>
      <text class="tick" x=${left - 5} y=${y(tick) + 4} text-anchor="end">${number(tick, 2)}</text>`)}
    ${DAYS.map(at => svg`<path class="grid" d="M${x(at * 24)},${BASE}v5"></path>
      <text class="tick" x=${x(at * 24 + 12)} y=${TALL - 6} text-anchor="middle">${weekday(at).slice(0, short ? 2 : 3)}</text>`)}
    <path class="piece ${one.run === 'burst' ? 'hybrid' : 'build'} odd" d="${steps(edge, x, y)}L${x(work.length).toFixed(1)},${BASE}H${left}Z"></path>
    ${host ? svg`<path class="piece buy" d="${steps(work, x, y)}L${back(edge, x, y)}Z"></path>` : nothing}
    <path class="at week-work" d=${steps(work, x, y)}></path>
    <path class="at you week-running" d=${steps(running, x, y)}></path>
    ${host ? svg`<text class="name" x=${width - 4} y=${y(running[highest]) - 6} text-anchor="end">${number(running[highest], 3)} running</text>
        <text class="name" x=${Math.min(x(last + 1) + 4, width - 58)} y=${y(running[highest]) - 22}>to a host</text>`
      : svg`<text class="name" x=${left + 4} y=${y(running[highest]) - 6}>${short || one.run === 'burst' ? t`${number(running[highest], 3)} running` : t`${number(running[highest], 3)} running, spares included`}</text>
        <text class="name" x=${Math.min(x(busiest), width - 100)} y=${Math.max(y(work[busiest]) - 5, y(running[busiest]) + 14)}>work, ${number(work[busiest], 2)} at most</text>`}`;
  const names = listOf(one.models);
  return figure(page, {
    id: place === 0 ? 'week' : `week-${place}`, width, height: TALL, picture, title: plain(one.title),
    note: [one.chosen ? '' : t('Not part of the answer: what running it yourself would take.'), t`${names} on ${one.gpu}, for ${listOf(one.workloads)}; hours in UTC, at today’s volume. 1 is one copy fully busy.`,
      one.run === 'burst' ? t('A base load has no spares: the API stands by.') : t('The room above it is for busy minutes and spares.'), one.waiting > 0.0005 ? t('Work that can wait fills the gaps.') : ''].filter(Boolean).join(' '),
    description: t`Work of each hour of a week for ${names}, and the copies that run for it.`,
    heads: [t('Hour'), t('Work, in copies'), t('Copies running'), ...(host ? [t('To a host')] : [])],
    rows: work.map((load, hour) => [`${weekday(Math.floor(hour / 24))} ${String(hour % 24).padStart(2, '0')}:00`, number(load, 4), number(running[hour], 4),
      ...(host ? [number(elsewhere[hour], 4)] : [])]),
  });
}

/** A level for every hour, as one line. @param {number[]} values @param {(at: number) => number} x @param {(value: number) => number} y */
const steps = (values, x, y) => values.map((value, hour) =>
  `${hour ? 'L' : 'M'}${x(hour).toFixed(1)},${y(value).toFixed(1)}H${x(hour + 1).toFixed(1)}`).join('');

/** The same from right to left. @param {number[]} values @param {(at: number) => number} x @param {(value: number) => number} y */
const back = (values, x, y) => values.map((value, hour) =>
  `${x(hour + 1).toFixed(1)},${y(value).toFixed(1)}H${x(hour).toFixed(1)}`).reverse().join('L');
