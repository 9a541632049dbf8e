// @ts-check
/** The calculator inside another page: its height told, its answers told, the wishes of the page around it heard. */
import { Asking } from './asking.js';
import { hear, isFramed, pairsOf, tellAnswer, tellHeight, tellReady } from './embed-host.js';
import { module } from './files.js';
import { layOver } from './own-prices.js';
import { tryCases } from './own-cases.js';
import { named } from './presets.js';
import { start } from './start.js';
import { addressPairs, queryText } from './state.js';
import { t } from './language.js';

/** How long the host's own prices are waited for. */
const PATIENCE_MS = 4000;

/** What the host chose for its own page, and no link carries on. */
const hostKeys = new Set(['theme', 'lock', 'compact', 'forward-query', 'catalog', 'view', 'by', 'contact', 'ground', 'word-api', 'word-both', 'word-own']);

const root = /** @type {HTMLElement} */ (document.getElementById('app'));
const whole = /** @type {HTMLAnchorElement} */ (document.getElementById('whole'));
const site = whole.href;
const asked = new Map(addressPairs());
if (asked.get('view') === 'card') whole.textContent = t('Open with these numbers');

/** @type {(text: string) => void} */
let deliver = () => {};
/** @type {Promise<string>} */
const prices = new Promise(resolve => { deliver = resolve; });
/** @type {import('./page.js').Page | null} */
let page = null;
/** @type {import('./embed-host.js').Wish[]} */
const early = [];
let told = '';
let word = '';

tellHeight();
hear(wish => {
  if (wish.catalog !== undefined) deliver(wish.catalog);
  if (page) grant(page, wish); else early.push(wish);
});
tellReady();

// What comes a moment later is waited for, so that nobody reads an answer that is about to change.
const waits = isFramed && asked.has('catalog');
root.style.visibility = waits ? 'hidden' : '';
let settled = !waits;
page = await start({ root, compact: asked.get('compact') !== 'no', embedded: true, onAnswer: it => { if (settled) answered(it); } });
if (page) {
  if (isFramed && asked.has('catalog')) await useHostPrices(page);
  if (asked.has('forward-query')) await dropStrangers(page);
  for (const wish of early) await grant(page, wish);
  await tryCases(page, spelled);
  settled = true;
  page.paint(page);
}
root.style.visibility = '';

/** A case that names one of ours has its inputs. @param {[string, string][]} pairs */
function spelled(pairs) { return named(pairs, false); }

/** @param {import('./page.js').Page} page @param {import('./embed-host.js').Wish} wish */
async function grant(page, { link, whole, theme }) {
  if (link === undefined && theme === undefined) return;
  const wished = new Map(link === undefined ? page.pairs : pairsOf(link));
  // A link says what is asked; how the host wants it shown stays, unless the host speaks for itself.
  if (!whole) for (const key of hostKeys) if (!wished.has(key) && page.pairs.has(key)) wished.set(key, page.pairs.get(key) ?? '');
  if (theme !== undefined) wished.set('theme', theme);
  await page.load(link === undefined ? [...wished] : await named([...wished], true, !whole));
  if (link !== undefined) await tryCases(page, spelled);
  if (wished.has('forward-query')) await dropStrangers(page);
}

/** Says above the calculator what its host should know. @param {string} text */
function alarm(text) {
  const said = document.createElement('p');
  said.setAttribute('role', 'alert');
  said.textContent = text;
  root.before(said);
}

/** The host page's query may carry what is meant for others. @param {import('./page.js').Page} page */
async function dropStrangers(page) {
  const known = (/** @type {string} */ key) => key === 'workloads' || page.isDisplay(key) || page.field(key) !== undefined;
  await page.load([...page.pairs].filter(([key]) => known(key)));
}

/** Computes with the host's own prices, which the host's page sends. @param {import('./page.js').Page} page */
async function useHostPrices(page) {
  const late = new Promise(resolve => { setTimeout(resolve, PATIENCE_MS, ''); });
  const text = await Promise.race([prices, late]);
  try {
    // A whole catalog takes the place of the public one; a smaller list is laid over it.
    if (!JSON.parse(text).index) return await layOver(page, text);
    const { asking, ready } = Asking.start({ module, catalog: async () => text });
    await ready;
    await page.use(asking);
    const refused = await asking.ask('lay', 'refused');
    if (refused?.length) page.memory.own = { name: '', taken: [], inputs: [], refused, aside: [], asked: [] };
    await page.load([...page.pairs]);
  } catch {
    alarm(t('The price list of this site could not be read: these are the public prices.'));
  }
}

/** @param {import('./page.js').Page} page */
function answered(page) {
  const { verdict, engine, asof } = page.report;
  const pairs = page.link().filter(([key]) => !hostKeys.has(key));
  whole.href = pairs.length > 1 ? `${site}?${queryText(pairs)}` : site;
  const detail = {
    link: whole.href,
    word: verdict.word,
    side: verdict.side,
    monthly: verdict.monthly,
    other: verdict.other,
    otherSide: verdict.other_side,
    engine,
    asof,
  };
  const now = JSON.stringify(detail);
  if (now === told) return;
  told = now;
  tellAnswer('change', detail);
  if (`${verdict.word} ${verdict.side}` === word) return;
  word = `${verdict.word} ${verdict.side}`;
  tellAnswer('verdict', detail);
}
