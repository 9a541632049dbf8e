// Files of 200 MB, and the reader of exports as a package.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { watched } from '../acceptance/browsers.mjs';
import { origin } from '../acceptance/origin.mjs';
import { needs, open } from '../acceptance/top.mjs';
import { command, root } from '../acceptance/works.mjs';
import { reads } from './read.mjs';

export const tests = [
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
