// @ts-check
import { number, weekday } from '../format.js';
import { html, t } from '../language.js';

/**
 * A measured week in small: 168 hours from Monday 00:00 UTC, and its busiest hour in words.
 */

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const LEVELS = 22;
const HEIGHT = 28;

/** The hours of a week in a link, mean 1; empty where it is none. As the engine writes it: two hours are nine bits. @param {string} word @returns {number[]} */
export function hoursOf(word) {
  const [, ratio, letters] = word.match(/^w(?:1|2([\w-]{2}))([\w-]{126})$/) ?? [];
  if (!letters) return [];
  const hours = /** @type {number[]} */ ([]);
  let [bits, held] = [0, 0];
  for (const letter of letters) {
    bits = (bits << 6) | LETTERS.indexOf(letter);
    held += 6;
    if (held < 9) continue;
    held -= 9;
    const pair = (bits >> held) & 511;
    bits &= (1 << held) - 1;
    hours.push(Math.floor(pair / LEVELS), pair % LEVELS);
  }
  if (!Math.max(...hours)) return [];
  const even = /** @param {number} power */ power => {
    const raised = hours.map(hour => hour && (hour / Math.max(...hours)) ** power);
    const mean = raised.reduce((sum, hour) => sum + hour, 0) / raised.length;
    return raised.map(hour => hour / mean);
  };
  if (!ratio) return even(1);
  // Of a spiky week the levels are roots, and the power is the one that gives the peak its ratio to the mean.
  const peak = 168 ** ((LETTERS.indexOf(ratio[0]) * 64 + LETTERS.indexOf(ratio[1])) / 4095);
  let [low, high] = [0, 48];
  for (let step = 0; step < 40; step += 1) {
    const middle = (low + high) / 2;
    if (Math.max(...even(middle)) < peak) low = middle;
    else high = middle;
  }
  return even(high);
}

/** A minute of the week in words. @param {number} minute */
const named = minute => `${weekday(Math.floor(minute / 1440))} ${[Math.floor((minute % 1440) / 60), minute % 60].map(part => String(part).padStart(2, '0')).join(':')}`;

/** When a week is busiest, in UTC and by the visitor's clock; of days alone, on which day, of hours alone, at which hour. @param {number[]} hours @param {string} [known] */
export function busiest(hours, known) {
  if (known === 'days') {
    const sums = [0, 1, 2, 3, 4, 5, 6].map(day => hours.slice(day * 24, day * 24 + 24).reduce((sum, hour) => sum + hour, 0));
    const most = Math.max(...sums);
    const times = number((most * 7) / sums.reduce((sum, day) => sum + day, 0), 2);
    return t`Busiest: ${weekday(sums.indexOf(most))}, hours not measured: ${times} times the mean day, the least that the peak is`;
  }
  const most = Math.max(...hours);
  const at = (/** @type {number} */ minute) => named(minute).slice(known === 'hours' ? -5 : 0);
  const minute = hours.indexOf(most) * 60;
  const ahead = -new Date().getTimezoneOffset();
  const when = ahead ? t`Busiest ${at(minute)} UTC, ${at((minute + ahead + 10_080) % 10_080)} by your clock` : t`Busiest ${at(minute)} UTC`;
  return known === 'hours' ? t`${when}, days not measured` : t`${when}: ${number(most, 2)} times the mean hour`;
}

/** The week as a small picture with its words. @param {number[]} hours @param {string} [known] whether `hours` or `days` alone were counted */
export function sketch(hours, known) {
  if (hours.length !== 168) return '';
  const most = Math.max(...hours);
  const line = hours.map((hour, at) => `${at ? 'L' : 'M'}${at},${(HEIGHT - 1 - (hour / most) * (HEIGHT - 3)).toFixed(1)}H${at + 1}`).join('');
  return html`<span class="hours"><svg width="168" height=${HEIGHT} viewBox="0 0 168 28" aria-hidden="true"><path class="grid" d="M24,${HEIGHT}V0M48,${HEIGHT}V0M72,${HEIGHT}V0M96,${HEIGHT}V0M120,${HEIGHT}V0M144,${HEIGHT}V0"></path><path class="at" d=${line}></path></svg>
    <span class="note">${busiest(hours, known)}</span></span>`;
}
