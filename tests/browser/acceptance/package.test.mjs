// The npm package as other developers use it: both examples of the README, run as they stand.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as breath } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { origin } from './origin.mjs';
import { root } from './works.mjs';

export const tests = [
  {
    name: 'both examples stand in the README as they are run',
    browsers: ['chromium'],
    run() {
      const readme = readFileSync(join(root, 'README.md'), 'utf8');
      for (const name of ['node.mjs', 'browser.html']) {
        const text = readFileSync(join(root, 'tests/examples', name), 'utf8');
        assert.ok(readme.includes(text), name);
        assert.ok(text.trimEnd().split('\n').length <= 15, `${name} has at most 15 lines`);
      }
    },
  },
  {
    name: 'the Node example answers with the package installed',
    browsers: ['chromium'],
    async run(t) {
      if (!existsSync(join(root, 'www/pkg/package.json'))) t.skip('www/pkg is not built');
      const folder = mkdtempSync(join(tmpdir(), 'build-or-buy-'));
      try {
        mkdirSync(join(folder, 'node_modules'));
        symlinkSync(join(root, 'www/pkg'), join(folder, 'node_modules/build-or-buy'));
        cpSync(join(root, 'tests/examples/node.mjs'), join(folder, 'node.mjs'));
        const env = { ...process.env, CATALOG: join(root, 'www/catalog.json') };
        const text = execFileSync('node', ['node.mjs'], { cwd: folder, env, encoding: 'utf8' });
        assert.match(text, /^(buy|hybrid|build|too-close|no-answer) \d+ US dollars a month\n$/);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  },
  {
    name: 'memory does not grow with edits',
    browsers: ['chromium'],
    limit: 300_000,
    async run(t) {
      if (!existsSync(join(root, 'www/pkg/package.json'))) t.skip('www/pkg is not built');
      // A module of its own each time: one that was used before has grown already.
      const { initSync, Engine } = await import(`${pathToFileURL(join(root, 'www/pkg/build_or_buy.js')).href}?${performance.now()}`);
      const { memory } = initSync({ module: readFileSync(join(root, 'www/pkg/build_or_buy_bg.wasm')) });
      const engine = new Engine(JSON.parse(readFileSync(join(root, 'www/catalog.json'), 'utf8')));
      const edit = async count => {
        for (let at = 0; at < count; at += 1) {
          engine.evaluate([['assistant.requests', String(100_000 + at * 1000)]], at % 20 ? 0 : 500);
          // The browsers are driven from this thread too.
          await breath();
        }
        return memory.buffer.byteLength / 65_536;
      };
      // Room is cut up differently at first, and settles within 300 edits (187 pages at 330, 530 and 730); what leaks would go on.
      await edit(200);
      const before = await edit(200);
      const after = await edit(200);
      t.measure('speed', 'pages of memory after 400 edits and 200 of them again', 'equal', `${before}, ${after}`, before === after);
    },
  },
  {
    name: 'the browser example answers',
    async run(t) {
      if (!existsSync(join(root, 'www/pkg/package.json'))) t.skip('www/pkg is not built');
      const site = t.keep(await origin({ folder: root }));
      const page = await t.page([site.url]);
      await page.goto(`${site.url}/tests/examples/browser.html`);
      await page.waitForFunction(() => /^[a-z-]+: \$[\d,]+ a month$/.test(document.getElementById('answer').value), null, { timeout: 30_000 });
      assert.deepEqual(page.seen.errors, []);
    },
  },
];
