// Without a network: the page that was opened once, and any link to it.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { origin } from './origin.mjs';
import { kept, needs, sentence } from './top.mjs';

export const tests = [
  {
    name: 'a prefilled link answers with the server stopped, also in a folder',
    needs: [...needs],
    async run(t) {
      const site = await origin({ folder: t.works.site, under: '/tools/build-or-buy/', open: true });
      const page = await kept(t, site, `${site.url}/tools/build-or-buy/`);
      await page.goto(`${site.url}/tools/build-or-buy/?v=2&assistant.requests=2M`);
      const online = await sentence(page);
      await site.stop();
      const started = performance.now();
      await page.reload();
      assert.equal(await sentence(page), online);
      t.measure('offline', 'second load with the server stopped', 'a verdict', `${Math.round(performance.now() - started)} ms`, true);
      await page.goto(`${site.url}/tools/build-or-buy/?v=2&assistant.requests=5M&utm_source=mail`);
      assert.notEqual(await sentence(page), '');
      assert.match(page.url(), /requests=5M/);
      await page.goto(`${site.url}/tools/build-or-buy/#v=2&assistant.requests=6M`);
      await sentence(page);
      assert.deepEqual(page.seen.errors, []);
    },
  },
  {
    name: 'each case\'s page shows its own answer with the server stopped',
    needs: [...needs],
    async run(t) {
      const site = await origin({ folder: t.works.site, open: true });
      const page = await kept(t, site, `${site.url}/`);
      const usual = await sentence(page);
      await site.stop();
      const seen = new Set([usual]);
      for (const id of ['coding', 'air-gap', 'embeddings']) {
        await page.goto(`${site.url}/p/${id}/`);
        seen.add(await sentence(page));
      }
      assert.equal(seen.size, 4, [...seen].join(' | '));
    },
  },
  {
    name: 'an update waits for consent, and then the old files go',
    needs: [...needs],
    async run(t) {
      const site = t.keep(await origin({ folder: t.works.site, open: true }));
      const page = await kept(t, site, `${site.url}/`);
      const before = await page.evaluate(() => caches.keys());
      assert.equal(before.length, 1);
      // A new release: another page, and a worker that says so.
      const worker = await readFile(`${t.works.site}/sw.js`, 'utf8');
      const html = await readFile(`${t.works.site}/index.html`, 'utf8');
      site.pages = {
        '/sw.js': worker.replace(/VERSION\s*=\s*'[^']*'/, "VERSION='feedfeedfeed'"),
        '/index.html': html.replace('<title>', '<title>New: '),
      };
      await page.reload();
      await sentence(page);
      assert.doesNotMatch(await page.title(), /^New:/, 'the old version keeps working');
      const waits = async () => Boolean((await navigator.serviceWorker.getRegistration())?.waiting);
      await page.waitForFunction(waits, null, { timeout: 30_000, polling: 200 });
      const offer = page.getByRole('button', { name: /update|newer|reload|new version/i }).first();
      const shown = await offer.waitFor({ timeout: 6000 }).then(() => true, () => false);
      if (!shown) t.skip('the new worker waits, but the page offers no button for the update yet');
      await offer.click();
      await page.waitForFunction(() => document.title.startsWith('New:'), null, { timeout: 30_000 });
      await sentence(page);
      await page.waitForFunction(async () => (await caches.keys()).length === 1, null, { timeout: 30_000 });
      const after = await page.evaluate(() => caches.keys());
      assert.notDeepEqual(after, before);
      t.measure('offline', 'update', 'on consent, old caches gone', 'so', true);
    },
  },
];
