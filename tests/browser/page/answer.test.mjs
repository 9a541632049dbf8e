// The answer: there at once, right, in sight, and the same number in picture and table.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { field, needs, open, sentence } from '../acceptance/top.mjs';
import { root } from '../acceptance/works.mjs';

const presets = JSON.parse(readFileSync(join(root, 'www/presets.json'), 'utf8'));

/** How the verdict of each situation begins. */
const EXPECTED = {
  'seed': /^Buy\./, 'growth': /^Buy\./, 'documents': /^Too close to call, and either way you save \d\d %\./, 'bank': /^Buy\./, 'air-gap': /^Self-host\./,
  'coding': /^Buy\./, 'classification': /^Do both\./, 'mixed': /^Probably do both\./, 'embeddings': /^Buy\./, 'fine-tune': /^Do both\./,
};

/** Waits for the odds, after which nothing of the first view moves any more. */
export const withOdds = page => page.waitForSelector('main[data-known="odds"], main[data-known="all"]', { state: 'attached', timeout: 30_000 });

const rect = (page, selector) => page.evaluate(wanted => {
  const box = document.querySelector(wanted).getBoundingClientRect();
  return { top: box.top, bottom: box.bottom, left: box.left, right: box.right };
}, selector);

/** The corners of a path, as drawn. */
const corners = (page, selector) => page.evaluate(wanted =>
  [...document.querySelector(wanted).getAttribute('d').matchAll(/([\d.-]+),([\d.-]+)/g)].map(([, x, y]) => [Number(x), Number(y)]), selector);

/** The cells of a picture's table. */
async function cells(page, id) {
  await page.evaluate(wanted => { document.querySelector(`#${wanted} details.numbers`).open = true; }, id);
  await page.waitForSelector(`#${id} tbody tr`);
  return page.$$eval(`#${id} tbody tr`, rows => rows.map(row => [...row.children].map(cell => cell.textContent.trim())));
}

const digits = text => Number(text.replace(/[^\d.-]/g, '').replace('−', '-'));

/** The largest distance in pixels between places and the straight line that fits them best. */
function misfit(values, places) {
  const mean = all => all.reduce((sum, one) => sum + one, 0) / all.length;
  const [v, p] = [mean(values), mean(places)];
  const slope = values.reduce((sum, one, at) => sum + (one - v) * (places[at] - p), 0) / values.reduce((sum, one) => sum + (one - v) ** 2, 0);
  return Math.max(...values.map((one, at) => Math.abs(p + slope * (one - v) - places[at])));
}

export const tests = [
  {
    name: 'opened without a query, a growth-stage company is told to buy, and the console is silent',
    needs,
    async run(t) {
      const page = await open(t);
      assert.match(await sentence(page), /^Buy\. An API costs about \$[\d,]+ a month, all in\. Running your own would cost \$[\d,]+: [\d.]+ times as much\.$/);
      assert.equal(await page.locator('section.workload').count(), 3);
      await withOdds(page);
      assert.match(await page.locator('.sure').textContent(), /In (more than )?\d+ of 100 plausible futures an API is cheaper\./);
      assert.deepEqual({ console: page.seen.console, errors: page.seen.errors, foreign: page.seen.foreign }, { console: [], errors: [], foreign: [] });
    },
  },
  {
    name: 'every situation of the list opens with its own verdict',
    needs,
    browsers: ['chromium'],
    async run(t) {
      let site;
      assert.deepEqual(presets.map(one => one.id).sort(), Object.keys(EXPECTED).sort());
      for (const preset of presets) {
        const page = await open(t, `?${preset.query}`, { site });
        site = page.site;
        await sentence(page);
        await withOdds(page);
        assert.match(await sentence(page), EXPECTED[preset.id], preset.id);
        await page.close();
      }
    },
  },
  {
    name: 'sentence, what it takes, bars and curve are in the first view; odds and expiry follow',
    needs,
    async run(t) {
      for (const viewport of [{ width: 1280, height: 800 }, { width: 360, height: 740 }]) {
        const page = await open(t, '', { viewport });
        await sentence(page);
        await withOdds(page);
        const picture = await rect(page, '#bands svg');
        assert.ok(picture.bottom <= viewport.height && picture.right <= viewport.width, JSON.stringify({ viewport, picture }));
        assert.ok((await rect(page, '.takes')).bottom <= (await rect(page, '.bars')).top);
        assert.ok((await rect(page, '.bars')).bottom <= picture.top);
        assert.match(await page.locator('.why').first().textContent(), /plausible futures.*(This holds|Ask again)/s);
        const line = await page.evaluate(() => { const h = document.querySelector('#verdict'); return h.getBoundingClientRect().height / parseFloat(getComputedStyle(h).lineHeight); });
        // Both amounts and their ratio take a fourth line on a phone.
        assert.ok(line < (viewport.width < 400 ? 4.5 : 3.5), `the verdict takes ${line} lines`);
      }
    },
  },
  {
    name: 'the answer stays in sight while questions are answered',
    needs,
    async run(t) {
      const wide = await open(t, '', { viewport: { width: 1280, height: 800 } });
      await sentence(wide);
      await wide.locator('details.group').last().scrollIntoViewIfNeeded();
      await wide.waitForTimeout(500);
      const seen = () => wide.evaluate(() => document.querySelector('#verdict').getBoundingClientRect().top >= -12 || Boolean(document.querySelector('.bar.shown')));
      assert.ok(await seen());
      for (let at = 0; at < 3000; at += 300) {
        await wide.evaluate(y => scrollTo(0, y), at);
        await wide.waitForTimeout(100);
        await wide.waitForTimeout(150);
        assert.ok(await seen(), `at ${at}`);
      }
      const narrow = await open(t, '', { viewport: { width: 360, height: 740 }, site: wide.site });
      await sentence(narrow);
      await narrow.locator('details.group').last().scrollIntoViewIfNeeded();
      await narrow.waitForSelector('.bar.shown');
      assert.match(await narrow.locator('.bar').textContent(), /Buy: API \$[\d,]+ a month, own servers plus API \$[\d,]+/);
    },
  },
  {
    name: 'the bands picture and its table show the same numbers',
    needs,
    async run(t) {
      const page = await open(t);
      await sentence(page);
      await page.waitForSelector('#bands path.line.ratio');
      const rows = await cells(page, 'bands');
      const drawn = await corners(page, '#bands path.line.ratio');
      assert.equal(drawn.length, rows.length);
      // The table is rounded to two digits, which is half a percent or a pixel on these scales.
      const volume = rows.map(row => Math.log(digits(row[0])));
      assert.ok(misfit(volume, drawn.map(([x]) => x)) < 4, `x: ${misfit(volume, drawn.map(([x]) => x))}`);
      const ratio = rows.map(row => Math.log(digits(row[3])));
      assert.ok(misfit(ratio, drawn.map(([, y]) => y)) < 1, `y: ${misfit(ratio, drawn.map(([, y]) => y))}`);
      // The ratio is the one of the two amounts beside it, each rounded to two or three digits.
      for (const row of rows) assert.ok(Math.abs(digits(row[2]) / digits(row[1]) / digits(row[3]) - 1) < 0.02, row.join(' '));
    },
  },
  {
    name: 'the cash picture and its table show the same numbers',
    needs,
    async run(t) {
      const page = await open(t);
      await sentence(page);
      await page.waitForSelector('#cash path.line.buy');
      const rows = await cells(page, 'cash');
      const drawn = await corners(page, '#cash path.line.buy');
      assert.equal(drawn.length, rows.length);
      assert.ok(misfit(rows.map(row => Number(row[0])), drawn.map(([x]) => x)) < 0.2);
      assert.ok(misfit(rows.map(row => digits(row[1])), drawn.map(([, y]) => y)) < 1);
    },
  },
  {
    name: 'fifty dots are fifty outcomes, and those above zero are the ones that are counted',
    needs,
    async run(t) {
      const page = await open(t, '?v=2&ml_ops=platform&tickets.input_tokens=400&tickets.output_tokens=10&tickets.requests=1B&workloads=assistant~tickets');
      await sentence(page);
      await withOdds(page);
      await page.waitForSelector('#dots svg');
      const rows = await cells(page, 'dots');
      const above = rows.filter(row => !/^[-−]/.test(row[1])).length;
      assert.equal(rows.length, 50);
      assert.equal(await page.locator('#dots svg .dot').count(), 50);
      assert.equal(await page.locator('#dots svg .dot.buy').count(), above);
      assert.match(await page.locator('#dots figcaption').textContent(), new RegExp(`In ${above} of 50 plausible futures an API is cheaper`));
    },
  },
  {
    name: 'a number explains itself: equation, inputs, source; Escape closes it',
    needs,
    async run(t) {
      const page = await open(t);
      await sentence(page);
      await page.locator('details[data-part="lines"] > summary').click();
      const number = page.locator('details[data-part="lines"] tbody button.amount').first();
      await number.click();
      const dialog = page.locator('#explained');
      await dialog.waitFor({ state: 'visible' });
      // Equations come with the odds, into a dialog that is open already too.
      await dialog.getByText('requests ×').first().waitFor();
      assert.match(await dialog.textContent(), /Tokens in: \$[\d,.]+ a month.*requests ×.*(official|solid|weak)/s);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'hidden' });
    },
  },
  {
    name: 'currency and locale are shown as asked, with the rate, and typing stays unambiguous',
    needs,
    async run(t) {
      const page = await open(t, '?v=2&currency=EUR&rate=0.9&lang=it');
      assert.match(await sentence(page), /5\.500\s€|€/);
      assert.match((await page.locator('.made').textContent()).replace(/\s+/g, ' '), /1 USD = .* EUR, your rate, in/);
      assert.deepEqual(await page.locator('.currency select').evaluateAll(all => all.map(one => one.value)), ['EUR', 'it']);
      assert.equal(await page.locator('.currency input').inputValue(), '0.9');
      const box = await field(page, 'assistant.requests');
      assert.equal(await box.inputValue(), '400\u202f000');
      const strange = await open(t, '?v=2&currency=XYZ9&rate=-1&lang=%3Cb%3E', { site: page.site });
      assert.match(await sentence(strange), /\$/);
    },
  },
];
