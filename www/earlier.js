// @ts-check
import { text } from './files.js';

/**
 * What was on sale before the catalog's own day and is no longer followed: fetched only for a question about an earlier
 * day, and laid beside the catalog before the engine reads it.
 *
 * @typedef {import('./asking.js').Source} Source
 */

/** A source whose catalog goes back further. @param {Source} late @returns {Source} */
export function goingBack(late) {
  return { module: late.module, late, catalog: async () => {
    const [newest, early] = await Promise.all([late.catalog(), text('earlier')]);
    const whole = JSON.parse(newest);
    for (const [table, rows] of Object.entries(JSON.parse(early))) if (Array.isArray(rows)) whole[table].push(...rows);
    return JSON.stringify(whole);
  } };
}
