// The fleet: its week as picture and table, what fits on it, and why others lost.

import assert from 'node:assert/strict';
import { needs, open, sentence } from '../acceptance/top.mjs';

const BASE_LOAD = '?v=2&ml_ops=platform&tickets.input_tokens=400&tickets.output_tokens=10&tickets.requests=2B&workloads=assistant~tickets&tickets.peak_to_average=12';

/** The level of every hour of a stepped line, as drawn. */
const levels = (page, selector) => page.evaluate(wanted =>
  [...document.querySelector(wanted).getAttribute('d').matchAll(/[ML]([\d.-]+),([\d.-]+)H/g)].map(([, , y]) => Number(y)), selector);

async function numbers(page) {
  await page.evaluate(() => { document.querySelector('#week details.numbers').open = true; });
  await page.waitForSelector('#week tbody tr');
  return page.$$eval('#week tbody tr', rows => rows.map(row => [...row.children].map(cell => cell.textContent.trim())));
}

/** The largest distance in pixels between levels and the straight line through the least and the most. */
function misfit(values, places) {
  const [low, high] = [values.indexOf(Math.min(...values)), values.indexOf(Math.max(...values))];
  const slope = (places[high] - places[low]) / (values[high] - values[low] || 1);
  return Math.max(...values.map((one, at) => Math.abs(places[low] + slope * (one - values[low]) - places[at])));
}

export const ordinarily = ['firefox'];

export const tests = [
  {
    name: 'the week of a base load and its table show the same numbers, and its title is its finding',
    needs,
    async run(t) {
      const page = await open(t, BASE_LOAD);
      await sentence(page);
      await page.locator('section[aria-labelledby="h-split"] summary').first().click();
      await page.waitForSelector('#week path.week-work');
      assert.match(await page.locator('#week figcaption').textContent(), /^\d+ (copy carries|copies carry) \d+ % of the work; the rest, at busy hours, goes to a host$/);
      const rows = await numbers(page);
      assert.equal(rows.length, 168);
      assert.deepEqual([rows[0][0], rows[167][0]], ['Monday 00:00', 'Sunday 23:00']);
      const work = rows.map(row => Number(row[1].replace(/,/g, '')));
      assert.ok(misfit(work, await levels(page, '#week path.week-work')) < 0.3);
      const running = await levels(page, '#week path.week-running');
      assert.ok(new Set(running).size === 1 && new Set(rows.map(row => row[2])).size === 1, 'a base load is level');
      // What a host takes is what lies above the base load's level, and nothing else.
      const host = rows.map(row => Number(row[3]));
      assert.ok(host.some(part => part > 0) && host.every((part, hour) => part <= work[hour]));
      assert.equal(await page.locator('#week path.piece.buy').count(), 1);
    },
  },
  {
    name: 'where the answer is to buy, the week of what it would take says so',
    needs,
    async run(t) {
      const page = await open(t);
      await sentence(page);
      await page.locator('section[aria-labelledby="h-split"] summary').first().click();
      await page.waitForSelector('#week path.week-work');
      assert.match(await page.locator('#week figcaption').textContent(), /^1 copy carries all of the work, without a spare: a host stands by$/);
      assert.match(await page.locator('#week .note').textContent(), /^Not part of the answer: what running it yourself would take\./);
      const rows = await numbers(page);
      assert.ok(rows.every(row => row[2] === '1' && row.length === 3));
    },
  },
  {
    name: 'a fleet says what fits on it, and each workload which models and GPUs lost',
    needs,
    async run(t) {
      // A pace that some GPUs cannot keep, so that every reason is there.
      const page = await open(t, '?v=2&extraction.latency=6');
      await sentence(page);
      const part = page.locator('section[aria-labelledby="h-split"]');
      await part.locator('summary').first().click();
      await part.locator('summary', { hasText: 'What fits on it' }).click();
      await part.locator('.facts').first().waitFor();
      const facts = (await part.locator('.facts').first().textContent()).replace(/\s+/g, ' ');
      assert.match(facts, /Each GPU has [\d.]+ GB, of which an engine may use [\d.]+ GB\. Weights take [\d.]+ GB and its workspace [\d.]+ GB; [\d.]+ GB are left/);
      assert.match(facts, /The longest request that fits is [\d,]+ tokens.*At most [\d,]+ requests fit into one copy at once/);
      await part.locator('summary', { hasText: 'Why not another model or GPU' }).click();
      await part.getByText('does the same for more money').first().waitFor();
      const text = await part.textContent();
      assert.match(text, /no open model here is scored at \d+ points or more/);
      assert.match(text, /too slow: \d+ ms a token even for one request alone; allowed are 6 ms/);
      assert.match(text, /does not fit: needs \d+ GB where \d+ GB can be used/);
    },
  },
];
