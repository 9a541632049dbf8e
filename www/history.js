// @ts-check
import { figure } from './chart/figure.js';
import { linear, path, ticks } from './chart/scale.js';
import { keep } from './scenarios.js';
import { has, text } from './files.js';
import { fold } from './fold.js';
import { day, exactMoney, money } from './format.js';
import { cite, grades } from './words.js';
import { html, nothing, svg, t } from './language.js';

/**
 * What any model, any GPU and any quality has cost since 2023, and this decision on a day a year earlier.
 *
 * @typedef {import('./page.js').Page} Page
 * @typedef {[from: string, price: number | null, output: number | null, grade: string, source: number, announced: number, seen?: string]} Row
 * @typedef {{ compiled: string, sources: string[], hosted: Record<string, Row[]>, searches: Record<string, Row[]>, rents: Record<string, Row[]>, levels: Record<string, Row[]> }} Past
 */

const YEAR = 365 * 864e5;
const HEIGHT = 170;
const time = (/** @type {string} */ date) => Date.parse(date);

/** A year before a day. @param {string} date */
const yearBefore = date => new Date(time(date) - YEAR).toISOString().slice(0, 10);

/** @param {Page} page @param {number} width */
export function history(page, width) {
  if (page.memory.old || !has('history')) return nothing;
  return fold(page, { id: 'history', title: t('Prices over time'), few: t('any model, GPU or quality since 2023, and this decision a year ago') }, () => inside(page, width));
}

/** The decision with what was known a year earlier, beside the one at hand. @param {Page} page */
export async function yearAgo(page) {
  await keep(page);
  await page.go([...page.link().filter(([key]) => key !== 'asof'), ['asof', yearBefore(page.report.asof)]]);
  document.getElementById('h-compare')?.focus();
}

/** @param {Page} page @param {number} width */
function inside(page, width) {
  /** @type {Past | undefined} */
  const past = page.memory.past;
  if (!past) {
    read(page);
    return html`<p class="note" role="status">Reading the record.</p>`;
  }
  const known = { ...past.hosted, ...past.searches, ...past.rents, ...past.levels };
  const used = [...page.ledger.values()].filter(row => row.key.endsWith(' input')).map(row => row.key.slice(0, -6)).filter(id => known[id]);
  const ids = [...new Set([...used, ...Object.keys(known)])];
  const id = page.memory.pastOf ?? ids[0];
  const named = new Map([...page.newest.hosted, ...page.newest.models, ...page.newest.gpus].map(one => [one.word, one.label]));
  // Picked from the list it counts at once; what is no name of it is said to be none once the field is left.
  const choose = (/** @type {any} */ { type, target: { value } }) => {
    page.memory.pastNone = !known[value] && type === 'change';
    if (known[value]) page.memory.pastOf = value;
    page.paint(page);
  };
  return html`<p class="acts"><label>Price of <input id="history-of" list="history-ids" size="32" autocomplete="off" .value=${id ?? ''}
        @focus=${(/** @type {any} */ event) => event.target.select()} @input=${choose} @change=${choose}></label> <span class="note" role="status">${page.memory.pastNone ? t('No price of that name.') : t('Type a part of its name.')}</span>
      <datalist id="history-ids">${ids.map(one => html`<option value=${one}>${named.get(one) ?? ''}</option>`)}</datalist>
      <button type="button" @click=${() => yearAgo(page)}>This decision with the prices of a year ago</button></p>
    ${id ? chart(page, past, id, width) : html`<p class="note">The record could not be read.</p>`}`;
}

/** @param {Page} page */
async function read(page) {
  if (page.memory.readingPast) return;
  page.memory.readingPast = true;
  page.memory.past = await text('history').then(JSON.parse).catch(() => ({ compiled: '', sources: [], hosted: {}, searches: {}, rents: {}, levels: {} }));
  page.paint(page);
}

/** @param {Page} page @param {Past} past @param {string} id @param {number} width */
function chart(page, past, id, width) {
  const hosted = past.hosted[id];
  const search = past.searches[id];
  const level = past.levels[id];
  const rows = hosted ?? search ?? level ?? past.rents[id];
  const last = rows[rows.length - 1];
  const retired = last[1] === null;
  const ahead = retired && last[0] > past.compiled;
  // A rent without a last sight was seen on its first day and never again.
  const rent = !hosted && !search && !level;
  const end = retired ? last[0] : last[6] ?? (rent ? last[0] : past.compiled);
  const most = Math.max(...rows.flatMap(row => [row[1] ?? 0, row[2] ?? 0]));
  const x = linear([time(rows[0][0]), Math.max(time(end), time(rows[0][0]) + 864e5)], [4, width - 70]);
  const y = linear([0, most * 1.1], [HEIGHT - 22, 8]);
  // A price holds until the next one: steps, not slopes.
  const line = (/** @type {1 | 2} */ column) => {
    const there = rows.filter(row => row[column] !== null);
    return path(there.flatMap((row, at) => {
      const until = there[at + 1]?.[0] ?? end;
      return /** @type {[number, number][]} */ ([[x(time(row[0])), y(row[column] ?? 0)], [x(Math.max(time(until), time(row[0]))), y(row[column] ?? 0)]]);
    }));
  };
  const priced = rows.filter(row => row[1] !== null);
  const unit = hosted ? t('per million tokens') : search ? t('per search') : level ? t('per million tokens, three in to one out') : t('per GPU and hour');
  const now = priced[priced.length - 1];
  // What writes nothing, such as an embedding, has no price of output.
  const writes = hosted && priced.some(row => row[2]);
  const ends = /** @type {[number | null, string][]} */ ([[now?.[1], hosted ? t('input') : rent ? t('rent') : t('price')], ...(writes ? [[now?.[2], t('output')]] : [])]);
  // Two names at one height would stand on each other.
  const close = writes && Math.abs(y(now?.[1] ?? 0) - y(now?.[2] ?? 0)) < 12;
  const tell = (/** @type {Row | undefined} */ row) => (row ? ends.map(([, what], at) => `${exactMoney(/** @type {number} */ (row[at + 1] ?? 0))} ${what}`).join(', ') : '');
  const still = priced.every(row => row[1] === now[1] && row[2] === now[2]);
  // The day it began, or the day of the list that had it first.
  const [told, since] = [`${tell(now)} ${unit}`, day(rows[0][0])];
  const moved = tell(now) === tell(priced[0]) ? (!still ? t`${told}, as on ${since}` : rows[0][5] ? t`${told} since ${since}` : t`${told}, first seen ${since}`) : t`from ${tell(priced[0])} in ${rows[0][0].slice(0, 4)} to ${tell(now)} ${unit}`;
  return figure(page, {
    id: 'history-chart', width, height: HEIGHT, heads: [t('From'), ...ends.map(([, what]) => what), t('Evidence'), t('Source')],
    title: `${id}: ${moved}${!retired ? '' : ahead ? t`, to be retired ${day(last[0])}` : t`, retired ${day(last[0])}`}`,
    description: t`Price of ${id}, ${moved}`,
    note: `${rent ? t`Last seen ${day(end)}: the line ends there.` : t`Last seen ${day(ahead ? now[6] ?? past.compiled : end)}.`} ${t('In steps: a price stands until the next one. Where a list saw it first, it may have begun earlier.')}`,
    picture: svg`${ticks([0, most * 1.1], 3).map(tick => svg`<path class="grid" d="M0,${y(tick)}H${width - 70}"></path><text x="2" y=${y(tick) - 3}>${money(tick)}</text>`)}
      ${[rows[0][0], end].map((date, at) => svg`<text x=${at ? width - 70 : 4} y=${HEIGHT - 6} text-anchor=${at ? 'end' : 'start'}>${date}</text>`)}
      ${ends.map(([price, what], at) => svg`<path class="line ${at ? 'build' : 'buy'}" d=${line(at ? 2 : 1)}></path>
        ${price === null || price === undefined ? nothing : svg`<text x=${width - 64} y=${y(price) + (close ? (at ? -2 : 10) : 4)}>${what}</text>`}`)}`,
    rows: rows.map(row => [row[5] ? row[0] : t`${row[0]}, first seen`, ...ends.map((_, at) => (row[1] === null ? t('retired') : exactMoney(/** @type {number} */ (row[at + 1] ?? 0)))),
      grades[row[3]] ?? row[3], cite(past.sources[row[4]])]),
  });
}
