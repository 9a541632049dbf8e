// Your own numbers: files are dropped, shown, taken, undone, and the link says the same after a reload. Nothing leaves.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { addressWith, field, needs, open, sentence } from '../acceptance/top.mjs';
import { answered, drop, export_, previewed } from './dropped.mjs';

export const tests = [
  {
    name: 'a usage export is dropped, shown, taken and undone, and its link gives the same answer',
    needs,
    async run(t) {
      const page = await open(t, '?v=2&assistant.requests=3M');
      await sentence(page);
      const before = await page.evaluate(() => document.querySelectorAll('[name="assistant.requests"]').length);
      assert.equal(before, 1);
      await drop(page, 'completions.csv', export_());
      await previewed(page);
      // Nothing is replaced before it is accepted.
      assert.equal(await page.locator('[name="assistant.requests"]').count(), 1);
      const row = await page.locator('.proposals tbody').first().innerText();
      // 2 × 7 × (16 × 1,000 + 8 × 2,000) = 448,000 requests in 336 hours: × 730.5 ÷ 336 = 974,000 a month.
      assert.match(row.replace(/\s+/g, ' '), /974,000 1,000 100 40/);
      assert.equal(await page.locator('.proposals select').first().inputValue(), 'openai/gpt-5.6-terra');
      // Typed by keys: Firefox tells no change of what a script filled in.
      await page.locator('.proposals tbody input').first().click();
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.type('Shop helper');
      await page.locator('.proposals tbody input').first().press('Tab');
      await page.waitForFunction(() => !document.body.innerText.includes('jane@'));
      await page.locator('[data-accept]').click();
      await page.waitForSelector('[name="shop-helper.requests"]');
      assert.equal(await page.locator('[name="assistant.requests"]').count(), 0);
      await addressWith(page, 'shop-helper.shape=w');
      const said = await answered(page);
      const link = page.url();
      assert.ok(!link.includes('jane') && !link.includes('key_1'), link);
      // The ledger says which file and rows a number is from.
      await page.evaluate(() => { [...document.querySelectorAll('details')].find(one => one.closest('section')?.querySelector('#h-ledger')).open = true; });
      await page.waitForSelector('table.ledger');
      assert.match(await page.locator('table.ledger').innerText(), /completions\.csv, rows 2 to 337/);
      const again = await open(t, link.slice(link.indexOf('?')), { site: page.site });
      assert.equal(await answered(again), said);
      assert.match(await again.locator('body').innerText(), /Shop helper|shop helper/i);
      // The name was typed here, so nothing from the file is in the link, and no warning stands before it is copied.
      assert.equal(await page.locator('[data-names]').count(), 0);
      await page.locator('.usage button', { hasText: 'Undo' }).click();
      await page.waitForSelector('[name="assistant.requests"]');
      await addressWith(page, 'assistant.requests=3M');
      assert.equal(await page.locator('[name="shop-helper.requests"]').count(), 0);
      assert.deepEqual({ said: page.seen.console, errors: page.seen.errors }, { said: [], errors: [] });
    },
  },
  {
    name: 'while a file is read no request leaves, nothing is stored, and the policy stops nothing',
    needs,
    async run(t) {
      const context = await t.context();
      await context.addInitScript(() => {
        window.violations = [];
        document.addEventListener('securitypolicyviolation', event => window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
      });
      const page = await open(t, '', { context });
      await answered(page);
      await drop(page, 'warm.csv', export_(48));
      await previewed(page);
      const seen = page.site.requests.length;
      await drop(page, 'completions.csv', export_());
      await page.waitForFunction(() => document.querySelector('.import')?.innerText.includes('completions.csv'), null, { timeout: 30_000 });
      const sent = page.site.requests.slice(seen).filter(one => /completions|helper|jane/.test(one.url + JSON.stringify(one.headers)) || one.method === 'POST');
      assert.deepEqual(sent.map(one => one.url), []);
      assert.deepEqual(await page.evaluate(() => window.violations), []);
      assert.equal(page.seen.foreign.length, 0);
      assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length), 0);
    },
  },
  {
    name: 'a name that is still the file’s own is told beside the link before it is copied',
    needs,
    async run(t) {
      const page = await open(t, '');
      await sentence(page);
      assert.equal(await page.locator('[data-names]').count(), 0);
      await drop(page, 'completions.csv', export_());
      await previewed(page);
      await page.locator('[data-accept]').click();
      await page.waitForSelector('[data-names]');
      assert.equal(await page.locator('[data-names]').innerText(), 'The link and the memo name shop helper, as your files do.');
      await page.waitForFunction(() => /Its numbers were measured\./.test(document.querySelector('article.memo')?.textContent ?? ''), null, { timeout: 30_000 });
    },
  },
  {
    name: 'wrong files say what is the matter, and a paste is read like a file',
    needs,
    async run(t) {
      const page = await open(t, '');
      await sentence(page);
      await drop(page, 'book.xlsx', 'PK\u0003\u0004 [Content_Types].xml xl/');
      await previewed(page);
      assert.match(await page.locator('.import .issues').innerText(), /Excel workbook\. Save the sheet as CSV/);
      assert.equal(await page.locator('[data-accept]').count(), 0);
      await page.evaluate(text => {
        const data = new DataTransfer();
        data.setData('text/plain', text);
        // Firefox makes no clipboard of a script's data, so it is put on the event.
        const paste = Object.defineProperty(new Event('paste', { bubbles: true, cancelable: true }), 'clipboardData', { value: data });
        document.body.dispatchEvent(paste);
      }, 'time,model,input_tokens,output_tokens\n2026-11-02T00:00:00Z,gpt-5.6-luna,100,10\n2026-11-02T01:00:00Z,gpt-5.6-luna,300,30\n');
      await page.waitForSelector('.proposals', { timeout: 30_000 });
      assert.match((await page.locator('.proposals tbody').first().innerText()).replace(/\s+/g, ' '), / 200 20 /);
      await page.locator('.import button', { hasText: 'Do not use them' }).click();
      assert.equal(await page.locator('.import').count(), 0);
    },
  },
  {
    name: 'minutes of traffic are shown as an assumption, and the requests of a month are asked for by name',
    needs,
    async run(t) {
      const page = await open(t, '');
      await sentence(page);
      // Nine minutes: 3 requests in 6 minutes × 3 ÷ 2; the month is worked out in tests/usage/variations.rs.
      const lines = [0, 3, 6].map(minute => `{"time":"2026-11-02T10:0${minute}:00","model":"gpt-5.6-luna","usage":{"prompt_tokens":10,"completion_tokens":5}}`);
      await drop(page, 'log.jsonl', lines.join('\n'));
      await previewed(page);
      const box = page.locator('[aria-label="Requests a month of gpt-5.6-luna"]');
      assert.equal(await box.getAttribute('placeholder'), '14,600');
      assert.match(await page.locator('.proposals tbody').innerText(), /assumed: give yours/);
      assert.match(await page.locator('.import').innerText(), /covers only 9 minutes: that a whole month is like them is an assumption/);
      // Its times name no zone, so that is asked too.
      // Typed by keys: Firefox tells no change of what a script filled in.
      for (const [into, text] of [[page.locator('[aria-label="Hours that the times are ahead of UTC"]'), '2'], [box, '2M']]) {
        await into.click();
        await page.keyboard.type(text);
        await page.keyboard.press('Tab');
      }
      await page.waitForFunction(() => /given by you/.test(document.querySelector('.proposals tbody')?.innerText ?? ''));
      await page.locator('[data-accept]').click();
      await addressWith(page, 'gpt-5-6-luna.requests=2M');
    },
  },
  {
    name: 'what an edit of the preview does is told to who cannot see it',
    needs,
    async run(t) {
      const page = await open(t, '');
      await sentence(page);
      await drop(page, 'completions.csv', export_());
      await previewed(page);
      const told = wanted => page.waitForFunction(wanted => document.querySelector('.import [role=status]')?.textContent === wanted, wanted, { timeout: 30_000 });
      await told('');
      await page.getByLabel('Name of shop helper').click();
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.type('Till');
      await page.keyboard.press('Tab');
      await told('Kept: Till.');
      await page.getByLabel('What to do with Till').selectOption('out');
      await told('Kept: nothing.');
    },
  },
  {
    name: 'by keys alone: a preview takes the focus, is taken, and undone',
    needs,
    async run(t) {
      const page = await open(t, '');
      await answered(page);
      const focused = wanted => page.waitForFunction(wanted => document.activeElement?.matches(wanted), wanted, { timeout: 30_000 });
      // The chooser is a field of its own that keys reach.
      await page.locator('[data-usage]').focus();
      await page.locator('[data-usage]').setInputFiles({ name: 'completions.csv', mimeType: 'text/csv', buffer: Buffer.from(export_()) });
      await previewed(page);
      await focused('#h-import');
      const seen = [];
      for (let step = 0; step < 20 && !(await page.evaluate(() => document.activeElement?.matches('[data-accept]'))); step += 1) {
        await page.keyboard.press('Tab');
        seen.push(await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent?.trim()));
      }
      assert.deepEqual(seen, ['Workloads that the files propose', 'Name of shop helper', 'Model of shop helper', 'What to do with shop helper', 'Where each number is from', 'Use these numbers']);
      await page.keyboard.press('Enter');
      await page.waitForSelector('[name="shop-helper.requests"]', { state: 'attached' });
      await focused('[data-undo]');
      // The preview is gone and the page shorter: undoing and the new answer are both in sight.
      await page.waitForFunction(() => ['[data-undo]', '#verdict'].every(what => {
        const { top, bottom } = document.querySelector(what).getBoundingClientRect();
        return top >= 0 && bottom <= innerHeight;
      }));
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => document.querySelectorAll('[name="shop-helper.requests"]').length === 0);
      await focused('[data-usage]');
    },
  },
];
