// @ts-check
import { Asking } from './asking.js';
import { baked, catalog, isSingleFile, module, released, version } from './files.js';
import { explainAmount } from './explain.js';
import { inherit, placesOf } from './focus.js';
import { keepOffline } from './offline.js';
import { ADDED, STEPS, layout } from './layout.js';
import { Page } from './page.js';
import { ownWords } from './own-words.js';
import { named } from './presets.js';
import { goTo, mark } from './sections.js';
import { know, speak, waits } from './speaking.js';
import { addressPairs, breath, firstPainted, pairsOf, queryText } from './state.js';
import { setTheme } from './theme.js';
import { takeFiles } from './usage.js';
import { leave } from './take-away.js';
import { short } from './verdict.js';
import { exact } from './format.js';
import { render, t } from './language.js';

/**
 * Loads engine and prices, answers, and keeps answering. The page and its embed both start here.
 *
 * @param {{ root: HTMLElement, compact: boolean, embedded?: boolean, onAnswer?: (page: Page) => void }} options
 * @returns {Promise<Page | null>} null where the engine cannot run; the page then says so
 */
export async function start({ root, compact, embedded = false, onAnswer }) {
  try {
    const asked = await named(addressPairs(), embedded);
    const delivered = asked.length === 0;
    // On the page of a case, what is no whole link of the page's own is laid over the case: a theme, or a newsletter's mark.
    const over = baked?.preset && !asked.some(([key]) => key === 'v' || key === 'preset');
    const initial = baked?.query && (delivered || over) ? [...new Map([...pairsOf(baked.query), ...asked])] : asked;
    // The answer that came with the page is seen before anything else is fetched or run.
    if (delivered && root.querySelector('[data-known]')) await firstPainted();
    const { asking, ready, old } = await engineFor(initial);
    const form = asking.ask('form', 'form', '');
    await ready;
    const page = new Page(asking, await form, {
      compact,
      paint: it => {
        setTheme(it);
        // What was delivered with the page stands until here.
        if (!root.querySelector('[data-known]')) root.textContent = '';
        const held = placesOf(document.activeElement);
        render(ownWords(it, layout(it)), root);
        inherit(held);
        onAnswer?.(it);
      },
    });
    page.memory.old = old;
    // What was delivered is as wide as what takes its place: no second round only to measure.
    const first = root.querySelector('#answer');
    if (first?.clientWidth) page.memory.width = widths(first, root);
    // An embed tells its height: it comes in one piece.
    if (!compact) page.step = 0;
    if (baked?.own && !old) {
      page.memory.own = await asking.lay(page.memory.ownFile = baked.own);
      await page.use(asking);
    }
    await page.load(initial, delivered ? (baked?.verdict ?? null) : null);
    while (page.step < STEPS) {
      page.step += 1;
      await breath();
      page.draw(ADDED[page.step - 1]);
    }
    page.step = Infinity;
    watch(page, root);
    // What waits for the odds is spoken once, with them; what was spoken before is taken back where they change it.
    let unsaid = false;
    /** The inputs of the last settled edit: odds that are there before it rests have nothing to say. @type {unknown} */
    let settled = null;
    page.onSettled = () => {
      remember(page);
      settled = page.asked;
      unsaid = waits(page);
      if (!unsaid) speak(page, true);
    };
    page.onOdds = () => {
      if (settled === page.asked) speak(page, unsaid);
      unsaid = false;
    };
    know(page);
    remember(page);
    addEventListener('popstate', async () => { await page.load(await named(addressPairs(), embedded, true)); speak(page, true); });
    if (!compact) takeFiles(page);
    if (!compact) keepOffline(apply => { page.memory.update = apply; page.paint(page); });
    return page;
  } catch (error) {
    failed(root, error);
    return null;
  }
}

/** This page's engine with today's prices. */
const todays = () => Asking.start({ module, catalog: async () => (baked?.catalog ? JSON.stringify(baked.catalog) : catalog()) });

/**
 * The engine a link was made with where the site keeps it, else this page's own.
 * @param {[string, string][]} pairs
 */
async function engineFor(pairs) {
  const wanted = new Map(pairs).get('engine') ?? '';
  const kept = wanted && version !== 'dev' && wanted !== version && !isSingleFile ? await released(wanted).catch(() => null) : null;
  if (!kept) return { ...todays(), old: null };
  const engine = new kept.engine.Engine(JSON.parse(kept.catalog));
  return { asking: Asking.on(engine), ready: Promise.resolve(), old: { version: wanted, now: todays } };
}

/** Widths of the picture columns. @param {Element | null} answer @param {Element | null} part */
const widths = (answer, part) => ({ answer: Math.floor(answer?.clientWidth ?? 0), part: Math.min(720, Math.floor(part?.clientWidth ?? 0)) });

/** Widths of the picture columns, the bar that keeps the verdict in sight, and amounts that show their digits. @param {Page} page @param {HTMLElement} root */
function watch(page, root) {
  let due = 0;
  // In a frame of its own: to ask where things are while they are drawn would lay the page out twice.
  const marked = () => { due ||= requestAnimationFrame(() => { due = 0; mark(); }); };
  const seen = () => {
    marked();
    const { answer, part } = widths(root.querySelector('#answer'), root.querySelector('.part'));
    if (page.memory.width?.answer === answer && page.memory.width?.part === part) return;
    page.memory.width = { answer, part };
    page.paint(page);
  };
  // It tells the widths of the start, too.
  new ResizeObserver(seen).observe(root);
  root.addEventListener('click', event => {
    const amount = /** @type {HTMLElement} */ (event.target).closest?.('button[data-value]');
    if (amount instanceof HTMLElement) explainAmount(page, amount.dataset.unit ?? '', Number(amount.dataset.value));
  });
  root.addEventListener('mouseover', event => {
    const amount = /** @type {HTMLElement} */ (event.target).closest?.('[data-value]');
    if (amount instanceof HTMLElement) amount.title = exact(/** @type {any} */ (amount.dataset.unit), Number(amount.dataset.value));
  });
  // A jump inside the page must not write the address, which may carry the inputs behind #.
  document.addEventListener('click', event => {
    const jump = /** @type {HTMLElement} */ (event.target).closest?.('a[href^="#"]');
    const goal = jump && document.getElementById(jump.getAttribute('href')?.slice(1) ?? '');
    if (!goal) return;
    event.preventDefault();
    goTo(goal);
  });
  addEventListener('scroll', marked, { passive: true });
  for (const hand of ['wheel', 'touchmove']) addEventListener(hand, () => leave(page), { passive: true });
  const bar = root.querySelector('.bar');
  const headline = root.querySelector('#verdict');
  if (!bar || !headline) return;
  new IntersectionObserver(all => bar.classList.toggle('shown', (all.at(-1)?.intersectionRatio ?? 1) < 0.9), { threshold: 0.9 }).observe(headline);
  // Flips and curves take longest: they are worked out for who comes near them.
  const near = root.querySelector('#h-flips');
  if (near) new IntersectionObserver(([entry]) => entry.isIntersecting && page.follow(), { rootMargin: '100%' }).observe(near);
}

/** A step of this visit, to go back to. @param {Page} page */
function remember(page) {
  const pairs = page.link();
  const query = queryText(pairs);
  if (page.steps.at(-1)?.query === query) return;
  page.steps.push({ label: short(page), query, pairs });
  if (page.steps.length > 50) page.steps.shift();
  if (page.steps.length > 1) page.draw('worked');
}

/** @param {HTMLElement} root @param {unknown} error */
function failed(root, error) {
  root.textContent = '';
  const said = document.createElement('p');
  said.className = 'wait';
  said.setAttribute('role', 'alert');
  said.textContent = typeof WebAssembly === 'undefined'
    ? t('This browser has WebAssembly turned off, which the calculator needs. Turn it on, or open the page in another browser.')
    : t`The calculator could not start, so nothing was computed. ${error instanceof Error ? error.message : ''}`;
  root.append(said);
}
