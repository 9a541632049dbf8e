// The memo as it goes to a board: whose it is, as print, as Markdown, and pasted into a document.

import assert from 'node:assert/strict';
import { addressWith, needs, open, sentence } from '../acceptance/top.mjs';
import { withOdds } from './answer.test.mjs';

export const ordinarily = ['chromium'];

export const tests = [
  {
    name: 'title, company and author stand above the memo, are in the link, and are no markup',
    needs,
    async run(t) {
      const page = await open(t, '?v=2&assistant.requests=2M');
      await sentence(page);
      await withOdds(page);
      await page.getByRole('button', { name: 'More' }).click();
      for (const [label, text] of [['Title', '*Serving* <b>plan</b>'], ['Company', 'ACME & Sons'], ['Author', 'J. Doe']]) {
        await page.getByLabel(`${label} of the memo`).selectText();
        await page.getByLabel(`${label} of the memo`).pressSequentially(text);
        await page.getByLabel(`${label} of the memo`).press('Tab');
      }
      await addressWith(page, 'memo_by=J.+Doe');
      const head = () => page.locator('.memo > .note').first().textContent();
      await page.waitForFunction(() => /J\. Doe/.test(document.querySelector('.memo > .note')?.textContent ?? ''));
      assert.match(await head(), /^\*Serving\* <b>plan<\/b> · ACME & Sons · J\. Doe · \d+ \w+ \d{4}$/);
      // What is saved, before the browser asks where to.
      await page.evaluate(() => {
        const make = URL.createObjectURL;
        URL.createObjectURL = blob => { blob.text().then(text => { window.saved = text; }); return make(blob); };
      });
      await page.getByRole('button', { name: 'Memo as Markdown' }).click();
      const text = await (await page.waitForFunction(() => window.saved)).jsonValue();
      assert.match(text, /^# \\\*Serving\\\* \\<b\\>plan\\<\/b\\>\n\nACME & Sons, J\. Doe, \d+ \w+ \d{4}\n\n## Question/);
      const again = await open(t, new URL(page.url()).search);
      await sentence(again);
      await withOdds(again);
      assert.match(await again.locator('.memo > .note').first().textContent(), /ACME & Sons/);
    },
  },
  {
    name: 'on a phone, where nobody has scrolled, the printed memo tells what would change the answer',
    needs,
    async run(t) {
      const page = await open(t, '?v=2&assistant.requests=40M', { viewport: { width: 360, height: 740 } });
      await sentence(page);
      await withOdds(page);
      const told = () => page.evaluate(() => document.querySelector('.memo').textContent.includes('What would change the answer'));
      await page.evaluate(() => { window.print = () => { window.printed = document.querySelector('main').dataset.known; }; });
      const before = await told();
      await page.getByRole('button', { name: 'Memo', exact: true }).click();
      const known = await (await page.waitForFunction(() => window.printed, null, { timeout: 10_000 })).jsonValue();
      assert.deepEqual([before, known, await told()], [false, 'all', true]);
    },
  },
  {
    name: 'the memo copied into a document is headings, text and tables',
    needs,
    async run(t) {
      const page = await open(t, '?v=2&assistant.requests=2M');
      await sentence(page);
      await withOdds(page);
      await page.evaluate(() => {
        Object.defineProperty(navigator, 'clipboard', { value: { write: async items => { window.pasted = await (await items[0].getType('text/html')).text(); } }, configurable: true });
      });
      await page.getByRole('button', { name: 'More' }).click();
      await page.getByRole('button', { name: 'Copy memo into a document' }).click();
      await page.getByText('Memo copied').waitFor();
      const pasted = await page.evaluate(() => window.pasted);
      assert.match(pasted, /<h1>[^]*Buy\. An API costs about[^]*<table/);
      assert.doesNotMatch(pasted, /<svg|<button|<!--/);
      assert.match(pasted, /Prices of 24 November 2026, engine/);
    },
  },
];
