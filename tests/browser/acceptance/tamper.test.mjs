// One changed byte in what the page loads: a clear message, and nothing of it runs.

import assert from 'node:assert/strict';
import { needs, sentence } from './top.mjs';
import { calculator } from './works.mjs';

/** Which file, by path. */
const FILES = {
  'the engine module': /\.wasm$/,
  'the prices': /catalog\.[0-9a-f]+\.json$/,
  'the page\'s script': /\/main\.[0-9a-f]+\.js$/,
};

/** Changes one byte so that the file still reads as what it is. */
function changed(bytes) {
  const at = bytes.lastIndexOf(0x30) > 0 ? bytes.lastIndexOf(0x30) : bytes.length - 1;
  bytes[at] ^= 1;
  return bytes;
}

export const tests = Object.entries(FILES).map(([name, pattern]) => ({
  name: `a changed byte in ${name} stops the page with a message`,
  needs,
  async run(t) {
    let hits = 0;
    const site = t.keep(await calculator(t.works, { edit: (path, bytes) => (pattern.test(path) ? (hits += 1, changed(bytes)) : bytes) }));
    const page = await t.page([site.url]);
    await page.goto(`${site.url}/`);
    await page.waitForFunction(() => document.querySelector('[role=alert]')?.checkVisibility({ visibilityProperty: true }) ?? false, null, { timeout: 12_000 });
    assert.ok(hits > 0, 'the file was asked for');
    assert.equal(await sentence(page, 1000).catch(() => 'none'), 'none', 'no verdict');
    const told = await page.evaluate(() => document.querySelector('[role=alert]').textContent.trim());
    assert.ok(told.length > 30, told);
    t.measure('security', `a changed byte in ${name}`, 'message, nothing runs', 'so', true);
  },
}));
