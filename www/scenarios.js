// @ts-check
import { t } from './language.js';
import { pairsOf, queryText } from './state.js';

/**
 * Scenarios kept beside the one at hand: up to three, each with a name, and all of them in the link.
 *
 * @typedef {import('./page.js').Page} Page
 * @typedef {import('./pkg/build_or_buy.js').Report} Report
 * @typedef {{ key: string, name: string, pairs: [string, string][], report: Report | null | false }} Scenario
 */

/** Keys of the link, one for each. */
const KEYS = ['beside1', 'beside2', 'beside3'];

/** A name and the inputs behind it, as one value of the link. @param {string} name @param {[string, string][]} pairs */
const textOf = (name, pairs) => `${name.replaceAll('?', '')}?${queryText(pairs)}`;

/** The inputs at hand, with the day of their prices and without the looks. @param {Page} page @returns {[string, string][]} */
function atHand(page) {
  const pairs = page.report.pairs.filter(([key]) => key === 'v' || !page.isDisplay(key));
  return [...pairs, ['asof', page.report.asof]];
}

/** Those that are kept, each with its answer once that is there. @param {Page} page @returns {Scenario[]} */
export function scenarios(page) {
  const answers = (page.memory.beside ??= new Map());
  // An answer of another engine cannot be worked out again: it is kept for this visit.
  const old = page.memory.kept;
  const linked = KEYS.flatMap(key => {
    const text = page.pairs.get(key);
    if (!text) return [];
    const at = text.indexOf('?');
    const query = at < 0 ? '' : text.slice(at + 1);
    if (!answers.has(query)) {
      answers.set(query, null);
      work(page, query, answers);
    }
    return [{ key, name: (at < 0 ? text : text.slice(0, at)).slice(0, 40) || t('No name'), pairs: pairsOf(query), report: answers.get(query) }];
  });
  return [...(old ? [{ key: '', name: old.label, pairs: old.pairs, report: old.report }] : []), ...linked];
}

/** One after another, behind the answer at hand. @param {Page} page @param {string} query @param {Map<string, Report | null | false>} answers */
function work(page, query, answers) {
  page.memory.besideAfter = (page.memory.besideAfter ?? Promise.resolve()).then(async () => {
    const pairs = pairsOf(query);
    const { asking, done } = page.asking.beside(new Map(pairs).get('asof'));
    const report = await asking.ask(asking === page.asking ? 'beside' : 'answer', 'evaluate', pairs, 0);
    done();
    if (page.memory.beside !== answers) return;
    // What cannot be worked out is said to be so, and not asked again at once.
    answers.set(query, report ?? false);
    page.paint(page);
  }).catch((/** @type {unknown} */ error) => console.error(error));
}

/** Keeps what is shown, beside what comes next; null where there is no room left. @param {Page} page @returns {Promise<string | null>} */
export async function keep(page) {
  const key = KEYS.find(one => !page.pairs.has(one));
  const all = scenarios(page);
  if (!key || all.length >= KEYS.length) return null;
  const name = free(all);
  const pairs = atHand(page);
  (page.memory.beside ??= new Map()).set(queryText(pairs), page.report);
  await put(page, key, textOf(name, pairs));
  return name;
}

/** A name that none of them has. @param {Scenario[]} all */
const free = all => [t('Kept'), t('Kept 2'), t('Kept 3')].find(name => !all.some(one => one.name === name)) ?? t('Kept');

/** Under a name that no other has: one that is taken gets a number. @param {Page} page @param {Scenario} scenario @param {string} name */
export function rename(page, scenario, name) {
  const others = scenarios(page).filter(one => one.key !== scenario.key).map(one => one.name);
  const wished = name.replaceAll('?', '').trim().slice(0, 40) || scenario.name;
  const free = ['', ' 2', ' 3'].map(more => wished.slice(0, 40 - more.length) + more).find(one => !others.includes(one));
  return put(page, scenario.key, textOf(free ?? wished, scenario.pairs));
}

/** @param {Page} page @param {Scenario} scenario */
export function remove(page, scenario) {
  if (scenario.key) return put(page, scenario.key, '');
  page.memory.kept = null;
  page.paint(page);
}

/** The kept one is at hand again, and the one at hand is kept in its place. @param {Page} page @param {Scenario} scenario */
export async function swap(page, scenario) {
  const pairs = atHand(page);
  page.memory.beside.set(queryText(pairs), page.report);
  // Each keeps its own name, there and back.
  const name = page.memory.named ?? free(scenarios(page).filter(one => one !== scenario && one.key !== scenario.key));
  page.memory.named = scenario.name;
  page.pairs.set(scenario.key, textOf(name, pairs));
  await page.go(scenario.pairs);
}

/** What is kept is in the address, as a step that Back undoes. @param {Page} page @param {string} key @param {string} text */
async function put(page, key, text) {
  if (text) page.pairs.set(key, text); else page.pairs.delete(key);
  await page.answer();
  page.write('push');
}
