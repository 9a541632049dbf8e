// The tornado: bars as wide as the table says, and the ones that cross zero named.

import assert from 'node:assert/strict';
import { needs, open, sentence } from '../acceptance/top.mjs';

const amount = text => Number(text.replace(/[−–]/, '-').replace(/[$,]/g, ''));

export const ordinarily = ['firefox'];

export const tests = [
  {
    name: 'bars of the tornado are as wide as its table says, and those that cross zero say so',
    needs,
    async run(t) {
      const page = await open(t, '?v=2&assistant.requests=60M&assistant.quality=good&ml_ops=platform');
      await sentence(page);
      await page.evaluate(() => document.querySelector('#h-flips').scrollIntoView());
      await page.waitForSelector('main[data-known=all]', { timeout: 60_000 });
      await page.getByText('How far each input moves the difference').click();
      await page.waitForSelector('#tornado rect');
      await page.evaluate(() => { document.querySelector('#tornado details.numbers').open = true; });
      await page.waitForSelector('#tornado tbody tr');
      const rows = await page.$$eval('#tornado tbody tr', all => all.map(row => [...row.children].map(cell => cell.textContent.trim())));
      const names = await page.$$eval('#tornado text.name', all => all.map(one => one.textContent));
      const bars = await page.$$eval('#tornado rect', all => all.map(one => ({ y: Number(one.getAttribute('y')), width: Number(one.getAttribute('width')) })));
      const tops = [...new Set(bars.map(bar => bar.y))];
      assert.equal(rows.length, tops.length);
      const drawn = tops.map(y => bars.filter(bar => bar.y === y).reduce((sum, bar) => sum + bar.width, 0));
      const swings = rows.map(row => Math.abs(amount(row[3]) - amount(row[4])));
      for (const [at, swing] of swings.entries()) {
        assert.ok(Math.abs(drawn[at] / drawn[0] - swing / swings[0]) < 0.06, `${names[at]}: ${drawn[at]} of ${drawn[0]}, ${swing} of ${swings[0]}`);
        const crosses = amount(rows[at][3]) > 0 !== amount(rows[at][4]) > 0;
        assert.equal(rows[at][5], crosses ? 'yes' : 'no');
        assert.equal(names[at].endsWith('(flips it)'), crosses);
      }
      assert.match(await page.locator('#tornado figcaption').textContent(), /^“.+” moves the difference most, by \$[\d,]+ a month$/);
    },
  },
];
