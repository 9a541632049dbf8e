// If the world turns out otherwise: of three choices the dearest in each future is named, and not by its color alone.

import assert from 'node:assert/strict';
import { needs, open, sentence } from '../acceptance/top.mjs';
import { withOdds } from './answer.test.mjs';

export const ordinarily = ['firefox'];

export const tests = [{
  name: 'in each future the dearest of three choices is the one with the largest amount, and says so',
  needs,
  async run(t) {
    const page = await open(t, '?preset=classification');
    await sentence(page);
    await withOdds(page);
    await page.waitForSelector('[aria-labelledby="h-futures"] tbody tr', { timeout: 60_000 });
    const rows = await page.locator('[aria-labelledby="h-futures"] tbody tr').evaluateAll(all => all.map(row => [...row.querySelectorAll('td')].map(cell => {
      const amount = cell.querySelector('[title]');
      return { text: cell.textContent.replace(/\s+/g, ' ').trim(), usd: amount ? Number(amount.title.replace(/[^\d.]/g, '')) : 0, tinted: Boolean(cell.querySelector('.dearest')) };
    })));
    assert.ok(rows.length > 3 && rows.every(row => row.length === 3), JSON.stringify(rows[0]));
    for (const row of rows) {
      const most = Math.max(...row.map(cell => cell.usd));
      for (const { usd, tinted, text } of row) {
        assert.equal(tinted, usd === most && usd > 0, text);
        assert.equal(/dearest/.test(text), tinted, text);
      }
    }
  },
}, {
  name: 'where another calculator’s number is typed a link leads to its steps further down',
  needs,
  async run(t) {
    const page = await open(t, '?their_number=12000&convention=utilization');
    await sentence(page);
    await withOdds(page);
    await page.waitForSelector('#h-bridge', { state: 'attached', timeout: 60_000 });
    await page.evaluate(() => { document.querySelector('details[data-part="g-display"]').open = true; });
    await page.getByRole('link', { name: 'From that number to ours, step by step' }).click();
    await page.waitForFunction(() => document.activeElement.id === 'h-bridge');
    assert.match(page.url(), /their_number=12000/);
  },
}];
