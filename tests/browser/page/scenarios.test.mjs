// Scenarios side by side, in the link and in Back; the cash by year and added up.

import assert from 'node:assert/strict';
import { addressWith, field, needs, open, sentence } from '../acceptance/top.mjs';

const amount = text => Number(text.replace(/[^\d.-]/g, ''));
const part = page => page.locator('section.part', { has: page.locator('#h-compare') });
const rows = locator => locator.locator('tbody tr').evaluateAll(all => all.map(row => [...row.children].map(cell => cell.textContent.trim())));

/** Keeps what is shown; waits until the address has it. */
async function keep(page, key) {
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await addressWith(page, key);
}

export const ordinarily = ['firefox'];

export const tests = [
  {
    name: 'four scenarios stand side by side, each with the answer its own link gives, and a link opens them again',
    needs,
    async run(t) {
      const page = await open(t, '?v=2&assistant.requests=2M');
      await sentence(page);
      await keep(page, 'beside1');
      await (await field(page, 'assistant.requests')).fill('4M');
      await addressWith(page, 'assistant.requests=4M');
      await keep(page, 'beside2');
      await (await field(page, 'assistant.requests')).fill('8M');
      await addressWith(page, 'assistant.requests=8M');
      await keep(page, 'beside3');
      await (await field(page, 'assistant.requests')).fill('16M');
      await addressWith(page, 'assistant.requests=16M');
      await page.getByRole('button', { name: 'Compare', exact: true }).click();
      await page.getByText('Three are kept already').waitFor();
      await part(page).getByLabel('Name of').first().selectText();
      await part(page).getByLabel('Name of').first().pressSequentially('Pilot');
      await part(page).getByLabel('Name of').first().press('Enter');
      await addressWith(page, 'beside1=Pilot');

      const again = await open(t, new URL(page.url()).search);
      await sentence(again);
      await again.waitForFunction(() => document.querySelector('section[aria-labelledby="h-compare"] thead')?.querySelectorAll('th').length === 5);
      assert.deepEqual(await again.locator('section[aria-labelledby="h-compare"] thead').first().locator('th').allTextContents(), ['A month', 'Pilot', 'Kept 2', 'Kept 3', 'Now']);
      const told = await rows(part(again).locator('table').first());
      const api = told.find(([label]) => label === 'An API').slice(1).map(amount);
      // The same amounts as the four links show by themselves.
      for (const [at, requests] of ['2M', '4M', '8M', '16M'].entries()) {
        const alone = await open(t, `?v=2&asof=2026-11-24&assistant.requests=${requests}`);
        await sentence(alone);
        const total = alone.locator('section[aria-labelledby="costs"] tr.total td').nth(1);
        assert.equal(api[at], amount(await total.textContent()), requests);
        await alone.close();
      }
      assert.match((await rows(part(again).locator('table').nth(1))).find(row => /Requests/.test(row[0])).join(' '), /2 million 4 million 8 million 16 million/);
    },
  },
  {
    name: 'a kept scenario can be gone to, and removed; Back undoes both, and focus is not lost',
    needs,
    async run(t) {
      const page = await open(t, '?v=2&assistant.requests=2M');
      await sentence(page);
      await keep(page, 'beside1');
      await (await field(page, 'assistant.requests')).fill('4M');
      await addressWith(page, 'assistant.requests=4M');
      await part(page).getByRole('button', { name: 'Go to it, and keep this one' }).first().click();
      await addressWith(page, 'assistant.requests=2M');
      assert.match(decodeURIComponent(page.url()), /beside1=Kept\?v=2&assistant\.requests=4M&asof=/);
      await part(page).getByRole('button', { name: 'Remove Kept' }).click();
      await page.waitForFunction(() => !location.href.includes('beside'));
      await page.waitForFunction(() => !document.querySelector('#h-compare'));
      assert.match(await page.locator('.take [role="status"]').first().textContent(), /“Kept” is removed/);
      assert.notEqual(await page.evaluate(() => document.activeElement?.tagName), 'BODY');
      await page.goBack();
      await page.waitForSelector('#h-compare');
      await page.goBack();
      await addressWith(page, 'assistant.requests=4M');
    },
  },
  {
    name: 'no two scenarios have one name',
    needs,
    async run(t) {
      const page = await open(t, '?v=2&assistant.requests=2M');
      await sentence(page);
      await keep(page, 'beside1');
      await keep(page, 'beside2');
      const second = part(page).getByLabel('Name of Kept 2');
      await second.selectText();
      await second.pressSequentially('Kept');
      await second.press('Tab');
      await page.waitForFunction(() => /beside2=Kept\+2%3F|beside2=Kept\+2\?/.test(location.href));
    },
  },
  {
    name: 'a scenario that a link spoils is no blank page',
    needs,
    async run(t) {
      for (const text of ['x', '?', '%3F%3F', 'Long'.repeat(60), 'A?horizon=soup&nobody=1']) {
        const page = await open(t, `?v=2&beside1=${text}&beside3=B%3Fv%3D2`);
        await sentence(page);
        await page.waitForSelector('section[aria-labelledby="h-compare"] table');
        assert.deepEqual(page.seen.errors, []);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), text);
        await page.close();
      }
    },
  },
  {
    name: 'the years of the budget add up to the cash, which is drawn by month or added up',
    needs,
    async run(t) {
      const page = await open(t, '?v=2&assistant.requests=60M&payment=owned&horizon=30');
      await sentence(page);
      const cash = page.locator('section.part', { has: page.locator('#h-cash') });
      await cash.getByText('By year, as a budget').click();
      await cash.locator('[data-part="by-year"] tr.total').nth(2).waitFor();
      const years = await rows(cash.locator('[data-part="by-year"] table'));
      assert.match(await cash.locator('[data-part="by-year"] thead').textContent(), /Year 1.*Year 2.*Year 3\s*6 months/);
      const own = years.slice(years.findIndex(([label]) => label === 'own servers') + 1);
      const [capital, building, running, all] = ['Hardware bought', 'Building', 'Running', 'The year in all'].map(name => own.find(([label]) => label.startsWith(name)).slice(1).map(amount));
      for (const at of [0, 1, 2]) assert.ok(Math.abs(capital[at] + building[at] + running[at] - all[at]) < 0.02 * Math.abs(all[at]) + 1000, `${own}`);
      const end = () => cash.locator('#cash svg[role="img"] path.line.buy').getAttribute('d');
      const monthly = await end();
      await cash.getByRole('button', { name: 'Added up' }).click();
      assert.notEqual(await end(), monthly);
      assert.equal(await cash.getByRole('button', { name: 'Added up' }).getAttribute('aria-pressed'), 'true');
    },
  },
];
