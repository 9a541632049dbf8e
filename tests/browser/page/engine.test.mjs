// The engine behind the page: in a worker, without one, and asked faster than it answers.

import assert from 'node:assert/strict';
import { calculator } from '../acceptance/works.mjs';
import { field, needs, open, sentence } from '../acceptance/top.mjs';

const LINK = '?v=2&assistant.requests=2M';

export const tests = [
  {
    name: 'where no worker may run, the page answers the same, odds and all',
    needs,
    async run(t) {
      const usual = await open(t, LINK);
      const odds = async page => {
        await page.waitForSelector('main[data-known=odds], main[data-known=all]', { timeout: 30_000 });
        return page.evaluate(() => document.querySelector('.sure').textContent);
      };
      // The word of the verdict may wait for the odds: they are read first.
      const expected = [await odds(usual), await sentence(usual)];
      const site = t.keep(await calculator(t.works, { headers: path => (path === '/' ? { 'Content-Security-Policy': "worker-src 'none'" } : {}) }));
      const page = await open(t, LINK, { site });
      assert.deepEqual([await odds(page), await sentence(page)], expected);
      assert.equal(page.workers().length, 0);
    },
  },
  {
    name: 'of many quick edits the last one is answered, and few of the others',
    browsers: ['chromium'],
    needs,
    async run(t) {
      const context = await t.context();
      await context.addInitScript(() => {
        const post = Worker.prototype.postMessage;
        window.asked = [];
        Worker.prototype.postMessage = function (message, ...rest) {
          window.asked.push(message.method ?? 'start');
          return post.call(this, message, ...rest);
        };
      });
      const page = await open(t, LINK, { context });
      await sentence(page);
      await field(page, 'assistant.requests');
      await page.waitForSelector('main[data-known=odds], main[data-known=all]', { timeout: 30_000 });
      const [before, after] = await page.evaluate(async () => {
        const box = document.getElementsByName('assistant.requests')[0];
        const count = window.asked.length;
        for (let at = 1; at <= 200; at += 1) {
          box.value = String(at * 100_000);
          box.dispatchEvent(new Event('input', { bubbles: true }));
          if (at % 10 === 0) await new Promise(resolve => setTimeout(resolve));
        }
        return [count, window.asked.length];
      });
      assert.ok(after - before < 60, `${after - before} questions for 200 edits in 20 turns`);
      const last = await open(t, '?v=2&assistant.requests=20M', { context: await t.context() });
      await last.waitForSelector('main[data-known=odds], main[data-known=all]', { timeout: 30_000 });
      const expected = await sentence(last);
      await page.waitForFunction(text => document.getElementById('verdict').textContent.trim().replace(/\s+/g, ' ') === text, expected, { timeout: 30_000 });
    },
  },
  {
    name: 'the answer stands in the page before any script runs, each case its own',
    browsers: ['chromium'],
    needs,
    async run(t) {
      const site = t.keep(await calculator(t.works));
      const still = await t.context({ javaScriptEnabled: false });
      const moving = await t.context();
      for (const path of ['', 'p/bank/', 'p/air-gap/', 'p/coding/']) {
        const texts = [];
        for (const context of [still, moving]) {
          const page = await context.newPage();
          await page.goto(`${site.url}/${path}`);
          if (context === moving) await page.waitForSelector('main[data-known=odds], main[data-known=all]', { timeout: 30_000 });
          texts.push(await page.locator('#verdict').innerText());
        }
        assert.equal(texts[0], texts[1], path);
        assert.ok(texts[0].length > 10, path);
      }
    },
  },
  {
    name: 'a link with inputs never shows the answer that the page was delivered with',
    needs,
    async run(t) {
      // The module is held back: what can be seen meanwhile is what counts.
      const site = t.keep(await calculator(t.works));
      const page = await t.page([site.url]);
      await page.route(/\.wasm$/, () => {});
      await page.goto(`${site.url}/?v=2&assistant.requests=900M`);
      await page.waitForTimeout(700);
      assert.equal(await page.locator('#verdict').isVisible(), false);
      assert.equal(await page.locator('#wait').isVisible(), true);
      const front = await t.page([site.url]);
      await front.route(/\.wasm$/, () => {});
      await front.goto(`${site.url}/`);
      await front.waitForTimeout(300);
      assert.equal(await front.locator('#verdict').isVisible(), true);
      assert.equal(await front.locator('#wait').isVisible(), false);
    },
  },
];
