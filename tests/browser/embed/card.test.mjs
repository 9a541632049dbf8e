// The calculator as a card inside a text: what it shows, whose it is, and the host's own color behind it.

import assert from 'node:assert/strict';
import { origin } from '../acceptance/origin.mjs';
import { pixel } from '../acceptance/pixels.mjs';
import { calculator } from '../acceptance/works.mjs';
import { common, element, frameOf, loader, page, settled, verdict } from './hosts.mjs';

const needs = ['page', 'embed', 'site'];
const CREAM = [250, 244, 230];

/** A blog with the card, so many pixels wide. */
async function blog(t, width, attributes) {
  const site = t.keep(await calculator(t.works));
  const style = `:root{color-scheme:light;background:rgb(${CREAM});color:#111} body{margin:0;width:${width}px}`;
  const body = element(site.url, `view="card" ${attributes}`);
  const host = t.keep(await origin({ host: 'localhost', pages: { ...common, '/': page({ style, head: loader(site.url), body }) } }));
  const opened = await t.page([site.url, host.url], { viewport: { width: Math.max(width, 400), height: 900 } });
  await opened.goto(`${host.url}/`);
  await verdict(opened);
  return { opened, frame: await frameOf(opened) };
}

export const tests = [320, 520].map(width => ({
  name: `a card ${width} pixels wide has the verdict, the picture that is the slider, three questions and the way to the whole page`,
  needs,
  async run(t) {
    const { opened, frame } = await blog(t, width, 'by="ACME" contact="hello@example.org" lock="ml_ops"');
    await frame.waitForSelector('main[data-known="odds"], main[data-known="all"]', { state: 'attached', timeout: 30_000 });
    assert.match(await frame.locator('h1').textContent(), /^Buy\. An API costs about/);
    assert.equal(await frame.locator('#bands input[type="range"]').count(), 1);
    assert.equal(await frame.locator('.asked').count(), 3);
    assert.ok(await frame.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing scrolls sideways');
    assert.ok(await settled(opened, frame) <= 2);
    // A locked question says who set it; the letter carries the link of what is shown.
    assert.ok(await frame.locator('[name="ml_ops"]').isDisabled());
    assert.match(await frame.locator('main').textContent(), /What cannot be changed here was set by ACME/);
    await frame.locator('[name="extraction.requests"]').fill('3M');
    await frame.waitForFunction(() => document.getElementById('whole').href.includes('extraction.requests=3M'));
    assert.equal(await frame.locator('#whole').textContent(), 'Open with these numbers');
    const letter = new URL(await frame.getByRole('link', { name: 'Ask ACME' }).getAttribute('href'));
    assert.equal(letter.pathname, 'hello@example.org');
    assert.equal(letter.searchParams.get('body'), await frame.locator('#whole').evaluate(link => link.href));
    assert.doesNotMatch(letter.searchParams.get('body'), /view=|by=|contact=|lock=/);
  },
})).concat([
  // What a blogger has room for: 520 pixels; on a phone the words need more lines.
  ...[[520, 520], [720, 520], [320, 720]].map(([width, most]) => ({
    name: `a card ${width} pixels wide is at most ${most} high, from its upper edge to the way to the whole page`,
    needs,
    async run(t) {
      const { opened, frame } = await blog(t, width, '');
      await frame.waitForSelector('main[data-known="odds"], main[data-known="all"]', { state: 'attached', timeout: 30_000 });
      await settled(opened, frame);
      const high = await frame.evaluate(() => document.documentElement.getBoundingClientRect().height);
      assert.ok(high <= most, `${high}`);
      assert.equal(await frame.locator('.asked').count(), 3);
      assert.ok(await frame.locator('#bands svg').isVisible() && await frame.locator('#whole').isVisible());
    },
  })),
  {
    name: 'the host’s own color shows through a clear ground, and no other address than a mail’s is written to',
    needs,
    async run(t) {
      const { opened, frame } = await blog(t, 420, 'ground="clear" contact="a@b.c?bcc=x@y.z"');
      const box = await opened.evaluate(() => document.getElementById('embed').shadowRoot.querySelector('iframe').getBoundingClientRect().toJSON());
      const [seen] = await pixel(opened.context().browser(), await opened.screenshot(), [[box.left + 3, box.top + 3]]);
      assert.deepEqual(seen.slice(0, 3), CREAM);
      assert.equal(await frame.locator('a[href^="mailto:"]').count(), 0);
    },
  },
]);
