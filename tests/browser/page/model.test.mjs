// A model is chosen out of some hundred and fifty: by who sells it, with prices and scores, by a part of its name.

import assert from 'node:assert/strict';
import { violations } from '../acceptance/axe.mjs';
import { addressWith, needs, open, sentence } from '../acceptance/top.mjs';

/** Opens the page with one workload's editor unfolded. */
async function opened(t, query, options = {}) {
  const page = await open(t, query, options);
  await sentence(page);
  await page.evaluate(() => { document.querySelector('details[data-part="w-a"]').open = true; });
  await page.waitForSelector('[id="f-a.model"]');
  return page;
}

const option = (page, word) => page.evaluate(one => document.querySelector(`[id="f-a.model"] option[value="${one}"]`)?.textContent, word);
const groupOf = (page, word) => page.evaluate(one => document.querySelector(`[id="f-a.model"] option[value="${one}"]`)?.parentElement.label, word);
const focused = page => page.evaluate(() => [document.activeElement.id, document.activeElement.value]);

export const ordinarily = ['firefox'];

export const tests = [
  {
    name: 'models stand under who sells them, with list prices and the score that counts',
    needs,
    async run(t) {
      const page = await opened(t, '?v=2&workloads=a');
      // Groq's price list: 0.15 and 0.60 dollars a million. The index gives gpt-oss-120b 18 points without reasoning.
      assert.equal(await option(page, 'groq/gpt-oss-120b'), 'gpt-oss-120b, Groq · $0.15 / $0.60 · 18 points');
      assert.equal(await groupOf(page, 'groq/gpt-oss-120b'), 'Groq');
      // An embedding has no output, a search of a reranker no price of tokens.
      assert.equal(await option(page, 'cohere/embed-v4'), 'Embed v4, Cohere · $0.12');
      assert.equal(await option(page, 'cohere/rerank-v3.5'), 'Rerank 3.5, Cohere');
      // Where only answers with reasoning were scored, it says so; and where the work reasons, all are compared by these.
      assert.match(await option(page, 'google/gemini-3.1-pro-preview'), / 46 points when it reasons$/);
      const reasoning = await opened(t, '?v=2&workloads=a&a.reasoning_tokens=800');
      assert.match(await option(reasoning, 'google/gemini-3.1-pro-preview'), / 46 points$/);
      assert.doesNotMatch(await option(reasoning, 'groq/gpt-oss-120b'), / 18 points/);
      // Other money, the same list.
      const euro = await opened(t, '?v=2&workloads=a&currency=EUR&rate=0.5');
      assert.match(await option(euro, 'groq/gpt-oss-120b'), /· €0\.075 \/ €0\.30 ·/);
    },
  },
  {
    name: 'a part of a name finds it by keys alone, and the list closes behind the choice',
    needs,
    async run(t) {
      const page = await opened(t, '?v=2&workloads=a', { viewport: { width: 360, height: 740 } });
      await page.locator('[id="find-f-a.model"]').focus();
      await page.keyboard.type('GPT OSS-120');
      const list = page.locator('[id="f-a.model"]');
      const words = await list.locator('option').evaluateAll(all => all.map(one => one.value));
      assert.ok(words.length > 4 && words.every(word => word.endsWith('/gpt-oss-120b')), words.join());
      await page.getByText(`${words.length} found`).waitFor();
      assert.deepEqual(await violations(page), []);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
      await page.keyboard.press('ArrowDown');
      await page.waitForFunction(word => document.activeElement.id === 'f-a.model' && document.activeElement.value === word, words[0]);
      await page.keyboard.press('ArrowDown');
      await addressWith(page, `a.model=${words[1]}`);
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => !document.getElementById('f-a.model').size);
      assert.deepEqual(await focused(page), ['f-a.model', words[1]]);
      assert.ok(await list.locator('option').count() > 100);
      // What is not there is said to be not there, and Escape gives the list back with the choice as it was.
      await page.locator('[id="find-f-a.model"]').fill('gpt 17');
      await page.getByText('0 found').waitFor();
      await page.locator('[id="find-f-a.model"]').press('Escape');
      await page.waitForFunction(() => !document.getElementById('f-a.model').size);
      assert.equal(await list.inputValue(), words[1]);
      // Enter takes the first that is found.
      await page.locator('[id="find-f-a.model"]').fill('luna azure');
      await page.locator('[id="find-f-a.model"]').press('Enter');
      await addressWith(page, 'a.model=azure/gpt-5.6-luna');
      assert.deepEqual(page.seen.errors, []);
    },
  },
];
