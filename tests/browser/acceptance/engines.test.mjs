// A site that has published two engines: an old link is answered by the engine and the prices that made it.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { needs, sentence } from './top.mjs';
import { calculator, command } from './works.mjs';

let built;

/** The folder of a site that keeps an earlier release. */
function twice(works) {
  built ??= (() => {
    const [first, second] = ['site-0.9.0', 'site-with-0.9.0'].map(name => join(works.folder, name));
    for (const folder of [first, second]) rmSync(folder, { recursive: true, force: true });
    mkdirSync(works.folder, { recursive: true });
    command('site', first, '--release', '0.9.0');
    command('site', second, '--previous', first);
    return second;
  })();
  return built;
}

export const tests = [
  {
    name: 'an old link opens with its engine, and with today\'s on demand',
    needs,
    alone: true,
    async run(t) {
      const folder = twice(t.works);
      const releases = JSON.parse(readFileSync(join(folder, 'engines.json'), 'utf8'));
      assert.deepEqual(releases.map(one => one.version).includes('0.9.0'), true);
      const site = t.keep(await calculator(t.works, { folder }));
      const page = await t.page([site.url]);
      await page.goto(`${site.url}/?v=2&assistant.requests=2M&engine=0.9.0`);
      const old = await sentence(page);
      assert.ok(site.requests.some(one => one.path.startsWith('/engines/0.9.0/') && one.path.endsWith('.wasm')), 'the old module was loaded');
      assert.match(await page.evaluate(() => document.body.innerText), /engine 0\.9\.0/);
      await page.getByRole('button', { name: /today.s engine/i }).click();
      await page.waitForFunction(() => !/made with engine 0\.9\.0/.test(document.body.innerText), null, { timeout: 30_000 });
      assert.equal(await sentence(page), old, 'the same engine under two versions says the same');
      assert.deepEqual({ console: page.seen.console, errors: page.seen.errors, foreign: page.seen.foreign }, { console: [], errors: [], foreign: [] });
      // The same for an embed.
      const embed = await t.page([site.url]);
      await embed.goto(`${site.url}/embed.html?v=2&assistant.requests=2M&engine=0.9.0`);
      await sentence(embed);
      t.measure('share', 'a link of an earlier release', 'its own engine, today\'s on demand', 'so', true);
    },
  },
];
