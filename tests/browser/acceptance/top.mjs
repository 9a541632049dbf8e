// The page opened for itself.

import { calculator } from './works.mjs';
import { watched } from './browsers.mjs';

export const needs = ['page', 'site'];

/** Waits for the sentence of the verdict and gives it. */
export async function sentence(page, timeout = 20_000) {
  await page.waitForFunction(() => document.getElementById('verdict')?.textContent.trim().length > 10, null, { timeout });
  return page.evaluate(() => document.getElementById('verdict').textContent.trim().replace(/\s+/g, ' '));
}

/** Opens the published page with this query (and its `?` or `#`); returns the page with `site`. */
export async function open(t, query = '', { site, context, ...options } = {}) {
  const served = site ?? t.keep(await calculator(t.works));
  const page = await watched(context ?? (await t.context(options)), [served.url]);
  await page.goto(`${served.url}/${query}`);
  return Object.assign(page, { site: served });
}

/** The first field of that name, made visible by opening what it stands in. */
export async function field(page, name) {
  await page.evaluate(wanted => {
    for (let at = document.getElementsByName(wanted)[0]; at; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true;
  }, name);
  return page.locator(`[name="${name}"]`).first();
}

/** Waits until the address holds some text. */
export const addressWith = (page, text) =>
  page.waitForFunction(wanted => location.href.includes(wanted), text, { timeout: 8000 });
