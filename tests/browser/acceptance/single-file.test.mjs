// One HTML file: from disk, without a network, in a mail or a sandbox.

import assert from 'node:assert/strict';
import { copyFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { watched } from './browsers.mjs';
import { origin } from './origin.mjs';
import { sentence } from './top.mjs';

const needs = ['page', 'singleFile'];
const inner = frame => frame.waitForFunction(() => document.getElementById('verdict')?.textContent.trim().length > 10, null, { timeout: 30_000 });

async function fromDisk(t, path, mark = '') {
  const context = await t.context();
  // Firefox does not tell of downloads when it is driven like this: what is offered is kept.
  await context.addInitScript(() => {
    const real = URL.createObjectURL;
    URL.createObjectURL = blob => {
      window.offered = blob;
      return real.call(URL, blob);
    };
  });
  await context.setOffline(true).catch(() => {});
  const page = await watched(context, []);
  await page.goto(`${pathToFileURL(path)}${mark}`);
  return page;
}

export const tests = [
  {
    name: 'opens from disk with the network off, asks for nothing and keeps its query',
    needs,
    async run(t) {
      // Mail programs rename attachments and put them into folders with blanks.
      const path = join(t.works.folder, `build or buy (${t.browserName}).html`);
      copyFileSync(t.works.singleFile, path);
      const plain = await fromDisk(t, path);
      const usual = await sentence(plain);
      for (const mark of ['?v=2&volume_factor=1000', '#v=2&volume_factor=1000']) {
        const page = await fromDisk(t, path, mark);
        assert.notEqual(await sentence(page), usual, 'the query counts');
        assert.ok(page.url().endsWith(mark), page.url());
        const asked = page.seen.requests.filter(url => !/^(data|blob):/.test(url) && !url.includes('build%20or%20buy'));
        assert.deepEqual({ console: page.seen.console, errors: page.seen.errors }, { console: [], errors: [] });
        t.measure('offline', 'requests of the single file from file://', '0', asked.length, asked.length === 0);
      }
    },
  },
  {
    name: 'works in an opaque sandbox from a server that lets nobody read',
    needs,
    async run(t) {
      const site = t.keep(await origin({ pages: {
        '/file.html': readFileSync(t.works.singleFile),
        '/': '<!doctype html><link rel="icon" href="data:,"><iframe sandbox="allow-scripts" src="/file.html?v=2&assistant.requests=2M"></iframe>',
      } }));
      const page = await t.page([site.url]);
      await page.goto(`${site.url}/`);
      const frame = page.frames().find(one => one.url().includes('file.html'));
      await inner(frame);
      assert.deepEqual({ console: page.seen.console, errors: page.seen.errors }, { console: [], errors: [] });
    },
  },
  {
    name: 'is small enough to mail',
    needs,
    browsers: ['chromium'],
    async run(t) {
      const size = statSync(t.works.singleFile).size;
      const small = brotliCompressSync(readFileSync(t.works.singleFile)).length;
      t.measure('weight', 'single file, Brotli', '<= 974 KB', Math.round(small / 100) / 10, small <= 974_000, { unit: 'KB' });
      t.measure('weight', 'single file on disk', '<= 1460 KB', Math.round(size / 100) / 10, size <= 1_460_000, { unit: 'KB' });
    },
  },
  {
    name: 'saves itself with the inputs of the moment',
    needs,
    async run(t) {
      // The word of the answer may change once the odds are counted.
      const counted = async opened => {
        await opened.waitForSelector('main[data-known=odds], main[data-known=all]');
        return sentence(opened);
      };
      const page = await fromDisk(t, t.works.singleFile, '?v=2&volume_factor=1000');
      const now = await counted(page);
      const more = page.getByRole('button', { name: 'More', exact: true });
      if (await more.count()) await more.click();
      const button = page.getByRole('button', { name: /save.*(file|copy)|copy of this page|this file with/i }).first();
      if (!(await button.count())) t.skip('the page has no button that saves a copy yet');
      await button.click();
      const path = join(t.works.folder, `saved-${t.browserName}.html`);
      writeFileSync(path, await page.evaluate(() => window.offered.text()));
      const copy = await fromDisk(t, path);
      assert.equal(await counted(copy), now);
      assert.deepEqual(copy.seen.errors, []);
      t.measure('offline', 'a saved copy opens with the same answer', 'yes', 'yes', true);
    },
  },
];
