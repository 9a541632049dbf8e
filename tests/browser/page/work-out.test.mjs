// Requests and lengths from what one knows: people and how often, documents and pages, a sample.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { violations } from '../acceptance/axe.mjs';
import { addressWith, needs, open, sentence } from '../acceptance/top.mjs';

const text = (page, selector) => page.locator(selector).innerText().then(said => said.replace(/\s+/g, ' '));

/** Opens the page and what works numbers out, by keys. */
async function opened(t, query = '', options = {}) {
  const page = await open(t, query, options);
  await sentence(page);
  const button = page.locator('.note button[aria-expanded]');
  await button.focus();
  await page.keyboard.press('Enter');
  await page.waitForSelector('.work-out');
  return page;
}

export const ordinarily = ['firefox'];

export const tests = [
  {
    name: 'people and how often give requests a month, with undo, Back and the focus where it was',
    needs,
    async run(t) {
      const page = await opened(t);
      await page.keyboard.press('Tab');
      assert.equal(await page.evaluate(() => document.activeElement.id), 'work-of');
      await page.locator('#work-people').focus();
      await page.keyboard.type('5,000');
      await page.keyboard.press('Tab');
      await page.keyboard.type('4');
      // 5,000 · 4 · 21.7
      assert.equal(await text(page, '#work-told'), '5,000 people × 4 times × 21.7 working days = 434,000 requests a month');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await addressWith(page, 'assistant.requests=434k');
      assert.match(page.url(), /\?v=2&assistant\.requests=434k&asof=[\d-]+&engine=[\d.]+$/, 'nothing but the number');
      assert.equal(await page.locator('[name="assistant.requests"]').inputValue(), '434,000');
      assert.equal(await page.evaluate(() => document.activeElement.id), 'use-requests');
      assert.match(await text(page, '.undone'), /^support assistant: 434,000 requests a month\. Undo/);
      await page.waitForFunction(() => document.getElementById('live').textContent.startsWith('support assistant: 434,000 requests a month. '));
      await page.goBack();
      await page.waitForFunction(() => document.getElementsByName('assistant.requests')[0].value === '400,000' && !location.href.includes('434k'));
      await page.goForward();
      await page.waitForFunction(() => document.getElementsByName('assistant.requests')[0].value === '434,000');
      await page.locator('.undone button').click();
      await page.waitForFunction(() => document.getElementsByName('assistant.requests')[0].value === '400,000');
    },
  },
  {
    name: 'a range gives a range, documents count by their pages, and what is no number is said',
    needs,
    async run(t) {
      const page = await opened(t);
      await page.locator('#work-of').selectOption({ index: 1 });
      await page.locator('#work-by').selectOption('documents');
      await page.locator('#work-documents').fill('20k');
      await page.locator('#work-pages').fill('many');
      assert.equal(await text(page, '#work-told'), '“many” is not a number, such as 5,000 or 2 to 6.');
      assert.equal(await page.locator('#work-pages').getAttribute('aria-invalid'), 'true');
      assert.equal(await page.locator('#use-requests').count(), 0);
      await page.locator('#work-pages').fill('2 to 6');
      // 20,000 · 2 and 20,000 · 6; the middle of a range is the root of their product, 69,282.
      assert.equal(await text(page, '#work-told'), '20,000 documents × 2 to 6 pages = 40,000 to 120,000 requests a month');
      const slug = await page.locator('#work-of').inputValue();
      await page.locator('#use-requests').click();
      await addressWith(page, `${slug}.requests=40k~120k`);
      await page.waitForFunction(key => document.getElementById(`i-${key}`)?.textContent.includes('read as 40,000 to 120,000, middle 69,300'), `${slug}.requests`);
      // Another workload begins anew.
      await page.locator('#work-of').selectOption({ index: 0 });
      assert.equal(await page.locator('#work-by').inputValue(), 'people');
      assert.equal(await page.locator('#work-people').inputValue(), '');
    },
  },
  {
    name: 'a range from the link can be edited in its field: no word of its end stands for its beginning',
    needs,
    async run(t) {
      const page = await open(t, '?v=2&assistant.requests=40k~4M');
      await sentence(page);
      const box = page.locator('[name="assistant.requests"]');
      assert.equal(await box.inputValue(), '40,000 to 4,000,000');
      await box.fill('40,000 to 5,000,000');
      await addressWith(page, 'assistant.requests=40k~5M');
    },
  },
  {
    name: 'numbers are read as the engine reads them',
    needs: [],
    async run() {
      const { endsOf } = await import('../../../www/factors.js');
      for (const [typed, ends] of Object.entries({
        '5,000': [5000, 5000], '5k': [5000, 5000], '1.5M': [1.5e6, 1.5e6], '2 to 6k': [2000, 6000], '2–6': [2, 6], '2 bis 6': [2, 6], '2 à 6': [2, 6],
        '0,5': [0.5, 0.5], '1.234.567': [1234567, 1234567], "5'000": [5000, 5000], '5.000,5': null, '6 to 2': null, '1 to 2 to 3': null, '-3': null, 'many': null, '': null,
      })) assert.deepEqual(endsOf(typed), ends, typed);
    },
  },
  {
    name: 'a pasted sample gives lengths by a rule that is said; its text stays nowhere',
    needs,
    async run(t) {
      const page = await opened(t);
      const asked = [];
      page.on('request', request => asked.push(request.url() + (request.postData() ?? '')));
      // 7,700 Latin letters: 5.5 to 3.5 of them to a token; 396 Chinese characters: 1.8 to 1.1.
      await page.locator('#sample-input_tokens').fill('secretz'.repeat(1100));
      assert.equal(await text(page, '.work-out [role=status] >> nth=0'), '7,700 characters: 1,400 to 2,200 tokens, by 3.5 to 5.5 characters a token');
      await page.locator('#use-input_tokens').click();
      await addressWith(page, 'assistant.input_tokens=1400~2200');
      assert.match(await text(page, '.undone'), /^support assistant, Tokens in: 1,400 to 2,200, estimated from a sample\. Undo/);
      assert.equal(await page.evaluate(() => document.activeElement.id), 'use-input_tokens');
      await page.locator('#sample-output_tokens').fill('\u6f22'.repeat(396));
      assert.equal(await text(page, '.work-out [role=status] >> nth=1'), '396 characters: 220 to 360 tokens, by 1.1 to 1.8 characters a token');
      await page.locator('#use-output_tokens').click();
      await addressWith(page, 'assistant.output_tokens=220~360');
      await page.locator('.note button[aria-expanded]').click();
      const kept = await page.evaluate(() => JSON.stringify([location.href, { ...localStorage }, { ...sessionStorage }, document.cookie, history.state, document.documentElement.outerHTML]));
      assert.doesNotMatch(kept + asked.join(' '), /secretz|\u6f22/);
      await page.locator('.note button[aria-expanded]').click();
      assert.equal(await page.locator('#sample-input_tokens').inputValue(), '');
      assert.equal(await page.locator('#use-input_tokens').count(), 0);
    },
  },
  {
    name: 'not to know is an answer: a wide range around the usual, which says so and is heard',
    needs,
    async run(t) {
      const page = await opened(t);
      await page.getByRole('button', { name: /I don’t know *: Requests a month/ }).click();
      await addressWith(page, 'assistant.requests=40k~4M');
      const said = 'support assistant, Requests a month: 40,000 to 4,000,000, a wide guess: 10 times less to 10 times more than the usual 400,000.';
      assert.ok((await text(page, '.undone')).startsWith(said));
      await page.waitForFunction(wanted => document.getElementById('live').textContent.startsWith(wanted), said);
      assert.equal(await page.evaluate(() => document.activeElement.id), 'unknown-requests');
      await page.getByRole('button', { name: /I don’t know *: Tokens out/ }).click();
      // 350 / 3 and 350 · 3; the catalog's tokens_in_out: Azure code 28, Mooncake 343.
      await addressWith(page, 'assistant.output_tokens=117~1050');
      assert.match(await text(page, '.undone'), /: 117 to 1,050, a wide guess: 3 times less to 3 times more than the usual 350; of three services that were measured it was 28 to 343\./);
      await page.locator('.undone button').click();
      await page.waitForFunction(() => document.getElementsByName('assistant.output_tokens')[0].value === '350');
    },
  },
  {
    name: 'the services that were measured are those of the catalog',
    needs: [],
    async run() {
      const { parameters } = JSON.parse(readFileSync(new URL('../../../www/catalog.json', import.meta.url), 'utf8'));
      const { note } = parameters.find(one => one.key === 'tokens_in_out');
      const pairs = [...note.matchAll(/([\d,]+)\/(\d+)/g)].map(([, ...both]) => both.map(one => Number(one.replace(',', ''))));
      const [, input, output] = /MEASURED = \{ input_tokens: (\[.*?\]), output_tokens: (\[.*?\])/.exec(readFileSync(new URL('../../../www/work-out.js', import.meta.url), 'utf8'));
      [input, output].forEach((ends, at) => assert.deepEqual(JSON.parse(ends), [Math.min(...pairs.map(one => one[at])), Math.max(...pairs.map(one => one[at]))]));
    },
  },
  {
    name: 'the rule for samples holds what tokenizers count',
    needs: [],
    async run() {
      const { countTokens } = await import('../../../www/sample.js');
      const license = readFileSync(new URL('../../../LICENSE-APACHE', import.meta.url), 'utf8');
      const { tokens: [low, high] } = countTokens(license);
      // o200k, Llama 3, Qwen 3 and DeepSeek 3.
      for (const counted of [1998, 2005, 2008, 2009]) assert.ok(low <= counted && counted <= high, `${counted} in ${low} to ${high}`);
      // 80 Cyrillic letters; 65 digits; a run of blanks is one.
      assert.deepEqual(countTokens('\u044f'.repeat(80))?.tokens, [20, 40]);
      assert.deepEqual(countTokens('5'.repeat(65))?.tokens, [26, 50]);
      assert.equal(countTokens('a    \n  b')?.characters, 3);
      assert.equal(countTokens(' \n '), null);
    },
  },
  {
    name: 'what works numbers out fits a phone and has nothing that axe finds wrong',
    needs,
    async run(t) {
      for (const query of ['', '?lang=de&theme=dark', '?lang=fr']) {
        const page = await opened(t, query, { viewport: { width: 360, height: 740 } });
        await page.locator('#work-people').fill('5k');
        await page.locator('#work-often').fill('2-6');
        await page.waitForSelector('#use-requests');
        await page.locator('#sample-output_tokens').fill('word '.repeat(2000));
        await page.waitForSelector('#use-output_tokens');
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
        assert.deepEqual(await violations(page), []);
      }
    },
  },
];
