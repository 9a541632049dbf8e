// @ts-check
import init, { Engine } from './pkg/build_or_buy.js';
import { baked, catalog, wasm } from './files.js';
import { questions } from './form.js';
import { keepOffline } from './offline.js';
import { options } from './options.js';
import { Page } from './page.js';
import { addressPairs, pairsOf } from './state.js';
import { setTheme } from './theme.js';
import { short, spoken, verdict } from './verdict.js';
import { html, render } from './vendor/lit-html.js';

/**
 * Loads engine and prices, answers, and keeps answering. Both the page and its embed start here.
 *
 * @param {{ root: HTMLElement, compact: boolean, onAnswer?: (page: Page) => void }} options
 * @returns {Promise<Page | null>} null where the engine cannot run; the page then says so
 */
export async function start({ root, compact, onAnswer }) {
  try {
    const [, text] = await Promise.all([init({ module_or_path: wasm() }), baked?.catalog ? '' : catalog()]);
    const engine = new Engine(baked?.catalog ?? JSON.parse(text));
    const asked = addressPairs();
    const page = new Page(engine, {
      compact,
      initial: asked.length === 0 && baked?.query ? pairsOf(baked.query) : asked,
      paint: it => { setTheme(it); paint(it, root); onAnswer?.(it); },
    });
    root.textContent = '';
    page.paint(page);
    measure(page, root);
    page.onSettled = () => speak(page);
    addEventListener('popstate', () => { page.load(addressPairs()); page.paint(page); speak(page); });
    if (!compact) keepOffline(apply => { page.memory.update = apply; page.paint(page); });
    return page;
  } catch (error) {
    root.textContent = '';
    const said = document.createElement('p');
    said.className = 'wait';
    said.setAttribute('role', 'alert');
    said.textContent = typeof WebAssembly === 'undefined'
      ? 'This browser has WebAssembly turned off, which the calculator needs. Turn it on, or open the page in another browser.'
      : `The calculator could not start, so nothing was computed. ${error instanceof Error ? error.message : ''}`;
    root.append(said);
    return null;
  }
}

/** @param {Page} page @param {HTMLElement} root */
function paint(page, root) {
  const { answer = 0, part = 0 } = page.memory.width ?? {};
  render(html`<main class=${page.compact ? 'page compact' : 'page'}>
    ${verdict(page, answer)}
    ${questions(page)}
    ${options(page, part)}
    <p class="sr" role="status" id="live"></p>
    <a class="bar" href="#answer">${short(page)}</a>
  </main>`, root);
}

/** Pictures are as wide as their column: they come once it is known, and again when it changes. @param {Page} page @param {HTMLElement} root */
function measure(page, root) {
  const seen = () => {
    const answer = Math.floor(root.querySelector('#answer')?.clientWidth ?? 0);
    const part = Math.floor(root.querySelector('.part')?.clientWidth ?? 0);
    const before = page.memory.width;
    if (before?.answer === answer && before?.part === part) return;
    page.memory.width = { answer, part };
    page.paint(page);
  };
  seen();
  new ResizeObserver(seen).observe(root);
  const bar = root.querySelector('.bar');
  const headline = root.querySelector('#verdict');
  if (!bar || !headline) return;
  new IntersectionObserver(([entry]) => bar.classList.toggle('shown', !entry.isIntersecting)).observe(headline);
}

/** One polite message a settled edit. @param {Page} page */
function speak(page) {
  const live = document.getElementById('live');
  if (live) live.textContent = spoken(page);
}
