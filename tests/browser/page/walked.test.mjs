// What a walk through the review's lines found: sources that say something, labels beside their amounts, nothing offered where
// no plan fits, a bill that the requests can be scaled to, and a phone that shows the way to the questions.

import assert from 'node:assert/strict';
import { needs, open, sentence, unfold } from '../acceptance/top.mjs';
import { withOdds } from './answer.test.mjs';

const ready = async page => { await sentence(page); await withOdds(page); };
const tidy = text => text.replace(/\s+/g, ' ').trim();

/** Whether the middle of two elements lies at one height. */
const level = (page, first, second) => page.evaluate(([a, b]) => {
  const text = one => { const range = document.createRange(); range.selectNodeContents(document.querySelector(one)); return range.getClientRects()[0]; };
  return Math.abs(text(a).bottom - text(b).bottom);
}, [first, second]);

export const tests = [
  {
    name: 'in an explanation a label stands on the line of its amount, and no source is a key or a dash',
    needs,
    context: { viewport: { width: 360, height: 740 } },
    async run(t) {
      const page = await open(t);
      await ready(page);
      await page.locator('#verdict button.amount').nth(1).click();
      const dialog = page.locator('#explained');
      assert.ok((await level(page, '#explained tbody th button', '#explained tbody td')) < 3, 'label and amount');
      await dialog.getByRole('button', { name: 'People who run it' }).click();
      await dialog.locator('.worked li').first().waitFor();
      const told = await dialog.locator('td.from').allTextContents();
      assert.ok(told.length > 20);
      const odd = told.map(tidy).filter(text => /, -$|judgement: judgement|(^|[\s:])[a-z]+(_[a-z]+)+($|[\s,])/.test(text));
      assert.deepEqual(odd, []);
      await dialog.getByRole('button', { name: 'Own servers plus API' }).click();
      await dialog.getByText('It is the sum of these lines.').waitFor();
      assert.ok(told.some(text => /Bureau of Labor Statistics/.test(text)), 'what an engineer costs names its statistic');
    },
  },
  {
    name: 'where no plan fits, none is shown with what it costs',
    needs,
    async run(t) {
      const page = await open(t, '?v=2&regime=air-gap&clause=section+3.2');
      await ready(page);
      assert.match(await sentence(page), /^No plan fits\./);
      assert.equal(await page.locator('#costs').count(), 0);
      assert.equal(await page.locator('.memo .bars').count(), 0);
      assert.equal(await page.locator('details[data-part="split"]').count(), 0, 'what serves each workload');
    },
  },
  {
    name: 'an isolated plant is asked whether there is a link at all',
    needs,
    browsers: ['chromium'],
    async run(t) {
      const page = await open(t, '?v=2&regime=air-gap&assistant.quality=basic&workloads=assistant');
      await ready(page);
      assert.match(await page.locator('.ruling').textContent(), /Is there really no network link\?/);
      await page.getByRole('button', { name: 'Yes, no link' }).click();
      await page.waitForFunction(() => /^Self-host\./.test(document.getElementById('verdict').textContent.trim()));
    },
  },
  {
    name: 'requests can be scaled to the bill that is paid, and that can be undone',
    needs,
    async run(t) {
      const page = await open(t);
      await ready(page);
      await page.locator('[name=bill_today]').fill('20000');
      await page.getByRole('button', { name: 'Scale requests to my bill' }).click();
      // Three to five times as many; what list prices give is then what is paid, so that nothing is offered any more.
      await page.waitForFunction(() => Number(document.getElementsByName('assistant.requests')[0].value.replace(/\D/g, '')) > 1e6 || /million/.test(document.getElementsByName('assistant.requests')[0].value));
      await page.getByRole('button', { name: 'Scale requests to my bill' }).waitFor({ state: 'detached' });
      await page.locator('.undone').getByRole('button', { name: 'Undo' }).click();
      await page.waitForFunction(() => document.getElementsByName('assistant.requests')[0].value === '400,000');
    },
  },
  {
    name: 'undoing keeps the focus, and one pasted workload is one',
    needs,
    async run(t) {
      const page = await open(t);
      await ready(page);
      await page.locator('details[data-part="w-tickets"] > summary').click();
      await page.getByRole('button', { name: 'Remove', exact: true }).click();
      await page.locator('.undone').getByRole('button', { name: 'Undo' }).click();
      await page.waitForFunction(() => document.querySelectorAll('section.workload').length === 3 && document.activeElement?.matches('.workload input'));
      await page.getByRole('button', { name: 'Paste from a spreadsheet' }).click();
      await page.locator('#paste-box').fill('Chat\t3M\t1500\t300');
      await page.getByRole('button', { name: 'Use this workload', exact: true }).waitFor();
    },
  },
  {
    name: 'what would change the answer has room on a phone, marks its units, and says last what the work is',
    needs,
    context: { viewport: { width: 360, height: 740 } },
    async run(t) {
      const page = await open(t);
      await ready(page);
      await page.evaluate(() => document.getElementById('h-flips').scrollIntoView());
      await page.waitForSelector('.flips li', { timeout: 60_000 });
      await page.waitForTimeout(300);
      const rows = await page.$$eval('.flips li', all => all.map(row => ({ what: row.querySelector('.what').getBoundingClientRect(), text: row.textContent.replace(/\s+/g, ' ') })));
      // A name that breaks after every word is as narrow as a thumb.
      for (const { what, text } of rows) assert.ok(what.height < 50, `${text}: ${what.width} x ${what.height}`);
      assert.ok(rows.some(({ text }) => /Volume of everything ?1× ?above \d+×/.test(text)), rows.map(row => row.text).join('\n'));
      const work = rows.findIndex(({ text }) => /Fine-tuning/.test(text));
      assert.ok(work < 0 || rows.slice(work).every(({ text }) => /Fine-tuning/.test(text)));
      await unfold(page, 'futures', '[aria-labelledby="h-futures"] .scroll');
      const futures = await page.evaluate(() => { const box = document.querySelector('[aria-labelledby="h-futures"] .scroll'); return [box.scrollWidth, box.clientWidth]; });
      assert.ok(futures[0] <= futures[1], `futures: ${futures}`);
    },
  },
  {
    name: 'rules and models are listed by the names that are read, so that a typed letter finds them',
    needs,
    browsers: ['chromium'],
    async run(t) {
      const page = await open(t);
      await ready(page);
      await page.locator('details[data-part="w-assistant"] > summary').click();
      const sorted = (list, name) => assert.deepEqual(list, [...list].sort(new Intl.Collator('en', { numeric: true }).compare), name);
      const [first, ...rules] = await page.$$eval('[name="regime"] > option', all => all.map(one => one.textContent.trim()));
      assert.equal(first, 'no');
      assert.ok(rules.length > 15);
      sorted(rules, 'rules');
      // Models stand under who sells them, what has ended behind.
      const groups = await page.$$eval('[name="assistant.model"] > optgroup', all => all.map(group => [group.label, [...group.children].map(one => one.textContent.split(' · ')[0])]));
      assert.ok(groups.length > 15);
      sorted(groups.slice(0, -1).map(([host]) => host), 'hosts');
      for (const [host, names] of groups) sorted(names, host);
    },
  },
  {
    name: 'a phone shows the way to the questions before any scrolling, and it leads there',
    needs,
    context: { viewport: { width: 360, height: 740 } },
    async run(t) {
      const page = await open(t);
      await ready(page);
      const way = page.getByRole('link', { name: 'Skip to the questions' });
      const box = await way.boundingBox();
      assert.ok(box.y > 0 && box.y + box.height < 48 && box.x > 120 && box.x + box.width <= 345, JSON.stringify(box));
      await way.click();
      await page.waitForFunction(() => document.getElementById('questions').getBoundingClientRect().top < 60);
      assert.equal(await page.evaluate(() => document.activeElement.id), 'questions');
    },
  },
  {
    name: 'a copied link says what reaches the server, and where none is there nothing is said',
    needs,
    browsers: ['chromium'],
    async run(t) {
      const page = await open(t);
      await ready(page);
      await page.getByRole('button', { name: 'Copy link' }).click();
      await page.getByText('its inputs reach this site’s server').waitFor();
    },
  },
  {
    name: 'without scripts no hole is left where the picture would be',
    needs,
    browsers: ['chromium'],
    context: { javaScriptEnabled: false },
    async run(t) {
      const page = await open(t);
      const gap = await page.locator('.static .why').evaluate(why => why.getBoundingClientRect().top - document.querySelector('.static .bands figcaption').getBoundingClientRect().bottom);
      assert.ok(gap < 40, `${gap} px`);
    },
  },
];
