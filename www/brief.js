// @ts-check
import { plain } from './words.js';
import { t } from './language.js';

/** @typedef {import('./page.js').Page} Page */

/** Whether the page has a phone's width, on which the questions follow the pictures at once. @param {Page} page */
export const isNarrow = page => !page.compact && matchMedia('(max-width: 30rem)').matches;

/** Letters for which two lines of a phone have room. */
const ROOM = 90;

/** What the answer takes, in two lines: its first sentence, or how many workloads it moves. @param {Page} page */
export function brief({ report: { verdict, workloads } }) {
  const [first] = plain(verdict.note).split(/(?<=\.) (?=\p{Lu})/u);
  const all = workloads.length;
  const stays = (/** @type {typeof workloads[0]} */ one) => one.offers.some(({ kind, model, host }) => kind === 'today' && one.served_by === `${model} at ${host}`);
  const own = workloads.filter(one => one.choice === 'own').length;
  const moved = workloads.filter(one => one.choice !== 'own' && !stays(one)).length;
  return first.length <= ROOM || all < 2 || !(own + moved) ? first
    : !own ? t`To get it, change the model of ${moved} of ${all} workloads.`
      : moved ? t`To get it, run ${own} of ${all} workloads on your own servers and change the model of ${moved}.`
        : t`To get it, run ${own} of ${all} workloads on your own servers.`;
}
