// Where hosts lock the frame up: sandboxes, frames in frames, and browsers that refuse storage.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { origin } from '../acceptance/origin.mjs';
import { calculator } from '../acceptance/works.mjs';
import { WORDS, common, element, frameOf, loader, page, verdictMessage } from './hosts.mjs';

const needs = ['page', 'embed', 'site'];
const shown = {};
const KINDS = 7;

/** Counts a way of embedding that showed a verdict. */
function count(t) {
  shown[t.browserName] = (shown[t.browserName] ?? 0) + 1;
  t.measure('embed', 'plain, sandboxed and nested frames with a verdict', `${KINDS}`, shown[t.browserName], true);
}

const frame = (url, attributes = '') => `<iframe ${attributes} src="${url}" title="t" style="width:100%;height:600px;border:0"></iframe>`;

/** A plain iframe of `embed.html`, as hosts without scripts write it. */
const plain = [
  { name: 'a plain iframe with a query', query: '?v=2&assistant.requests=2M' },
  { name: 'a plain iframe with a fragment', query: '#v=2&assistant.requests=2M' },
  { name: 'sandbox="allow-scripts", readable', query: '?v=2&assistant.requests=2M', attributes: 'sandbox="allow-scripts"' },
  { name: 'sandbox="allow-scripts", no Access-Control-Allow-Origin', query: '?v=2&assistant.requests=2M', attributes: 'sandbox="allow-scripts"', closed: true },
  { name: 'sandbox="allow-scripts allow-same-origin"', query: '?v=2&assistant.requests=2M', attributes: 'sandbox="allow-scripts allow-same-origin"' },
].map(({ name, query, attributes, closed }) => ({
  name: `${name} of 320 px shows a verdict`,
  needs,
  async run(t) {
    const site = t.keep(await calculator(t.works, { open: !closed }));
    const blog = t.keep(await origin({ host: 'localhost', pages: { ...common, '/': page({ body: frame(`${site.url}/embed.html${query}`, attributes) }) } }));
    const opened = await t.page([site.url, blog.url], { viewport: { width: 336, height: 700 } });
    await opened.goto(`${blog.url}/`);
    const { word, link } = await verdictMessage(opened);
    assert.ok(WORDS.includes(word), word);
    assert.match(link, /assistant\.requests=2M/);
    const inner = await frameOf(opened);
    const wide = await inner.evaluate(() => [innerWidth, document.documentElement.scrollWidth]);
    assert.ok(wide[1] <= wide[0] && wide[0] <= 320, `${wide[1]} px in ${wide[0]}`);
    assert.deepEqual({ console: opened.seen.console, errors: opened.seen.errors }, { console: [], errors: [] });
    assert.deepEqual(site.requests.filter(one => one.path.endsWith('/sw.js')), [], 'no service worker');
    count(t);
  },
}));

export const tests = [
  ...plain,
  {
    name: 'the element inside a sandboxed HTML component shows a verdict',
    needs,
    async run(t) {
      const site = t.keep(await calculator(t.works));
      const component = t.keep(await origin({ pages: { ...common, '/': page({ head: loader(site.url), body: element(site.url, 'assistant.requests="2M"') }) } }));
      const sandbox = 'sandbox="allow-same-origin allow-forms allow-popups allow-scripts allow-pointer-lock"';
      const builder = t.keep(await origin({ host: 'localhost', pages: { ...common, '/': page({ body: frame(`${component.url}/`, sandbox) }) } }));
      const opened = await t.page([site.url, builder.url, component.url], { viewport: { width: 336, height: 700 } });
      await opened.goto(`${builder.url}/`);
      const inner = await frameOf(opened, component.url);
      await inner.waitForFunction(() => window.heard?.verdicts.length > 0, null, { timeout: 30_000 });
      assert.deepEqual({ console: opened.seen.console, errors: opened.seen.errors }, { console: [], errors: [] });
      count(t);
    },
  },
  {
    name: 'the element inside an opaque sandbox shows a verdict',
    needs,
    async run(t) {
      const site = t.keep(await calculator(t.works));
      const component = t.keep(await origin({ pages: { ...common, '/': page({ head: loader(site.url), body: element(site.url, 'assistant.requests="2M"') }) } }));
      const builder = t.keep(await origin({ host: 'localhost', pages: { ...common, '/': page({ body: frame(`${component.url}/`, 'sandbox="allow-scripts"') }) } }));
      const opened = await t.page([site.url, builder.url, component.url], { viewport: { width: 336, height: 700 } });
      await opened.goto(`${builder.url}/`);
      const inner = await frameOf(opened, component.url);
      await inner.waitForFunction(() => window.heard?.verdicts.length > 0, null, { timeout: 30_000 });
      assert.deepEqual({ console: opened.seen.console, errors: opened.seen.errors }, { console: [], errors: [] });
      count(t);
    },
  },
  {
    name: 'what oEmbed says of a preset can be pasted',
    needs,
    async run(t) {
      const site = t.keep(await calculator(t.works));
      const [{ id }] = JSON.parse(readFileSync(join(t.works.www, 'presets.json'), 'utf8'));
      const { html, type } = JSON.parse(readFileSync(join(t.works.site, 'p', id, 'oembed.json'), 'utf8'));
      assert.equal(type, 'rich');
      // Built without an address of its own, the site speaks of its files relative to the preset's folder.
      const body = html.replace('src="embed.html', `src="${site.url}/p/${id}/embed.html`).replace('loading="lazy"', '');
      const blog = t.keep(await origin({ host: 'localhost', pages: { ...common, '/': page({ body }) } }));
      const opened = await t.page([site.url, blog.url]);
      await opened.goto(`${blog.url}/`);
      const { link } = await verdictMessage(opened);
      assert.ok(link.startsWith(`${site.url}/`), link);
      assert.deepEqual({ console: opened.seen.console, errors: opened.seen.errors }, { console: [], errors: [] });
    },
  },
  {
    name: 'storage, workers and clipboard that throw change nothing',
    needs,
    async run(t) {
      const site = t.keep(await calculator(t.works));
      const blog = t.keep(await origin({ host: 'localhost', pages: { ...common, '/': page({ head: loader(site.url), body: element(site.url) }) } }));
      const context = await t.context();
      await context.addInitScript(() => {
        const refuse = (object, name) => {
          try {
            Object.defineProperty(object, name, { get() { throw new DOMException('refused', 'SecurityError'); } });
          } catch {}
        };
        for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) refuse(window, name);
        for (const name of ['serviceWorker', 'clipboard', 'storage', 'share']) refuse(Navigator.prototype, name);
        window.refusing = true;
      });
      for (const address of [`${blog.url}/`, `${site.url}/`, `${site.url}/embed.html`]) {
        const opened = await context.newPage();
        const errors = [];
        opened.on('pageerror', error => errors.push(String(error)));
        await opened.goto(address);
        const inner = address.startsWith(blog.url) ? await frameOf(opened) : opened.mainFrame();
        await inner.waitForFunction(() => /buy|build|hybrid|self-host|close/i.test(document.querySelector('h1, output, [role=status]')?.textContent ?? ''), null, { timeout: 30_000 });
        assert.ok(await inner.evaluate(() => window.refusing), 'the frame was refused too');
        assert.deepEqual(errors, []);
      }
      t.measure('embed', 'with storage, workers and clipboard throwing', 'works', 'works', true);
    },
  },
];
