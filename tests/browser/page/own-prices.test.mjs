// Prices and scores of one’s own on the page.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { watched } from '../acceptance/browsers.mjs';
import { needs, notices, open, sentence, unfold } from '../acceptance/top.mjs';

/** Wages half of the default's and a rent of one's own; a row that must be refused, and a field that is none. */
const OWN = JSON.stringify({
  name: 'Acme',
  inputs: { engineer_cost: 100000 },
  hosted: [
    { id: 'anthropic/claude-sonnet-5.5', host: 'Anthropic', model: 'Claude Sonnet 5.5', kind: 'chat', from: '2026-11-20', input: 1, output: 5, context: 1000000, quality: 'claude-sonnet-5', checked: '2026-11-20', source: 'our contract of 20 November', grade: 'A' },
    { id: 'groq/gpt-oss-120b', host: 'Groq', model: 'gpt-oss-120b', weights: 'gpt-oss-120b', kind: 'chat', from: '2026-01-05', input: 0.1, output: 0.4, checked: '2026-01-05', source: 'our contract of January', grade: 'A' },
    { id: 'acme/free', host: 'Acme', model: 'Free', kind: 'chat', from: '2026-11-20', input: -1, output: 5, checked: '2026-11-20', source: 'our contract of 20 November', grade: 'A' },
  ],
  discount: 5,
});

export const ordinarily = ['firefox'];

export const tests = [
  {
    name: 'a model without a score says so and can be given one',
    needs,
    async run(t) {
      const page = await open(t, '?v=2&workloads=a&a.model=openai/gpt-6-astra&a.quality=strong');
      await sentence(page);
      await unfold(page, 'own-prices', '#score-of');
      await page.selectOption('#score-of', 'GPT-6 Astra');
      await page.fill('#score-points', '62');
      await page.getByRole('button', { name: 'Score it' }).click();
      await page.waitForFunction(() => /Prices of your file/.test(document.body.textContent));
      await page.waitForFunction(() => { const list = document.getElementById('score-of'); return list && ![...list.options].some(one => one.value === 'GPT-6 Astra'); });
      // What is no number is refused aloud, and the score that was given is not lost.
      await page.fill('#score-points', 'many');
      await page.getByRole('button', { name: 'Score it' }).click();
      await page.getByText('“many” is no score: points go from above 0 to 100.').waitFor();
      await page.getByText('Prices of your file').waitFor();
      assert.deepEqual(page.seen.errors, []);
    },
  },
  {
    name: 'own prices count, are named, and what is refused is said',
    needs,
    async run(t) {
      const page = await open(t, '?v=2&assistant.requests=2M');
      const before = await sentence(page);
      await unfold(page, 'own-prices', '#own-prices-file');
      const choose = content => page.setInputFiles('#own-prices-file', { name: 'own.json', mimeType: 'application/json', buffer: Buffer.from(content) });
      await choose(OWN);
      await page.waitForFunction(() => /Prices of Acme/.test(document.body.textContent));
      const notice = () => notices(page);
      // What came of the file is far from where it was chosen: the page goes there.
      await page.waitForFunction(() => document.activeElement?.id === 'own-notice');
      const told = await notice();
      assert.match(told, /A link does not carry the rows; the inputs it does\./);
      assert.match(told, /Prices of Acme: 3 numbers or rows over the public ones; in this answer: .*Cost of an engineer/);
      assert.match(told, /Claude Sonnet 5\.5 at Anthropic, input/);
      assert.match(told, /Refused, and not counted:.*The price of acme\/free.*: input must be/);
      assert.match(told, /Read, and not counted today:.*The price of groq\/gpt-oss-120b from 2026-01-05: from must be later than 2026-08-21/);
      assert.match(told, /discount must be a table of the catalog/);
      const own = await sentence(page);
      assert.notEqual(own, before);
      await page.waitForFunction(text => document.getElementById('live').textContent === text, own);
      // The dot of the picture says what the headline says: it kept the ratio of the public prices once.
      const times = own.match(/([\d.]+) times as much/)[1];
      assert.equal(await page.locator('#bands svg text.you').textContent(), `you: ${times} times an API`);
      await page.getByRole('button', { name: 'Without them' }).click();
      await page.waitForFunction(text => document.getElementById('verdict').textContent.trim().replace(/\s+/g, ' ') === text, before);
      assert.doesNotMatch(await notice(), /Acme/);
      await choose('no JSON');
      await page.waitForFunction(() => /Refused, and not counted/.test(document.body.textContent));
      assert.match(await notice(), /The file must be JSON/);
      assert.deepEqual(page.seen.errors, []);
    },
  },
  {
    name: 'a single file with own prices is saved with them',
    needs: ['page', 'singleFile'],
    async run(t) {
      const opened = async path => {
        const context = await t.context();
        await context.addInitScript(() => {
          const real = URL.createObjectURL;
          URL.createObjectURL = blob => { window.offered = blob; return real.call(URL, blob); };
        });
        const page = await watched(context, []);
        await page.goto(String(pathToFileURL(path)));
        await sentence(page);
        return page;
      };
      const page = await opened(t.works.singleFile);
      await unfold(page, 'own-prices', '#own-prices-file');
      await page.setInputFiles('#own-prices-file', { name: 'own.json', mimeType: 'application/json', buffer: Buffer.from(OWN) });
      await page.waitForFunction(() => /Prices of Acme/.test(document.body.textContent));
      const own = await sentence(page);
      await page.getByRole('button', { name: 'More', exact: true }).click();
      await page.getByRole('button', { name: /This file with these inputs/ }).click();
      const path = join(t.works.folder, `own-${t.browserName}.html`);
      writeFileSync(path, await page.evaluate(() => window.offered.text()));
      const copy = await opened(path);
      assert.equal(await sentence(copy), own);
      assert.match(await copy.evaluate(() => document.querySelector('.notice[role=status]').textContent), /Prices of Acme/);
      assert.deepEqual(copy.seen.errors, []);
    },
  },
];
