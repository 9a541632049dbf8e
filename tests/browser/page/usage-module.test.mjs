// The reader of usage exports is a module of its own: it comes with the first file, works without a network and from a
// single file, and can be given up.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { watched } from '../acceptance/browsers.mjs';
import { origin } from '../acceptance/origin.mjs';
import { field, kept, needs, open, sentence } from '../acceptance/top.mjs';
import { command } from '../acceptance/works.mjs';
import { drop, reads } from './read.mjs';

/** What the command says of a file, whether it could read all of it or not. */
function told(file) {
  try {
    return { stdout: command('usage', file), stderr: '' };
  } catch (error) {
    return error;
  }
}

export const ordinarily = ['firefox'];

export const tests = [
  {
    name: 'the module that reads files comes with the first file and not before',
    needs,
    async run(t) {
      const context = await t.context({ serviceWorkers: 'block' });
      const page = await open(t, '', { context });
      await sentence(page);
      await page.waitForTimeout(500);
      const before = page.site.requests.length;
      assert.deepEqual(page.site.requests.filter(one => one.path.includes('usage')), []);
      await reads(page);
      const came = page.site.requests.slice(before).map(one => one.path);
      assert.equal(came.filter(path => /usage.*\.wasm$/.test(path)).length, 1, came.join(' '));
      assert.equal(came.filter(path => /usage-worker.*\.js$/.test(path)).length, 1, came.join(' '));
      // The engine's own module is not fetched again for it, and a second file fetches nothing.
      assert.ok(!came.some(path => /build_or_buy_bg/.test(path)), came.join(' '));
      const kb = came.filter(path => path.includes('usage')).reduce((sum, path) => sum + brotliCompressSync(readFileSync(join(t.works.site, path))).length, 0) / 1000;
      t.measure('usage', 'fetched with the first file, Brotli', '<= 234 KB', Math.round(kb * 10) / 10, kb <= 234, { unit: 'KB' });
      assert.deepEqual(page.seen.errors, []);
    },
  },
  {
    name: 'a file is read with the server stopped, though none was read before',
    needs,
    async run(t) {
      const site = await origin({ folder: t.works.site, open: true });
      const page = await kept(t, site, `${site.url}/`);
      await site.stop();
      await page.reload();
      await sentence(page);
      await reads(page);
    },
  },
  {
    name: 'the single file reads an export from disk with the network off',
    needs: ['page', 'singleFile'],
    async run(t) {
      const context = await t.context();
      await context.setOffline(true).catch(() => {});
      const page = await watched(context, []);
      await page.goto(`${pathToFileURL(t.works.singleFile)}`);
      await sentence(page);
      await reads(page);
      assert.deepEqual({ said: page.seen.console, errors: page.seen.errors }, { said: [], errors: [] });
    },
  },
  {
    name: 'a packed file that was cut off keeps as many rows on the page as in the terminal',
    needs,
    async run(t) {
      // Every row another, so that half of the packed file holds about half of them.
      const row = at => `2026-11-0${2 + Math.floor(at / 20_000)}T${new Date(at * 1000).toISOString().slice(11, 19)}Z,gpt-5.6-luna,${(at * 7919) % 9000 + 100},${(at * 104_729) % 900 + 1}\n`;
      const text = `time,model,input_tokens,output_tokens\n${Array.from({ length: 60_000 }, (_, at) => row(at)).join('')}`;
      const packed = gzipSync(text);
      const folder = mkdtempSync(join(tmpdir(), 'build-or-buy-'));
      try {
        const page = await open(t, '');
        await sentence(page);
        for (const [part, wrong] of [[0.5, true], [0.93, true], [1, false]]) {
          const bytes = packed.subarray(0, Math.floor(packed.length * part));
          writeFileSync(join(folder, 'log.csv.gz'), bytes);
          const { stdout, stderr } = told(join(folder, 'log.csv.gz'));
          await page.evaluate(base64 => {
            const data = new DataTransfer();
            data.items.add(new File([Uint8Array.from(atob(base64), letter => letter.charCodeAt(0))], 'log.csv.gz'));
            document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
          }, bytes.toString('base64'));
          await page.waitForSelector('.import .proposals', { timeout: 60_000 });
          const said = await page.locator('.import').innerText();
          const rows = /, ([\d,]+) rows(?: of [\d,]+)? used/.exec(stdout)[1];
          assert.ok(Number(rows.replaceAll(',', '')) > 60_000 * part * 0.8, stdout);
          assert.ok(said.replaceAll(',', '').includes(`${rows.replaceAll(',', '')} of`), `${rows}: ${said}`);
          assert.equal(/it was cut off, and .* rows before the cut were read/.test(said), wrong, said);
          assert.ok(!wrong || said.includes(stderr.trim()), `${stderr}: ${said}`);
          await page.locator('.import button', { hasText: 'Do not use them' }).click();
          await page.waitForFunction(() => !document.querySelector('.import'));
        }
        assert.deepEqual(page.seen.errors, []);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  },
  {
    name: 'a file of days says its busiest day and no hour',
    needs,
    async run(t) {
      const page = await open(t, '');
      await sentence(page);
      // Four weeks from Monday, 5 October 2026; Wednesdays have twice as many.
      const day = at => `${new Date(Date.UTC(2026, 9, 5 + at)).toISOString().slice(0, 10)},gpt-5.6-luna,${at % 7 === 2 ? 2000 : 1000},1000000,100000\n`;
      await drop(page, 'days.csv', `date,model,requests,input_tokens,output_tokens\n${Array.from({ length: 28 }, (_, at) => day(at)).join('')}`);
      await page.waitForSelector('.import .proposals', { timeout: 60_000 });
      const said = await page.locator('.import').innerText();
      // One day of 2 and six of 1: 2 · 7 ÷ 8 = 1.75.
      assert.match(said, /Busiest: Wednesday, hours not measured: 1.[78] times the mean day, the least that the peak is/);
      assert.match(said, /daily totals: 2026-10-05/);
      assert.doesNotMatch(said, /Busiest \w+day \d|log of requests|Retries/);
      await page.locator('[data-accept]').click();
      await page.waitForSelector('[name="gpt-5-6-luna.requests"]', { state: 'attached' });
      await (await field(page, 'gpt-5-6-luna.shape')).waitFor();
      // The same beside its control, as long as it is the file's week.
      assert.match(await page.locator('.field:has([name="gpt-5-6-luna.shape"]) .hours').innerText(), /Busiest: Wednesday, hours not measured/);
    },
  },
  {
    name: 'of three days the busiest hour names no day, a month says what it assumes, and what is merged shows no numbers',
    needs,
    async run(t) {
      const page = await open(t, '');
      await sentence(page);
      // Monday to Wednesday; 14:00 UTC is busiest. Two projects, of which one has a tenth.
      const rows = Array.from({ length: 72 }, (_, at) => ['a', 'b'].map(project => {
        const many = (at % 24 === 14 ? 300 : 100) / (project === 'a' ? 1 : 10);
        return `${new Date(Date.UTC(2026, 10, 2, at)).toISOString()},${project},gpt-5.6-luna,${many},${many * 1000},${many * 100}\n`;
      }).join(''));
      await drop(page, 'three.csv', `time,project,model,requests,input_tokens,output_tokens\n${rows.join('')}`);
      await page.waitForSelector('.import .proposals', { timeout: 60_000 });
      const bodies = page.locator('.proposals tbody');
      assert.match(await bodies.first().innerText(), /Busiest 14:00 UTC.*, days not measured/);
      assert.doesNotMatch(await bodies.first().innerText(), /(Sun|Mon|Tues|Wednes)day/);
      const numbers = bodies.nth(1).locator('tr').nth(1);
      assert.match((await numbers.innerText()).replace(/\s+/g, ' '), /^[\d,]+ 3 of 7 weekdays seen, the rest assumed 1,000 100/);
      await bodies.nth(1).locator('select').last().selectOption({ label: 'merge with a' });
      await page.waitForFunction(() => document.querySelectorAll('.proposals tbody.stale').length === 1);
      assert.doesNotMatch(await bodies.nth(1).innerText(), /\d{2}|Bought today|Busiest/);
      assert.equal(await bodies.nth(1).locator('select').last().inputValue(), 'w1');
    },
  },
  {
    name: 'a long file can be given up, and the next one is read',
    needs,
    async run(t) {
      const page = await open(t, '');
      await sentence(page);
      const line = '{"time":"2026-11-02T00:00:00Z","model":"gpt-5.6-luna","usage":{"prompt_tokens":100,"completion_tokens":10}}\n';
      await drop(page, 'long.jsonl', line.repeat(10_000), 60);
      // It tells how far it is, before it is given up. Seen in Chromium; in Firefox no step between was caught.
      await page.waitForSelector('.usage progress');
      if (t.browserName === 'chromium') await page.waitForFunction(() => {
        const bar = document.querySelector('.usage progress');
        return bar && bar.value > 0 && bar.value < 1;
      });
      await page.locator('.usage button', { hasText: 'Cancel' }).click();
      await page.waitForFunction(() => !document.querySelector('.usage progress') && !document.querySelector('.import'));
      await reads(page);
      assert.deepEqual(page.seen.errors, []);
    },
  },
];
