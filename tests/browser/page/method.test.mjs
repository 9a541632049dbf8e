// The page about the method: reached from the foot and from every line, readable everywhere, folded in the single file.

import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import { violations } from '../acceptance/axe.mjs';
import { open, sentence } from '../acceptance/top.mjs';

const needs = ['page', 'site'];

export const ordinarily = ['chromium'];

export const tests = [
  {
    name: 'the method is one click from the foot and from the explanation of a line',
    needs,
    async run(t) {
      const page = await open(t, 'p/seed/');
      await sentence(page);
      assert.match(await page.locator('footer a[href$="method.html"]').evaluate(one => one.href), new RegExp(`^${page.site.url}/method\\.html$`));
      await page.waitForSelector('main[data-known="all"]', { state: 'attached', timeout: 60_000 });
      const lines = page.locator('details[data-part="lines"]');
      if (!(await lines.evaluate(one => one.open))) await lines.locator('summary').click();
      await lines.locator('tbody tr', { hasText: 'Tokens in' }).first().locator('button.amount').first().click();
      const link = page.locator('#explained a', { hasText: 'How this is worked out' });
      assert.equal(await link.evaluate(one => one.href), `${page.site.url}/method.html#input`);
      const method = await page.context().newPage();
      await method.goto(await link.evaluate(one => one.href));
      assert.match(await method.locator('#worked-input').textContent(), /requests × .* = \$/);
      assert.equal(await method.locator('.worked:empty').count(), 0, 'every line has its example');
    },
  },
  {
    name: 'the method is readable at 320 and 360 px, in the dark and in print, and axe finds nothing',
    needs,
    async run(t) {
      for (const [name, options, media] of [
        ['wide', {}],
        ['dark', { colorScheme: 'dark' }],
        ['320 px', { viewport: { width: 320, height: 640 } }],
        ['360 px', { viewport: { width: 360, height: 740 } }],
        ['print', {}, { media: 'print' }],
      ]) {
        const page = await open(t, 'method.html', options);
        if (media && t.browserName !== 'firefox') await page.emulateMedia(media);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.ok(over <= 0, `${name}: ${over} px too wide`);
        assert.deepEqual(await violations(page), [], name);
        assert.deepEqual(page.seen.errors, []);
      }
    },
  },
  {
    name: 'in German and French the way leads to the method in that language, its examples too, kept for reading without a network',
    needs,
    async run(t) {
      for (const [lang, words, equation] of [['de', 'Wie jede Zahl entsteht', /400\.000 Anfragen × .* = 954,72\u00a0\$ im Monat/], ['fr', 'Comment chaque chiffre est calculé', /400\u202f000 requêtes × .* = 954,72\u00a0\$ par mois/]]) {
        const page = await open(t, `?lang=${lang}&asof=2026-11-23`, { locale: 'en-US' });
        await sentence(page);
        const way = page.locator('#to-method a');
        assert.equal(await way.evaluate(one => one.href), `${page.site.url}/method.${lang}.html`);
        await page.evaluate(() => navigator.serviceWorker.ready);
        await page.reload();
        await sentence(page);
        await way.click();
        assert.equal(await page.locator('h1').textContent(), words);
        assert.match(await page.locator('#worked-input').textContent(), equation);
        assert.equal(await page.evaluate(() => document.documentElement.lang), lang);
        assert.deepEqual(await violations(page), [], lang);
        // Read once, it is there without the server.
        await page.site.stop();
        await page.reload();
        assert.equal(await page.locator('h1').textContent(), words);
        await page.locator('#short a', { hasText: 'In English' }).click();
        await page.waitForURL(/\/method\.html$/);
      }
    },
  },
  {
    name: 'the single file has the method inside, and opens it from a line without losing the inputs',
    needs: ['page', 'singleFile'],
    browsers: ['chromium'],
    async run(t) {
      const page = await (await t.context()).newPage();
      await page.goto(`${pathToFileURL(t.works.singleFile)}#v=2&volume_factor=100`);
      await sentence(page);
      assert.equal(await page.locator('footer a[href*="method"]').count(), 0);
      const lines = page.locator('details[data-part="lines"]');
      if (!(await lines.evaluate(one => one.open))) await lines.locator('summary').click();
      await lines.locator('tbody tr', { hasText: 'Tokens in' }).first().locator('button.amount').first().click();
      await page.locator('#explained button', { hasText: 'How this is worked out' }).click();
      assert.ok(await page.locator('#method-input').isVisible());
      assert.match(page.url(), /volume_factor=100/);
      assert.equal(await page.locator('#method a').count(), 0);
    },
  },
];
