// @ts-check
import { budget } from './budget.js';
import { figure, point } from './chart/figure.js';
import { extent, linear, path, ticks } from './chart/scale.js';
import { amount, money as rounded, shortMoney, span } from './format.js';
import { worded } from './own-words.js';
import { sides } from './words.js';
import { html, nothing, svg, t } from './language.js';

/**
 * Cash month by month or added up: what is paid, when building ends, and whether running pays back; then by year.
 *
 * @typedef {import('./page.js').Page} Page
 */

const NAMES = sides;

/** @param {Page} page @param {number} width */
export function money(page, width) {
  const { cash, payback, horizon } = page.report;
  const shown = /** @type {('buy' | 'hybrid' | 'build')[]} */ (['buy', 'hybrid', 'build']).filter(side => cash.some(month => month[side] !== null));
  if (cash.length < 2 || shown.length < 2) return nothing;
  const title = payback === null ? t`Running your own does not pay back within ${span(horizon)}`
    : payback <= 0 ? t('Running your own costs no more from the first month on')
      : t`Running your own has paid back after ${amount('months', payback)}`;
  // Added up, running has paid back where its line goes below the other. Engines of before 1.1 do not add up.
  const can = cash[0].buy_so_far !== undefined;
  const added = can && page.open.has('added-up');
  const value = (/** @type {typeof cash[0]} */ month, /** @type {'buy' | 'hybrid' | 'build'} */ side) => (added ? month[`${side}_so_far`] : month[side]);
  const height = 220;
  const values = extent(cash.flatMap(month => shown.map(side => value(month, side))));
  // Room for the longest name and amount, at the width of a letter, about.
  const marks = ticks([Math.min(0, values[0]), values[1]], 4).map(at => ({ at, name: shortMoney(at) }));
  const left = Math.max(52, 10 + Math.max(...marks.map(one => one.name.length)) * 6.4);
  const right = width < 500 ? 12 : 14 + Math.max(...shown.map(side => worded(NAMES[side]).length)) * 6.6;
  const x = linear([1, cash.length], [left, Math.max(left + 1, width - right)]);
  const y = linear([Math.min(0, values[0]), Math.max(values[1], 1)], [height - 24, 12]);
  const building = cash.filter(month => month.building).length;
  const ends = shown.map(side => ({ side, at: y(value(cash[cash.length - 1], side) ?? 0) })).sort((a, b) => a.at - b.at);
  if (right > 50) ends.forEach((end, n) => { if (n > 0) end.at = Math.max(end.at, ends[n - 1].at + 14); });
  // Names above their lines, and of two lines close together the lower one's below.
  else ends.forEach((end, n) => { end.at += n > 0 && end.at < ends[n - 1].at + 24 ? 16 : -8; });
  // They stay above the months.
  ends.reverse().forEach((end, n) => { end.at = Math.min(end.at, n > 0 ? ends[n - 1].at - 14 : height - 28); });
  const picture = svg`
    ${marks.map(({ at, name }) => svg`<path class="grid" d="M${left},${y(at)}H${width - right}"></path>
      <text class="tick" x=${left - 6} y=${y(at) + 4} text-anchor="end">${name}</text>`)}
    ${ticks([1, cash.length], 6).filter(tick => tick > 0).map(tick => svg`<text class="tick" x=${x(tick)} y=${height - 6} text-anchor="middle">${tick}</text>`)}
    ${building > 0 ? svg`<path class="at durable" d="M${x(building + 0.5)},12V${height - 24}"></path>
      <text class="small" x=${x(building + 0.5) + 4} y="20">in service</text>` : nothing}
    ${payback !== null && payback > 0 ? svg`<path class="at you" d="M${x(Math.max(1, payback))},12V${height - 24}"></path>
      <text x=${x(Math.max(1, payback)) + 4} y="36">paid back</text>` : nothing}
    ${shown.map(side => svg`<path class="line ${side}" d=${path(cash.map(month => { const at = value(month, side); return at === null ? null : [x(month.month), y(at)]; }))}></path>
      ${[0, cash.length - 1].map(n => (cash[n][side] === null ? nothing : point(side, x(cash[n].month), y(value(cash[n], side) ?? 0))))}`)}
    ${ends.map(end => svg`<text class="name" x=${right > 50 ? width - right + 8 : width - right} y=${end.at + (right > 50 ? 4 : 0)} text-anchor=${right > 50 ? 'start' : 'end'}>${NAMES[end.side]}</text>`)}`;
  const way = (/** @type {boolean} */ sum, /** @type {string} */ label) => html`<button type="button" aria-pressed=${added === sum} @click=${() => page.toggle('added-up', sum)}>${label}</button>`;
  return html`<section class="part" aria-labelledby="h-cash"><h2 id="h-cash">When the money goes out</h2>
    ${can ? html`<p class="acts" role="group" aria-label="How the cash is shown">${way(false, t('Each month'))}${way(true, t('Added up'))}</p>` : nothing}
    ${figure(page, {
      id: 'cash', width, height, picture, title,
      note: `${added ? t('Cash from today to the end of each month.') : t('Cash of each month, by month from today.')} ${t('While your own service is being built, the API bill runs on.')}`,
      description: added ? t`Cash added up to each month over ${amount('months', horizon)} for each option.` : t`Cash of each month over ${amount('months', horizon)} for each option.`,
      heads: [t('Month'), ...shown.map(side => NAMES[side]), t('Being built')],
      rows: cash.map(month => [month.month, ...shown.map(side => (month[side] === null ? '—' : rounded(value(month, side) ?? 0))), month.building ? t('yes') : '']),
    })}${budget(page, shown)}</section>`;
}
