// The day of the prices, their past, and a visitor's own price list over the public ones.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { needs, notices, open, sentence, unfold } from '../acceptance/top.mjs';

const made = page => page.evaluate(() => document.querySelector('.made').textContent.replace(/\s+/g, ' '));

export const ordinarily = ['firefox'];

export const tests = [
  {
    name: 'the verdict tells the day of its prices, and warns 61 days later, not 60',
    needs,
    async run(t) {
      const at = async days => {
        const context = await t.context();
        await context.addInitScript(ahead => {
          const day = Date.parse('2026-11-24') + ahead * 864e5 + 36e5;
          Date.now = () => day;
        }, days);
        const page = await open(t, '', { context });
        await sentence(page);
        return made(page);
      };
      const [fresh, old] = [await at(60), await at(61)];
      assert.match(fresh, /Prices of 24 November 2026\./);
      assert.doesNotMatch(fresh, /days old/);
      assert.match(old, /The newest prices here are 61 days old\. Check those that decide/);
    },
  },
  {
    name: 'a price that decides and that nobody has looked at for long is named beside the verdict, with both its days among the numbers',
    needs,
    async run(t) {
      // 29 days of July, 31, 30, 31 and 24 are 145.
      const page = await open(t, '?v=2&asof=2026-11-24&workloads=a&a.model=deepinfra/gpt-oss-120b&a.quality=any');
      await sentence(page);
      const said = await made(page);
      assert.match(said, /The price of gpt-oss-120b at DeepInfra was last checked on 2 July 2026, 145 days (ago|before)\./);
      assert.doesNotMatch(said, /\d{4}-\d\d-\d\d/);
    },
  },
  {
    name: 'the past of a model and of a GPU is drawn with its days and sources',
    needs,
    async run(t) {
      const page = await open(t);
      await sentence(page);
      await unfold(page, 'history', '#history-chart svg');
      const told = async id => {
        await page.fill('#history-of', id);
        await page.press('#history-of', 'Tab');
        await page.waitForFunction(one => document.querySelector('#history-chart figcaption').textContent.startsWith(one), id);
        await page.evaluate(() => { document.querySelector('#history-chart details').open = true; });
        await page.waitForSelector('#history-chart tbody tr');
        return page.evaluate(() => [document.querySelector('#history-chart figcaption').textContent,
          ...[...document.querySelectorAll('#history-chart tbody tr')].map(row => row.textContent.replace(/\s+/g, ' '))]);
      };
      // Anthropic's announcement of 2023-11-21 cut Claude 2 from 11.02 / 32.68 to 8 / 24; retired 2025-07-21.
      const claude = await told('anthropic/claude-2');
      assert.match(claude[0], /from \$11\.02 input, \$32\.68 output in 2023 to \$8\.00 input, \$24\.00 output per million tokens, retired 21 July 2025/);
      assert.equal(claude.length, 4);
      assert.match(claude[2], /2023-11-21\$8\.00\$24\.00/);
      const a10 = await told('A10 at Lambda, on-demand');
      assert.match(a10[0], /from \$0\.60 rent in 2023 to \$1\.29 rent per GPU and hour/);
      // Google's list had it on 2022-08-05 and on 2023-10-05, and nobody since: no line to the day of the record.
      await told('A100 40GB at GCP, on-demand');
      const google = await page.textContent('#history-chart');
      assert.match(google, /Last seen 5 October 2023: the line ends there\./);
      assert.match(await page.locator('#history-chart svg').textContent(), /2023-10-05/);
      // What is sold by the search is no price of tokens.
      assert.match((await told('cohere/rerank-v3.5'))[0], /\$0\.002 price per search/);
      // 23 points were first sold by o1 at 15 and 60 dollars, (3 × 15 + 60) ÷ 4 = 26.25; gpt-oss-120b at DeepInfra later.
      const level = await told('cheapest model with 23 points');
      assert.match(level[0], /from \$26\.25 price in 2025 to \$0\.0767 price per million tokens, three in to one out/);
      assert.match(level[1], /^2025-02-01, first seen\$26\.25B?.*openai\/o1/);
      // A price that never moved is told once, and what writes nothing has no price of output.
      const embedding = await told('openai/text-embedding-3-small');
      assert.match(embedding[0], /^openai\/text-embedding-3-small: \$0\.02 input per million tokens since/);
      // 6.98 in February 2026, 7.89 from March, 6.98 again in November: one price, and not “from 6.98 to 6.98”.
      const back = await told('H100 NVL at Azure, on-demand');
      assert.match(back[0], /: \$6\.98 rent per GPU and hour, as on 11 February 2026/);
      // What is no name stays as typed and is said to be none; the last price that was one stays drawn.
      await page.fill('#history-of', '');
      await page.locator('#history-of').pressSequentially('H100 NVL at nobody');
      await page.press('#history-of', 'Enter');
      await page.getByText('No price of that name.').waitFor();
      assert.equal(await page.inputValue('#history-of'), 'H100 NVL at nobody');
      assert.match(await page.textContent('#history-chart figcaption'), /^H100 NVL at Azure/);
      await told('openai/gpt-4o');
      assert.equal(await page.getByText('No price of that name.').count(), 0);
      assert.deepEqual(page.seen.errors, []);
    },
  },
  {
    name: 'a model that its host has retired is said at once, stays chosen, and is no answer',
    needs,
    async run(t) {
      const page = await open(t, '?v=2&workloads=a&a.model=groq/llama-3.3-70b&a.quality=same');
      await sentence(page);
      assert.match(await notices(page), /Llama 3\.3 70B, Groq is no longer sold by Groq: it was retired, its last day was 2026-10-02/);
      const text = await page.evaluate(() => document.body.textContent.replace(/\s+/g, ' '));
      assert.match(text, /Groq has retired Llama 3\.3 70B, so that staying is no choice/);
      assert.doesNotMatch(text, /Staying as you are/);
      // The bill is tokens alone: 100,000 requests and 2 % retries of 1,500 tokens in at 0.59 and 400 out at 0.79 USD a million.
      assert.match(text, /don’t know: \$120 at list prices/);
      await page.evaluate(() => { document.querySelector('details[data-part="w-a"]').open = true; });
      await page.waitForSelector('[id="f-a.model"]');
      assert.equal(await page.evaluate(() => document.getElementById('f-a.model').selectedOptions[0].textContent), 'Llama 3.3 70B, Groq, no longer sold');
      // What nobody moves to stands apart: ended, to end, or merely last seen; and no offer of today does.
      const apart = await page.evaluate(() => [...document.getElementById('f-a.model').querySelectorAll('optgroup[label^="Ended"] option')].map(one => one.textContent));
      for (const told of ['GPT-4o, OpenAI, sold until 2027-01-13', 'Claude Sonnet 4.6, Anthropic, last seen 2026-08-21']) assert.ok(apart.includes(told), apart.join('\n'));
      assert.ok(!apart.some(one => one.startsWith('GPT-6.1 Sol, OpenAI')));
      assert.deepEqual(page.seen.errors, []);
    },
  },
  {
    name: 'this decision a year ago stands beside today’s, and says what had no price then',
    needs,
    async run(t) {
      const page = await open(t, '?v=2&assistant.requests=2M&asof=2026-11-23');
      await sentence(page);
      await unfold(page, 'history', '#history-chart svg');
      await page.getByRole('button', { name: 'This decision with the prices of a year ago' }).click();
      await page.waitForFunction(() => /Prices of 23 November 2025/.test(document.querySelector('.made').textContent));
      assert.match(page.url(), /asof=2025-11-23/);
      await page.waitForSelector('#h-compare');
      const notice = await notices(page);
      assert.match(notice, /Claude Sonnet 5\.5, Anthropic was not on sale on 2025-11-23: its first known price is of 2026-09-28\. Counted instead: Claude Sonnet 4\.5 at Anthropic/);
      assert.match(notice, /asks for 38 points, and the best on sale with a score here on 2025-11-23 had 29\.3/);
      // Nothing was typed, and what the day put in place of what is named where the two are compared.
      const part = page.locator('section.part', { has: page.locator('#h-compare') });
      await part.getByText('Line by line').click();
      const told = await part.textContent();
      assert.match(told, /Prices of 23 November 2025 in place of 23 November 2026/);
      assert.match(told, /Claude Sonnet 5\.5, Anthropic was not on sale on 2025-11-23.*Counted instead: Claude Sonnet 4\.5 at Anthropic/s);
      // Differences are those of the amounts that stand beside them.
      const rows = await part.locator('table').last().locator('tbody tr').evaluateAll(all => all.map(row => [...row.children].slice(-3).map(cell => cell.textContent)));
      const amount = text => Number(text.replace(/[^\d.-]/g, ''));
      const whole = rows.filter(row => row.every(cell => /\d/.test(cell)));
      assert.ok(whole.length > 3, JSON.stringify(rows));
      for (const [was, is, by] of whole) assert.ok(Math.abs(amount(is) - amount(was) - amount(by)) < 0.006, `${was} to ${is}: ${by}`);
      // The same from the link: each of the two is answered with what was on sale on its own day.
      const cells = one => one.locator('section[aria-labelledby="h-compare"] table').first().locator('tbody tr').evaluateAll(all => all.map(row => row.textContent.replace(/\s+/g, ' ')));
      const again = await open(t, new URL(page.url()).search);
      await sentence(again);
      await again.waitForSelector('section[aria-labelledby="h-compare"] table');
      assert.deepEqual(await cells(again), await cells(page));
      await page.goBack();
      await page.waitForFunction(() => /Prices of 23 November 2026/.test(document.querySelector('.made').textContent));
    },
  },
  {
    name: 'a day outside the record is said, and what was on sale before the catalog’s own time is fetched for it',
    needs,
    async run(t) {
      const early = await open(t, '?v=2&asof=2020-01-01&assistant.requests=2M');
      await early.waitForFunction(() => /Prices of 28 November 2022/.test(document.querySelector('.made')?.textContent ?? ''));
      assert.match(await notices(early), /2020-01-01 lies before the record of prices begins\. Counted instead: 2022-11-28\./);
      const late = await open(t, '?v=2&asof=2099-01-01&assistant.requests=2M');
      await late.waitForFunction(() => /lies after the newest prices here/.test(document.body.textContent));
      assert.deepEqual([...early.seen.errors, ...late.seen.errors], []);
    },
  },
  {
    name: 'on an earlier day the form offers what was known then; what a link chose stays and is said',
    needs,
    async run(t) {
      const page = await open(t, '?v=2&asof=2024-06-01&workloads=a&a.quality=any&a.open_model=gpt-oss-120b&a.model=openai/gpt-4o');
      await page.waitForFunction(() => /Prices of 1 June 2024/.test(document.querySelector('.made')?.textContent ?? ''));
      await page.evaluate(() => { document.querySelector('details[data-part="w-a"]').open = true; });
      await page.waitForSelector('[id="f-a.open_model"]');
      const offered = key => page.evaluate(id => [...document.getElementById(id).options].map(one => one.value), `f-${key}`);
      const chosen = key => page.evaluate(id => document.getElementById(id).selectedOptions[0].textContent, `f-${key}`);
      const [models, hosted] = [await offered('a.open_model'), await offered('a.model')];
      assert.ok(models.includes('llama-3-70b') && models.includes('mixtral-8x7b'), models.join());
      assert.ok(!models.includes('llama-3.1-8b') && !models.includes('kimi-k3'), models.join());
      assert.ok(hosted.includes('openai/gpt-4o') && !hosted.includes('openai/gpt-5') && !hosted.includes('openai/gpt-6.1-sol'), hosted.join());
      assert.equal(await chosen('a.open_model'), 'gpt-oss-120b, unknown then');
      assert.match(await notices(page), /gpt-oss-120b was not out yet/);
      // Back to the newest prices, everything of today is offered again.
      await page.getByRole('button', { name: 'Use the newest' }).click();
      await page.waitForFunction(() => [...document.getElementById('f-a.open_model').options].some(one => one.value === 'kimi-k3'));
      assert.equal(await chosen('a.open_model'), 'gpt-oss-120b · 18 points');
      assert.deepEqual(page.seen.errors, []);
    },
  },
];
