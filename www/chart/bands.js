// @ts-check
import { money, number, times } from '../format.js';
import { worded } from '../own-words.js';
import { plain, said } from '../words.js';
import { table } from './figure.js';
import { labels } from './labels.js';
import { html, nothing, svg, t } from '../language.js';
import { linear, log, path, powers } from './scale.js';

/**
 * The cost of running your own over that of an API, as volume grows: above the line marked "same" an API is cheaper.
 * The visitor is a dot on it, and dragging the dot sets the volume.
 *
 * @typedef {import('../page.js').Page} Page
 * @typedef {{ key: string, points: { volume: number, ratio: number, buy: number, own: number }[], naive: number | null, durable: number | null }} Course
 */

const TICKS = [100, 30, 10, 4, 2, 1, 0.5, 0.25, 0.1];
const STEPS = 1000;
/** What a key multiplies the volume by. @type {Record<string, number>} */
const BY_KEY = { ArrowRight: 1.1, ArrowUp: 1.1, ArrowLeft: 1 / 1.1, ArrowDown: 1 / 1.1, PageUp: 2, PageDown: 0.5 };

/** The whole course over volume; kept while only the volume moves, so that nothing but the dot moves under the hand. @param {Page} page @returns {Course} */
function course(page) {
  const factor = page.ledger.get('volume_factor')?.value || 1;
  const key = JSON.stringify([page.asked.filter(([name]) => name !== 'volume_factor'), page.report.asof]);
  /** @type {Course | undefined} */
  const kept = page.memory.course;
  // While only the first of an answer is there, the curve is still the last one's.
  if (kept && (kept.key === key || !page.whole)) return kept;
  const found = page.report.break_even;
  const points = found.curve.flatMap(one => (one.buy === null || one.own === null || one.buy <= 0 ? []
    : [{ volume: one.volume * factor, ratio: one.own / one.buy, buy: one.buy, own: one.own }]));
  const scaled = (/** @type {number | null} */ at) => (at === null ? null : at * factor);
  return (page.memory.course = { key, points, naive: scaled(found.naive), durable: scaled(found.durable) });
}

/** The ratio at a volume, between the points on logarithmic scales. @param {Course['points']} points @param {number} volume */
function ratioAt(points, volume) {
  const after = points.findIndex(one => one.volume >= volume);
  if (after <= 0) return (after === 0 ? points[0] : points[points.length - 1]).ratio;
  const [a, b] = [points[after - 1], points[after]];
  const part = Math.log(volume / a.volume) / Math.log(b.volume / a.volume);
  return Math.exp(Math.log(a.ratio) + part * Math.log(b.ratio / a.ratio));
}

/** The headline's own ratio, where it has both amounts: the curve between its points is only near it. @param {Page} page @returns {number | null} */
function headline({ report: { verdict: { side, monthly, other } } }) {
  if (!other || !monthly) return null;
  return side === 'buy' ? other / monthly : monthly / other;
}

/** `4.3 times an API`, `12 % less than an API`. @param {number} ratio */
const against = ratio => (ratio >= 1.5 ? t`${number(ratio, 2)} times an API`
  : ratio > 1.005 ? t`${number((ratio - 1) * 100, 2)} % more than an API`
    : ratio >= 0.995 ? t('the same as an API') : t`${number((1 - ratio) * 100, 2)} % less than an API`);

/** @param {number} value */
const tickName = value => (value === 1 ? t('same') : value === 0.5 ? t('half') : value === 0.25 ? t('a quarter') : value === 0.1 ? t('a tenth') : `${value}×`);
/** @param {number} value */
const volumeName = value => (value === 1 ? t('today') : value === 0.1 ? t('a tenth') : times(value));

/** A card stands among a text, which wants no more than it must have. @param {Page} page */
const inCard = page => page.compact && page.pairs.get('view') === 'card';

/** What the picture shows. @param {Page} page @param {number} width */
function drawn(page, width) {
  const { points, naive, durable } = course(page);
  const factor = page.ledger.get('volume_factor')?.value || 1;
  const span = /** @type {[number, number]} */ ([Math.min(points[0].volume, 0.05), Math.max(points[points.length - 1].volume, 20)]);
  const you = headline(page) ?? ratioAt(points, factor);
  const ratios = points.map(one => one.ratio);
  // From today's ratio, so that the picture stands still under the dot.
  const high = Math.min(Math.max(...ratios), Math.max(12, ratioAt(points, 1) * 2.5));
  const y0 = [Math.min(0.5, Math.max(0.08, Math.min(...ratios) * 0.85)), Math.max(2.2, high * 1.1)];
  const TALL = inCard(page) ? 120 : width < 480 ? 148 : 178;
  const left = 58;
  const right = Math.max(left + 1, width - 12);
  const x = log(span, [left, right]);
  const y = log(/** @type {[number, number]} */ (y0), [TALL - 24, 6]);
  const same = y(1);
  const inside = (/** @type {number | null} */ at) => at !== null && at >= span[0] && at <= span[1];
  const at = Math.min(right, Math.max(left, x(factor)));
  const wide = width >= 480;
  const beyond = points.filter(one => durable !== null && one.volume > durable).map(one => one.ratio);
  const gain = beyond.length ? 1 - Math.min(...beyond) : 0;
  const crossing = durable !== null && inside(durable) && durable > span[0] * 1.05;
  const dot = Math.max(14, Math.min(TALL - 32, y(you)));
  const label = factor === 1 ? t`you: ${against(you)}` : `${volumeName(factor)}: ${against(you)}`;
  const floor = TALL - 24;
  return { points, factor, span, you, y0, left, right, x, y, same, inside, at, wide, gain, crossing, dot, label, floor, naive, durable, TALL };
}

/** Widths of letters, about, in pixels. */
const [PLAIN, BOLD, YOURS] = [6.1, 7.6, 7.9];

/** The picture alone; `id` keeps two of them on one page apart. @param {Page} page @param {number} width @param {string} id */
export function curve(page, width, id) {
  if (course(page).points.length < 2 || width <= 0) return nothing;
  const { points, factor, span, y0, left, right, x, y, same, inside, at, wide, gain, crossing, dot, label, floor, naive, durable, TALL } = drawn(page, width);
  const line = points.map(one => /** @type {[number, number]} */ ([x(one.volume), y(one.ratio)]));
  const [rent, pays] = [inside(naive) ? x(naive ?? 1) : null, crossing ? x(durable ?? 1) : null];
  const mark = Math.max(24, same - 26);
  /** @type {import('./labels.js').Point[][]} */
  const lines = [line.filter(([, y]) => y > 4), [[left, same], [right, same]], [[at, dot], [at, floor]], ...[-8, 0, 8].map(off => /** @type {import('./labels.js').Point[]} */ ([[at - 9, dot + off], [at + 9, dot + off]]))];
  if (rent !== null) lines.push([[rent, 6], [rent, floor]]);
  if (pays !== null) lines.push([[pays, mark], [pays, same + 8]]);
  const put = labels(left + 4, right - 4, lines);
  let top = mark;
  /** @param {string} kind @param {string | string[]} texts @param {number} letter @param {[number, number, 'start' | 'middle' | 'end'][]} places @param {boolean} [spare] */
  const text = (kind, texts, letter, places, spare) => {
    const found = put([texts].flat().map(one => worded(one)), letter, places.map(([x, y, anchor]) => ({ x, y, anchor })), spare);
    // What the crossing is worth stands at the end of its line.
    if (found && kind === 'small' && !spare && found.place.y < same) top = found.place.y + 5;
    return found ? svg`<text class=${kind} x=${found.place.x} y=${found.place.y} text-anchor=${found.place.anchor}>${found.text}</text>` : nothing;
  };
  const beside = (/** @type {number} */ x, /** @type {number} */ by, /** @type {number[]} */ heights) =>
    heights.flatMap(y => /** @type {[number, number, 'start' | 'end'][]} */ ([[x + by, y, 'start'], [x - by, y, 'end']]));
  const short = label.replace(RegExp(` (?:${t('than an API')}|${t('as an API')}|${t('an API')})$`), '');
  const names = [
    // A shorter one where the longer has no room: a picture is narrow on a phone, and a host's name for an API may be long.
    text('you', [label, short, short.replace(/^.*: /, '')], YOURS, [14, 60, 100].flatMap(by => beside(at, by, [dot - 6, dot + 18, dot + 5, dot - 20, dot + 32].filter(y => y > 16 && y < floor)))),
    pays === null ? nothing : text('small', [...(wide && gain > 0.004 ? [t`pays from ${times(durable ?? 1)}, saves ${number(Math.round(gain * 100) || 1, 2)} % at most`] : []), t`pays from ${times(durable ?? 1)}`], PLAIN,
      [same - 31, same - 46, same - 61, same + 22].filter(y => y > 16 && y < floor).flatMap(y => [[pays, y, 'middle'], [pays, y, 'end'], [pays, y, 'start']])),
    rent === null || !wide ? nothing : text('small', t`GPU rent alone says ${times(naive ?? 1)}`, PLAIN, beside(rent, 6, [same - 5, floor - 6, same - 20, 20]), true),
    text('zone-name buy', t('API cheaper'), BOLD, [[right - 6, 20, 'end'], [left + 6, 20, 'start'], [left + 6, same - 6, 'start'], [right - 6, same - 6, 'end'], [right - 6, 40, 'end'], ...beside(at, 8, [same - 6])], true),
    floor - same > 15 ? text('zone-name build', t('own servers cheaper'), BOLD, [[right - 6, floor - 5, 'end'], [left + 6, floor - 5, 'start'], ...[at, rent ?? at].flatMap(by => beside(by, 8, [floor - 5]))], true) : nothing,
  ];
  return html`<svg viewBox="0 0 ${width} ${TALL}" width=${width} height=${TALL} role="img" aria-labelledby="d-${id}">
      <desc id="d-${id}">Cost of running your own over that of an API, by multiple of today’s volume. ${finding(page)}</desc>
      <defs><clipPath id="c-${id}"><rect x=${left} y="4" width=${right - left} height=${floor - 4}></rect></clipPath></defs>
      <rect class="zone buy" x=${left} y="6" width=${right - left} height=${Math.max(0, same - 6)}></rect>
      <rect class="zone build" x=${left} y=${same} width=${right - left} height=${Math.max(0, floor - same)}></rect>
      ${TICKS.filter(tick => tick >= y0[0] && tick <= y0[1]).map(tick => svg`<path class=${tick === 1 ? 'at' : 'grid'} d="M${left},${y(tick)}H${right}"></path>
        <text class="tick" x=${left - 6} y=${y(tick) + 4} text-anchor="end">${tickName(tick)}</text>`)}
      ${powers(span, wide ? 7 : 4).map(tick => svg`<path class="grid" d="M${x(tick)},${floor}v4"></path>
        <text class="tick" x=${Math.min(Math.max(x(tick), left + 10), right - 16)} y=${TALL - 5} text-anchor="middle">${volumeName(tick)}</text>`)}
      ${rent === null ? nothing : svg`<path class="at naive" d="M${rent},6V${floor}"></path>`}
      ${pays === null ? nothing : svg`<path class="at durable" d="M${pays},${top}V${Math.min(floor, same + 8)}"></path>`}
      <path class="line ratio" clip-path="url(#c-${id})" d=${path(line)}></path>
      <path class="at you" d="M${at},${dot}V${floor}"></path>
      <circle class="thumb" cx=${at} cy=${dot} r="8"></circle>
      ${names}</svg>`;
}

/** @param {Page} page */
const finding = page => plain(page.report.verdict.volume) || t('Running your own against an API, by volume');

/** @param {Page} page @param {number} width */
export function bands(page, width) {
  const { volume, word, other } = page.report.verdict;
  const title = volume.length ? said(volume) : finding(page);
  // With one side alone there is nothing to compare over volume, and the headline says why.
  if (course(page).points.length < 2) return word === 'no-answer' || (other === null && !volume.length) ? nothing : html`<p class="finding">${title}</p>`;
  const { points, factor, span, you, inside, wide, naive } = drawn(page, width);
  // What the slider says: places on the logarithmic scale; near today it snaps there.
  const place = (/** @type {number} */ volume) => Math.round((Math.log(volume / span[0]) / Math.log(span[1] / span[0])) * STEPS);
  const slide = (/** @type {any} */ event) => {
    const volume = span[0] * (span[1] / span[0]) ** (Number(event.target.value) / STEPS);
    const near = Math.abs(Number(event.target.value) - place(1)) <= 8;
    page.set('volume_factor', near ? '1' : String(Number(volume.toPrecision(2))));
  };
  // Keys go by a tenth, or twice as far, from what was last asked for: a step of the scale would be none that one sees.
  const press = (/** @type {any} */ event) => {
    const by = BY_KEY[event.key];
    // With another key held they are the browser's own: back, the ends of a line.
    if (!by || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const next = Number(((Number(page.pairs.get('volume_factor')) || factor) * by).toPrecision(2));
    page.set('volume_factor', String(Math.abs(next - 1) < 0.04 ? 1 : Math.min(span[1], Math.max(span[0], next))));
  };
  const open = page.open.has('t-bands');
  const note = [factor === 1 ? '' : t`At ${volumeName(factor)} your volume.`,
    inCard(page) ? t('Running your own compared with an API, by volume.') : t('Running your own compared with an API, everything included, as your volume grows; both scales are logarithmic.'),
    page.locked('volume_factor') ? '' : t('Drag the dot.'), !wide && inside(naive) ? t('Dotted: where GPU rent alone would put the break-even.') : ''].filter(Boolean).join(' ');
  return html`<figure class="chart" id="bands"><figcaption>${title}</figcaption>
    ${width > 0 ? html`<div class="plot">${curve(page, width, 'bands')}
      <input class="over" type="range" min="0" max=${STEPS} step="1" aria-label="Volume of all workloads"
        aria-valuetext="${factor === 1 ? t('today’s volume') : t`${number(factor, 2)} times today’s volume`}: running your own costs ${against(you)}"
        .value=${String(Math.max(0, Math.min(STEPS, place(factor))))} ?disabled=${page.locked('volume_factor')} @input=${slide} @keydown=${press}></div>` : html`<div class="room"></div>`}
    <p class="note">${note}${factor === 1 ? nothing : html` <button type="button" class="text" @click=${() => page.reset('volume_factor')}>Back to today’s volume</button>`}</p>
    ${page.compact ? nothing : html`<details class="numbers" ?open=${open} @toggle=${(/** @type {any} */ event) => page.toggle('t-bands', event.target.open)}>
      <summary>The numbers<span class="sr"> of this picture: ${title}</span></summary>
      ${open ? table([t('Volume'), 'API', t('Running your own'), t('Own over API')], points.map(one => [times(one.volume), money(one.buy), money(one.own), number(one.ratio, 3)]),
        t('Cost over the whole horizon by volume')) : nothing}
      ${open ? html`<p class="note">${page.report.break_even.unsettled
        ? t('The search over volume stopped before every change of winner was found: there may be more than those told.')
        : t('Changes of winner less than half a percent of volume apart count as one.')}</p>` : nothing}</details>`}
  </figure>`;
}
