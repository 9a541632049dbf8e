// The reader of usage exports is a module of its own: it comes with the first file, works without a network and from a
// single file, reads 200 MB within 64 MB, and can be given up.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { watched } from '../acceptance/browsers.mjs';
import { origin } from '../acceptance/origin.mjs';
import { field, needs, open, sentence } from '../acceptance/top.mjs';
import { command, root } from '../acceptance/works.mjs';

const LOG = 'time,model,app,input_tokens,output_tokens\n2026-11-02T00:00:00Z,gpt-5.6-luna,shop,100,10\n2026-11-02T01:00:00Z,gpt-5.6-luna,shop,300,30\n';

/** Drops a text, repeated so often, as a file on the page. */
const drop = (page, name, text, times = 1) => page.evaluate(([name, text, times]) => {
  const data = new DataTransfer();
  data.items.add(new File(Array(times).fill(text), name));
  document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
}, [name, text, times]);

/** Two requests of 100 and 300 tokens in, 10 and 30 out: 200 and 20 on average. */
async function reads(page) {
  await drop(page, 'log.csv', LOG);
  await page.waitForSelector('.proposals', { timeout: 30_000 });
  assert.match((await page.locator('.proposals tbody').first().innerText()).replace(/\s+/g, ' '), / 200 20 /);
}

/** What the command says of a file, whether it could read all of it or not. */
function told(file) {
  try {
    return { stdout: command('usage', file), stderr: '' };
  } catch (error) {
    return error;
  }
}

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
      const page = await watched(await t.context(), [site.url]);
      await page.goto(`${site.url}/`);
      await sentence(page);
      await page.evaluate(async () => {
        const { active } = await navigator.serviceWorker.ready;
        if (active.state !== 'activated') await new Promise(done => active.addEventListener('statechange', () => active.state === 'activated' && done()));
      });
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
  {
    name: 'the Node example says the same as the command',
    browsers: ['chromium'],
    needs: ['page'],
    run(t) {
      const folder = mkdtempSync(join(tmpdir(), 'build-or-buy-'));
      try {
        mkdirSync(join(folder, 'node_modules'));
        symlinkSync(join(t.works.www, 'pkg'), join(folder, 'node_modules/build-or-buy'));
        cpSync(join(root, 'tests/examples/usage.mjs'), join(folder, 'usage.mjs'));
        const file = join(root, 'tests/usage/openrouter.csv');
        const env = { ...process.env, CATALOG: join(t.works.www, 'catalog.json') };
        const link = execFileSync('node', ['usage.mjs', file], { cwd: folder, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
        assert.match(link, /hermes-agent\.cached=61\.2/);
        assert.ok(command('usage', file).includes(link), link);
        const packed = join(folder, 'openrouter.csv.gz');
        writeFileSync(packed, gzipSync(readFileSync(file)));
        assert.equal(execFileSync('node', ['usage.mjs', packed], { cwd: folder, env, encoding: 'utf8' }).trim(), link);
        assert.ok(command('usage', packed).includes(link));
        // For who writes TypeScript: the reader, what it gives, and each of its parts.
        const types = readFileSync(join(t.works.www, 'pkg/build_or_buy_usage.d.ts'), 'utf8');
        for (const named of ['export class UsageReader', 'push(name: string, bytes: Uint8Array', '): Usage', 'export type Usage =', 'export type LoadPoint =']) {
          assert.ok(types.includes(named), named);
        }
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  },
  {
    name: 'in Chromium a file of 200 MB is read within 64 MB of the module’s memory',
    browsers: ['chromium'],
    alone: true,
    needs: ['page'],
    async run(t) {
      const site = t.keep(await origin({ folder: t.works.www, open: true }));
      const page = await watched(await t.context(), [site.url]);
      await page.goto(`${site.url}/method.html`);
      // As the page’s worker does it: pieces of the file’s stream, one after another.
      const found = await page.evaluate(async () => {
        const { default: init, UsageReader } = await import('/pkg/build_or_buy_usage.js');
        const { memory } = await init();
        const reader = new UsageReader(await (await fetch('/catalog.json')).json());
        const prompt = 'x'.repeat(40);
        const pieces = [];
        let requests = 0;
        let size = 0;
        while (size < 200e6) {
          const lines = Array.from({ length: 5_000 }, () => {
            requests += 1;
            return `{"id":"r${requests}","time":${1793577600 + requests},"app":"app ${requests % 400}","model":"gpt-5.6-luna","messages":[{"content":"${prompt}"}],"usage":{"prompt_tokens":100,"completion_tokens":10}}`;
          });
          const piece = new Blob([`${lines.join('\n')}\n`]);
          size += piece.size;
          pieces.push(piece);
        }
        const from = new File(pieces, 'log.jsonl').stream().getReader();
        for (;;) {
          const { done, value } = await from.read();
          if (done) break;
          reader.push('log.jsonl', value);
        }
        const { files, workloads } = reader.finish('', '');
        return { requests, size, rows: files[0].rows, input: workloads.reduce((sum, one) => sum + one.totals.input, 0), memory: memory.buffer.byteLength };
      });
      assert.deepEqual([found.rows, found.input], [found.requests, found.requests * 100]);
      const mb = found.memory / 1e6;
      t.measure('usage', `memory of the module in Chromium after a file of ${Math.round(found.size / 1e6)} MB`, '64 MB', `${mb.toFixed(1)} MB`, mb <= 64);
    },
  },
  {
    name: 'in Node the package reads 200 MB of logs within 64 MB of memory',
    browsers: ['chromium'],
    alone: true,
    needs: ['page'],
    async run(t) {
      const package_ = join(t.works.www, 'pkg');
      assert.ok(JSON.parse(readFileSync(join(package_, 'package.json'), 'utf8')).files.includes('build_or_buy_usage_bg.wasm'));
      const { initSync, UsageReader } = await import(pathToFileURL(join(package_, 'build_or_buy_usage.js')).href);
      const { memory } = initSync({ module: readFileSync(join(package_, 'build_or_buy_usage_bg.wasm')) });
      const reader = new UsageReader(JSON.parse(readFileSync(join(t.works.www, 'catalog.json'), 'utf8')));
      // A million requests of 100 tokens in, each with an id of its own, of 400 applications in twelve days: more hours than
      // are kept apart, so the smaller applications are gathered. Every 37th names no time, so that each application has some
      // that are taken out of its hours.
      const prompt = 'x'.repeat(40);
      let sent = 0;
      let requests = 0;
      while (sent < 200e6) {
        const lines = Array.from({ length: 500 }, () => {
          requests += 1;
          return `{"id":"r${requests}","time":${requests % 37 ? 1793577600 + requests : 0},"app":"app ${requests % 400}","model":"gpt-5.6-luna","messages":[{"content":"${prompt}"}],"usage":{"prompt_tokens":100,"completion_tokens":10}}`;
        });
        const piece = new TextEncoder().encode(`${lines.join('\n')}\n`);
        reader.push('log.jsonl', piece);
        sent += piece.length;
      }
      const usage = reader.finish('', '');
      const input = usage.workloads.reduce((sum, one) => sum + one.totals.input, 0);
      assert.deepEqual([usage.files[0].rows, input, usage.workloads.at(-1).named_by], [requests, requests * 100, 'rest']);
      const mb = memory.buffer.byteLength / 1e6;
      t.measure('usage', `memory after ${Math.round(sent / 1e6)} MB of logs`, '64 MB', `${mb.toFixed(0)} MB`, mb <= 64);
    },
  },
];
