// The page opened for itself.

import { calculator } from './works.mjs';
import { watched } from './browsers.mjs';

export const needs = ['page', 'site'];

/** Waits for the sentence of the verdict, and for its word where that waits for the odds, and gives it. */
export async function sentence(page, timeout = 30_000) {
  await page.waitForFunction(() => {
    const said = document.querySelector('main[data-known]:not([data-known=start]) #verdict')?.textContent.trim() ?? '';
    const counted = document.querySelector('main[data-known=odds], main[data-known=all]');
    return said.length > 10 && (counted || !/^(An API|Running|Your own|Some work|Either way)/.test(said));
  }, null, { timeout });
  return page.evaluate(() => document.getElementById('verdict').textContent.trim().replace(/\s+/g, ' '));
}

/** Opens the published page with this query (and its `?` or `#`); returns the page with `site`. */
export async function open(t, query = '', { site, context, ...options } = {}) {
  const served = site ?? t.keep(await calculator(t.works));
  const page = await watched(context ?? (await t.context(options)), [served.url]);
  await page.goto(`${served.url}/${query}`);
  return Object.assign(page, { site: served });
}

/** The first field of that name, made visible by opening what it stands in; groups draw their fields when opened. */
export async function field(page, name) {
  const box = page.locator(`[name="${name}"]`).first();
  for (let round = 0; round < 3 && !(await box.isVisible()); round += 1) {
    await page.evaluate(wanted => {
      const found = document.getElementsByName(wanted)[0];
      const parts = [...document.querySelectorAll('details:not([open])')];
      for (const part of found ? parts.filter(one => one.contains(found)) : parts) part.open = true;
    }, name);
    await page.waitForTimeout(150);
  }
  return box;
}

/** Waits until the address holds some text. */
export const addressWith = (page, text) =>
  page.waitForFunction(wanted => location.href.includes(wanted), text, { timeout: 30_000 });

/** Opens a folded part and waits for what stands in it. */
export async function unfold(page, id, inside) {
  await page.evaluate(part => { document.querySelector(`details[data-part="${part}"]`).open = true; }, id);
  await page.waitForSelector(inside);
}

/** All that is said above the verdict. */
export const notices = page => page.evaluate(() => [...document.querySelectorAll('.notice')].map(one => one.textContent.replace(/\s+/g, ' ')).join(' '));

/** Opens the page and waits until it is kept on the device. */
export async function kept(t, site, address) {
  const context = await t.context();
  const page = await watched(context, [site.url]);
  await page.goto(address);
  await sentence(page);
  await page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    if (active.state === 'activated') return;
    await new Promise(resolve => active.addEventListener('statechange', () => active.state === 'activated' && resolve()));
  });
  return page;
}
