// @ts-check
import { has, text } from './files.js';

/**
 * What was on sale before the catalog's own time: fetched only for a question about such a day, and laid beside the
 * catalog before the engine reads it.
 *
 * @typedef {import('./asking.js').Source} Source
 */

/** The last day that needs it. */
const UNTIL = '2026-06-30';

/** Whether a question asks for such a day, and this page has its prices. @param {string | undefined} asof */
export const isEarlier = asof => Boolean(asof && asof <= UNTIL) && has('earlier');

/** A source whose catalog goes back further. @param {Source} source @returns {Source} */
export function goingBack({ module, catalog }) {
  return { module, goesBack: true, catalog: async () => {
    const [late, early] = await Promise.all([catalog(), text('earlier')]);
    const whole = JSON.parse(late);
    for (const [table, rows] of Object.entries(JSON.parse(early))) if (Array.isArray(rows)) whole[table].push(...rows);
    return JSON.stringify(whole);
  } };
}
