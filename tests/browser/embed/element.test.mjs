// What the host page can say to the element, and hears from it.

import assert from 'node:assert/strict';
import { changed, embedded, verdict } from './hosts.mjs';

const needs = ['page', 'embed', 'site'];

const call = (opened, method, ...words) =>
  opened.evaluate(([name, args]) => document.getElementById('embed')[name](...args), [method, words]);

export const tests = [
  {
    name: 'events carry link, word, side and the monthly costs',
    needs,
    async run(t) {
      const { opened } = await embedded(t, { attributes: 'assistant.requests="2M" horizon="24"' });
      const detail = await changed(opened, 'horizon=24');
      assert.match(detail.link, /^http.*[?#]v=2&assistant\.requests=2M&horizon=24(&asof=[\d-]+&engine=[\d.]+)?$/);
      assert.match(detail.word, /^[a-z-]+$/);
      assert.match(detail.side, /^(buy|hybrid|build)$/);
      assert.ok(Number.isFinite(detail.monthly));
      assert.ok(detail.other === null || Number.isFinite(detail.other));
      assert.equal(await call(opened, 'getLink'), detail.link);
    },
  },
  {
    name: 'the link that the element gives opens the whole page with the same answer',
    needs,
    async run(t) {
      const { opened, site } = await embedded(t, { attributes: 'assistant.requests="3M" tickets.requests="5M"' });
      const detail = await changed(opened, 'tickets.requests=5M');
      assert.ok(detail.link.startsWith(`${site.url}/?`), detail.link);
      const whole = await t.page([site.url]);
      const answer = await whole.goto(detail.link);
      assert.equal(answer.status(), 200);
    },
  },
  {
    name: 'setLink takes a whole link or a query, before and after loading',
    needs,
    async run(t) {
      const { opened } = await embedded(t);
      await call(opened, 'setLink', 'v=2&assistant.requests=7M');
      await changed(opened, 'assistant.requests=7M');
      await call(opened, 'setLink', 'https://example.org/x/?v=2&assistant.requests=8M#x');
      await changed(opened, 'assistant.requests=8M', '7M');
      await call(opened, 'setLink', 'https://example.org/x/#v=2&assistant.requests=9M');
      await changed(opened, 'assistant.requests=9M', '8M');
      await opened.evaluate(() => {
        const late = document.createElement('build-or-buy');
        late.id = 'late';
        document.body.append(late);
        late.setLink('v=2&horizon=13');
      });
      await changed(opened, 'horizon=13');
    },
  },
  {
    name: 'attributes are live, and host-fixed ones win over the forwarded query',
    needs,
    async run(t) {
      const { opened } = await embedded(t, {
        attributes: 'forward-query assistant.requests="2M"',
        query: '?assistant.requests=9M&horizon=48&utm_source=mail',
      });
      const first = await changed(opened, 'horizon=48');
      assert.match(first.link, /assistant\.requests=2M/);
      await opened.evaluate(() => document.getElementById('embed').setAttribute('assistant.requests', '6M'));
      assert.match((await changed(opened, 'assistant.requests=6M')).link, /horizon=48/);
      await opened.evaluate(() => document.getElementById('embed').removeAttribute('assistant.requests'));
      await changed(opened, 'assistant.requests=9M');
    },
  },
  {
    name: 'no link to the host’s page says whose calculator it is, whom to write to, what is locked or what to begin from',
    needs,
    async run(t) {
      const query = `?horizon=48&by=Mallory&contact=m@example.net&lock=ml_ops&presets=${encodeURIComponent('{"Theirs":"horizon=12"}')}`;
      const { opened, frame } = await embedded(t, { attributes: 'forward-query view="card" by="ACME"', query });
      assert.match((await changed(opened, 'horizon=48')).link, /horizon=48/);
      const text = await frame.locator('main').textContent();
      assert.match(text, /Presented by ACME/);
      assert.doesNotMatch(text, /Mallory|Theirs|cannot be changed/);
      assert.equal(await frame.locator('a[href^="mailto:"]').count(), 0);
    },
  },
  {
    name: 'without forward-query the host page\'s query stays out',
    needs,
    async run(t) {
      const { opened } = await embedded(t, { query: '?assistant.requests=9M' });
      assert.doesNotMatch(await call(opened, 'getLink'), /9M/);
    },
  },
  {
    name: 'the inputs reach no server, and no service worker is asked for',
    needs,
    async run(t) {
      const { opened, site } = await embedded(t, { attributes: 'assistant.requests="123456"' });
      await opened.waitForTimeout(500);
      assert.deepEqual(site.requests.filter(one => /123456/.test(one.url + JSON.stringify(one.headers))), []);
      assert.deepEqual(site.requests.filter(one => one.path.endsWith('/sw.js')), []);
    },
  },
  {
    name: 'an element that is taken out falls silent, and starts again when it is put back',
    needs,
    async run(t) {
      const { opened } = await embedded(t);
      await opened.evaluate(() => {
        window.kept = document.getElementById('embed');
        window.kept.remove();
        window.heard.changes.length = 0;
        window.kept.setAttribute('horizon', '17');
      });
      await opened.waitForTimeout(300);
      assert.equal(await opened.evaluate(() => window.heard.changes.length), 0);
      await opened.evaluate(() => document.body.append(window.kept));
      await changed(opened, 'horizon=17');
    },
  },
  {
    name: 'the host\'s own prices count',
    needs,
    async run(t) {
      const { readFileSync } = await import('node:fs');
      const catalog = JSON.parse(readFileSync(`${t.works.www}/catalog.json`, 'utf8'));
      for (const row of catalog.hosted) for (const name of ['input', 'output', 'cached_read', 'cache_write']) {
        if (row[name]) row[name] *= 3;
      }
      const listed = await embedded(t);
      const { monthly: before } = await verdict(listed.opened);
      const own = await embedded(t, { attributes: 'catalog="/prices.json"', pages: { '/prices.json': JSON.stringify(catalog) } });
      const { monthly: after } = await verdict(own.opened);
      assert.ok(after > before * 1.05, `${after} against ${before}`);
    },
  },
  {
    name: 'wishes of other frames, and senseless ones, change nothing',
    needs,
    async run(t) {
      const { opened, frame } = await embedded(t, { attributes: 'assistant.requests="2M"' });
      await opened.waitForTimeout(300);
      const count = () => opened.evaluate(() => window.heard.changes.length);
      const before = await count();
      // The frame's own window is not its parent.
      await frame.evaluate(() => postMessage({ type: 'build-or-buy:set', link: 'v=2&horizon=99' }, '*'));
      await opened.evaluate(() => {
        const inner = document.getElementById('embed').shadowRoot.querySelector('iframe').contentWindow;
        const odd = [null, 0, 'x', [], { type: 'build-or-buy:set' }, { type: 'build-or-buy:set', link: 5 },
          { type: 'build-or-buy:set', link: 'v=2&horizon=98&'.repeat(1000) }, { type: 'build-or-buy:set', theme: 'red;}' },
          { type: 'build-or-buy:set', catalog: {} }, { type: 'set', link: 'horizon=97' }];
        for (const one of odd) inner.postMessage(one, '*');
      });
      await opened.waitForTimeout(500);
      assert.equal(await count(), before);
      assert.deepEqual(opened.seen.errors, []);
    },
  },
  {
    name: 'a theme that is changed later is shown',
    needs,
    async run(t) {
      const { opened, frame } = await embedded(t, { attributes: 'theme="light"' });
      const scheme = () => frame.evaluate(() => {
        const [r, g, b] = getComputedStyle(document.body).color.match(/[\d.]+/g).map(Number);
        return r + g + b > 384 ? 'dark' : 'light';
      });
      assert.equal(await scheme(), 'light');
      await opened.evaluate(() => document.getElementById('embed').setAttribute('theme', 'dark'));
      await frame.waitForFunction(() => {
        const [r, g, b] = getComputedStyle(document.body).color.match(/[\d.]+/g).map(Number);
        return r + g + b > 384;
      }, null, { timeout: 30_000 });
    },
  },
  {
    name: 'locked inputs cannot be edited',
    needs,
    async run(t) {
      const { frame } = await embedded(t, { attributes: 'assistant.requests="2M" lock="assistant.requests"' });
      const editable = await frame.evaluate(() => {
        const fields = [...document.querySelectorAll('[name="assistant.requests"]')];
        return { there: fields.length, editable: fields.filter(field => !field.disabled && !field.readOnly).length };
      });
      assert.deepEqual(editable, { there: editable.there, editable: 0 });
      assert.ok(editable.there > 0);
    },
  },
  {
    name: 'nothing is stored on the visitor\'s device',
    needs,
    async run(t) {
      const { opened, frame } = await embedded(t, { attributes: 'assistant.requests="2M"' });
      const stored = await frame.evaluate(async () => {
        const attempt = async read => { try { return await read(); } catch { return 0; } };
        return {
          cookies: document.cookie.length,
          local: await attempt(() => localStorage.length),
          session: await attempt(() => sessionStorage.length),
          databases: await attempt(async () => (await indexedDB.databases()).length),
          caches: await attempt(async () => (await caches.keys()).length),
          workers: await attempt(async () => (await navigator.serviceWorker.getRegistrations()).length),
        };
      });
      assert.deepEqual(stored, { cookies: 0, local: 0, session: 0, databases: 0, caches: 0, workers: 0 });
      assert.deepEqual((await opened.context().cookies()).length, 0);
    },
  },
];
