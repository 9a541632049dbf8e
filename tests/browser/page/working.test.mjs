// The working behind the answer: equations with values, the order of inputs, what a comparison moved, points.

import assert from 'node:assert/strict';
import { field, needs, open, sentence } from '../acceptance/top.mjs';
import { withOdds } from './answer.test.mjs';

const followed = page => page.waitForSelector('main[data-known="all"]', { state: 'attached', timeout: 60_000 });
const amount = text => Number(text.replace(/[^\d.-]/g, ''));
const labels = (page, part) => page.$$eval(`details[data-part="${part}"] .ask label`, all => all.map(one => one.textContent.trim()));

/** Opens the explanation of a line's first amount. */
async function explain(page, line) {
  const lines = page.locator('details[data-part="lines"]');
  if (!(await lines.evaluate(one => one.open))) await lines.locator('summary').click();
  const row = lines.locator('tbody tr').filter({ has: page.locator('th', { hasText: new RegExp(`^${line}$`) }) });
  await row.locator('button.amount').first().click();
  const dialog = page.locator('#explained');
  await dialog.locator('.worked li').first().waitFor();
  return dialog;
}

export const tests = [
  {
    name: 'an equation shows its values in place, and they multiply to its result',
    needs,
    async run(t) {
      const page = await open(t);
      await sentence(page);
      await withOdds(page);
      let multiplied = 0;
      for (const line of ['Tokens in', 'Tokens out', 'GPU rent']) {
        const dialog = await explain(page, line);
        assert.match(await dialog.locator('.equation').textContent(), /^\$[\d,.]+ a month, level over 36 months$/, line);
        for (const one of await dialog.locator('.worked li').all()) {
          // As a reader multiplies them on a calculator: what stands behind ÷ divides.
          const values = await one.evaluate(item => {
            const before = /** @type {Node[]} */ ([...item.childNodes]).filter(node => node.nodeType !== Node.COMMENT_NODE);
            return before.flatMap((node, at) => node.nodeName === 'B' ? [[node.textContent, /÷\s*$/.test(before.slice(0, at).map(one => one.textContent).join(''))]] : []);
          });
          // A sentence with one number multiplies nothing.
          if (values.length < 2) continue;
          multiplied += 1;
          const result = amount(values.pop()[0]);
          const factor = text => amount(text) / (/%$/.test(text.trim()) ? 100 : 1);
          const product = values.reduce((all, [text, divides]) => divides ? all / factor(text) : all * factor(text), 1);
          assert.ok(Math.abs(product / result - 1) < 0.005, `${await one.textContent()}: ${product}`);
        }
        await page.keyboard.press('Escape');
      }
      assert.ok(multiplied >= 6, `${multiplied} equations were multiplied`);
      const people = page.locator('details[data-part="lines"] tbody tr', { hasText: 'People who run it' });
      await people.locator('button.amount').first().click();
      assert.match(await page.locator('#explained .worked').textContent(), /Engineers who run it: 0\.5 engineers for \d GPUs?.*\$207,000\.00 an engineer ÷ 12 months/);
    },
  },
  {
    name: 'inputs of a group stand in the order of their flips, and nothing moves under a hand',
    needs,
    browsers: ['chromium'],
    async run(t) {
      const page = await open(t, '?v=2&ml_ops=platform&tickets.requests=400M&tickets.input_tokens=400&tickets.output_tokens=10');
      await sentence(page);
      await withOdds(page);
      await page.locator('details[data-part="g-prices"] summary').click();
      await page.locator('details[data-part="g-capacity"] summary').click();
      await page.locator('details[data-part="g-prices"] .field input').last().focus();
      const [prices, capacity] = [await labels(page, 'g-prices'), await labels(page, 'g-capacity')];
      const held = await page.evaluate(() => document.activeElement.name);
      await followed(page);
      await page.waitForTimeout(200);
      assert.deepEqual(await labels(page, 'g-prices'), prices, 'the group with the hand in it stays');
      assert.equal(await page.evaluate(() => document.activeElement.name), held);
      const sorted = await labels(page, 'g-capacity');
      assert.deepEqual([...sorted].sort(), [...capacity].sort());
      const changes = await page.$$eval('details[data-part="g-capacity"] .field', all => all.map(one => /changes at/.test(one.textContent)));
      assert.ok(changes[0] && !changes.at(-1), changes.join());
      assert.match(await page.locator('details[data-part="g-capacity"]').textContent(), /In order of how little it takes to change the answer/);
    },
  },
  {
    name: 'a comparison shows kept, now and the difference',
    needs,
    async run(t) {
      const page = await open(t);
      await sentence(page);
      await page.getByRole('button', { name: 'Compare', exact: true }).click();
      await page.waitForSelector('#h-compare');
      await (await field(page, 'assistant.requests')).fill('4M');
      const part = page.locator('section.part', { has: page.locator('#h-compare') });
      await part.getByText('4 million').waitFor();
      await part.getByText('Line by line').click();
      const row = part.locator('tr', { hasText: 'Tokens out' }).first();
      await row.waitFor();
      const [kept, now, moved] = (await row.locator('td').allTextContents()).map(amount);
      assert.ok(Math.abs(moved - (now - kept)) <= 0.02 * now, `${kept} ${now} ${moved}`);
      assert.match(await row.locator('td').last().textContent(), /^\s*\+\$/);
    },
  },
  {
    name: 'scores are explained where they are first spoken of',
    needs,
    async run(t) {
      const page = await open(t, '?v=2&ml_ops=platform&tickets.requests=2B&tickets.input_tokens=400&tickets.output_tokens=10');
      await sentence(page);
      assert.match((await page.locator('#answer').textContent()).replace(/\s+/g, ' '), /clears (the quality|what) you asked for.*Quality score: Artificial Analysis/);
    },
  },
];
