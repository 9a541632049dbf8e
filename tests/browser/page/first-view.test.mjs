// The first view under a hand: the dot, rules with their consequence, rows of workloads, and numbers judged at rest.

import assert from 'node:assert/strict';
import { addressWith, field, needs, open, sentence } from '../acceptance/top.mjs';
import { withOdds } from './answer.test.mjs';

const active = page => page.evaluate(() => document.activeElement?.id || document.activeElement?.textContent?.trim() || document.activeElement?.tagName);
const names = page => page.$$eval('section.workload', all => all.map(one => one.getAttribute('aria-label')));
const rows = (page, wanted) => page.waitForFunction(expected => [...document.querySelectorAll('section.workload')].map(one => one.getAttribute('aria-label')).join('~') === expected, wanted.join('~'), { timeout: 30_000 });

export const tests = [
  {
    name: 'every option has one name and one color in bars and table, and the bars carry the headline’s amounts',
    needs,
    async run(t) {
      const page = await open(t);
      const said = await sentence(page);
      const bars = await page.$$eval('#answer .bar-row', all => all.map(one => ({
        name: one.querySelector('.bar-name').textContent, amount: one.querySelector('button').textContent.trim(),
        sides: [...new Set([...one.querySelectorAll('rect')].map(piece => piece.classList[1]))],
      })));
      assert.deepEqual(bars.map(bar => bar.sides), [['buy'], ['buy'], ['hybrid'], ['build']]);
      const heads = await page.$$eval('section[aria-labelledby="costs"] thead th', all => all.slice(1, 5).map(one => one.textContent));
      assert.deepEqual(bars.map(bar => bar.name), heads);
      for (const amount of said.match(/\$[\d,]+/g)) assert.ok(bars.some(bar => bar.amount === amount), `${amount} in ${JSON.stringify(bars)}`);
      const [api, own] = said.match(/\$[\d,]+/g).map(text => Number(text.replace(/[$,]/g, '')));
      const ratio = Number(/([\d.]+) times as much/.exec(said)[1]);
      assert.ok(Math.abs(own / api / ratio - 1) < 0.03, said);
    },
  },
  {
    name: 'the dot is a slider: it sets the volume, says where it stands, and the curve stays where it is',
    needs,
    async run(t) {
      const page = await open(t);
      const before = await sentence(page);
      const dot = page.locator('#bands input[type="range"]');
      assert.match(await dot.getAttribute('aria-valuetext'), /^today’s volume: running your own costs [\d.]+ times an API$/);
      const drawn = await page.locator('#bands path.line.ratio').getAttribute('d');
      await dot.focus();
      // The first press moves it, by a tenth.
      await page.keyboard.press('ArrowRight');
      await addressWith(page, 'volume_factor=1.1');
      for (let n = 0; n < 3; n += 1) await page.keyboard.press('ArrowRight');
      await page.waitForFunction(old => document.getElementById('verdict').textContent.trim().replace(/\s+/g, ' ') !== old, before);
      // 1.1, 1.2 (1.21), 1.3 (1.32), 1.4 (1.43).
      await addressWith(page, 'volume_factor=1.4');
      assert.match(await dot.getAttribute('aria-valuetext'), /^1\.4 times today’s volume: running your own costs [\d.]+ times an API$/);
      assert.equal(await page.locator('#bands path.line.ratio').getAttribute('d'), drawn);
      // The dot says what the headline says, also between the points of the curve.
      await page.keyboard.press('PageUp');
      await addressWith(page, 'volume_factor=2.8');
      await page.waitForFunction(() => !['first', 'answer'].includes(document.querySelector('main').dataset.known), null, { timeout: 60_000 });
      const [, times] = /([\d.]+) times as much/.exec(await sentence(page)) ?? [];
      assert.ok((await dot.getAttribute('aria-valuetext')).endsWith(`running your own costs ${times} times an API`), `${times}: ${await dot.getAttribute('aria-valuetext')}`);
      await page.getByRole('button', { name: 'Back to today’s volume' }).click();
      await page.waitForFunction(old => document.getElementById('verdict').textContent.trim().replace(/\s+/g, ' ') === old, before);
    },
  },
  {
    name: 'an edit is followed by the amounts first, and then by a picture that is a reload’s',
    needs,
    async run(t) {
      const page = await open(t);
      await sentence(page);
      const curve = one => one.locator('#bands path.line.ratio').getAttribute('d');
      const before = await curve(page);
      await page.evaluate(() => {
        window.seen = [];
        new MutationObserver(() => {
          const known = document.querySelector('main').dataset.known;
          if (window.seen.at(-1) !== known) window.seen.push(known);
        }).observe(document.querySelector('main'), { attributes: true });
      });
      await (await field(page, 'assistant.requests')).fill('20M');
      await addressWith(page, 'assistant.requests=20M');
      await page.waitForFunction(() => ['odds', 'all'].includes(document.querySelector('main').dataset.known) && window.seen.includes('first'), null, { timeout: 60_000 });
      const seen = await page.evaluate(() => window.seen);
      assert.deepEqual(seen.slice(seen.indexOf('first')), ['first', 'answer', 'odds']);
      const after = await curve(page);
      assert.notEqual(after, before);
      const again = await open(t, new URL(page.url()).search, { site: page.site });
      await sentence(again);
      assert.equal(await curve(again), after);
      await again.waitForFunction(() => ['odds', 'all'].includes(document.querySelector('main').dataset.known), null, { timeout: 60_000 });
      assert.equal(await sentence(again), await sentence(page));
    },
  },
  {
    name: 'a range typed letter by letter is judged when it is finished: no error, no wild answer, no jump, and an echo',
    needs,
    async run(t) {
      const page = await open(t);
      await sentence(page);
      const box = await field(page, 'assistant.requests');
      const top = () => box.evaluate(one => Math.round(one.getBoundingClientRect().top));
      await box.click();
      await page.keyboard.press('Control+A');
      const at = await top();
      for (const [place, letter] of [...'1 to 3 million'].entries()) {
        await page.keyboard.type(letter);
        // After "1 t" the hand rests for longer than any text waits that reads as a number.
        await page.waitForTimeout(place === 2 ? 1500 : 60);
        assert.equal(await page.locator('.issue').count(), 0, letter);
        assert.equal(await top(), at, letter);
        assert.doesNotMatch(await sentence(page), /\$[\d,]{11,}/);
      }
      await page.locator('.echo').waitFor();
      assert.match(await page.locator('.echo').textContent(), /read as 1,000,000 to 3,000,000, middle 1\.73 million/);
      assert.equal(await top(), at);
      await page.keyboard.press('Escape');
      await page.waitForFunction(() => document.getElementsByName('assistant.requests')[0].value === '400,000');
    },
  },
  {
    name: 'a rule says what it does in the first view, and two buttons settle it',
    needs,
    async run(t) {
      const page = await open(t, '?v=2&regime=air-gap&assistant.quality=basic&workloads=assistant');
      await sentence(page);
      await withOdds(page);
      const ruling = page.locator('.ruling');
      await ruling.waitFor();
      assert.match((await ruling.textContent()).replace(/\s+/g, ' '), /rules out an outside API where there really is no link.*If it forbids an outside API: self-host, at \$[\d,]+ a month/);
      assert.match(await sentence(page), /^Buy\./);
      await ruling.getByRole('button', { name: 'Yes, no link' }).click();
      await page.waitForFunction(() => /^Self-host\. .*rules out every hosted API/.test(document.getElementById('verdict').textContent.trim().replace(/\s+/g, ' ')));
      assert.equal(await page.locator('#answer .bar-row', { hasText: 'API' }).count(), 0, 'no forbidden host in the picture');
      await page.locator('.ruling').getByText('May the GPUs be rented from a third party?').waitFor({ timeout: 30_000 });
      await page.getByRole('button', { name: 'It does not forbid it after all' }).click();
      await page.waitForFunction(() => /^Buy\./.test(document.getElementById('verdict').textContent.trim()));
      // What people type for "there is none" binds nothing.
      for (const text of ['none', '?', 'not sure']) {
        const other = await open(t, `?v=2&regime=air-gap&assistant.quality=basic&workloads=assistant&clause=${encodeURIComponent(text)}`, { site: page.site });
        assert.match(await sentence(other), /^Buy\./, text);
        await other.close();
      }
    },
  },
  {
    name: 'adding, moving and removing keep the focus, offer undoing, and Back undoes them',
    needs,
    async run(t) {
      const page = await open(t);
      await sentence(page);
      const start = await names(page);
      await page.getByRole('button', { name: 'Add a workload' }).click();
      await rows(page, [...start, 'new workload']);
      await page.waitForFunction(() => document.activeElement?.id === 'f-new-workload.name');
      await page.locator('section.workload summary').nth(1).click();
      await page.locator('section.workload').nth(1).getByRole('button', { name: 'Move up' }).click();
      await rows(page, [start[1], start[0], start[2], 'new workload']);
      await page.waitForFunction(() => document.activeElement !== document.body);
      assert.match(await active(page), /Rename|Duplicate|Move|move-/);
      await page.locator('section.workload').first().getByRole('button', { name: 'Remove' }).click();
      await rows(page, [start[0], start[2], 'new workload']);
      await page.waitForFunction(() => document.activeElement?.tagName === 'INPUT');
      assert.match(await page.locator('.undone').textContent(), /“.+” removed\./);
      await page.locator('.undone').getByRole('button', { name: 'Undo' }).click();
      await rows(page, [start[1], start[0], start[2], 'new workload']);
      for (const wanted of [[start[0], start[2], 'new workload'], [start[1], start[0], start[2], 'new workload'], [...start, 'new workload'], start]) {
        await page.goBack();
        await rows(page, wanted);
      }
    },
  },
  {
    name: 'the settings that are counted are those that stand below',
    needs,
    async run(t) {
      const page = await open(t);
      await sentence(page);
      const [said, there] = await page.evaluate(() => [Number.parseInt(document.querySelector('h2.rest').textContent, 10),
        [...document.querySelectorAll('details.group .few')].reduce((sum, one) => sum + Number(one.textContent), 0)]);
      assert.ok(said > 60, `${said}`);
      assert.equal(there, said);
    },
  },
  {
    name: 'a name of eighty letters breaks no layout',
    needs,
    async run(t) {
      const name = 'W'.repeat(80);
      for (const viewport of [{ width: 360, height: 740 }, { width: 1280, height: 800 }]) {
        const page = await open(t, `?v=2&assistant.name=${name}`, { viewport });
        await sentence(page);
        await withOdds(page);
        const wide = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
        assert.ok(wide[0] <= wide[1], `${wide}`);
      }
    },
  },
  {
    name: 'cells of a spreadsheet: German numbers, quality and model, quotes; what is not taken is said',
    needs,
    async run(t) {
      const page = await open(t);
      await sentence(page);
      await page.getByRole('button', { name: 'Paste from a spreadsheet' }).click();
      const box = page.locator('#paste-box');
      const preview = page.locator('.paste [role="status"]');
      await box.fill('hello world');
      assert.match(await preview.textContent(), /“hello world” holds no number of requests/);
      assert.ok(await page.getByRole('button', { name: /^Use these/ }).isDisabled());
      await box.fill('Name;Anfragen;Eingabe;Ausgabe\n"Chat, EU";3.000.000;1.200;250');
      assert.match(await preview.textContent(), /Chat, EU: 3000000 · 1200 · 250.*German way/s);
      await box.fill('Name\tRequests\tIn\tOut\tQuality\tModel\tOwner\nChat\t3M\t1200\t250\tfrontier\tClaude Sonnet 5.5\tAnna');
      assert.match(await preview.textContent(), /Column “Owner” was not used/);
      await page.getByRole('button', { name: /^Use this workload$/ }).click();
      await rows(page, ['Chat']);
      assert.equal(await page.locator('[name="chat.quality"]').inputValue(), 'frontier');
      assert.equal(await page.locator('[name="chat.requests"]').inputValue(), '3 million');
      await page.locator('section.workload summary').first().click();
      assert.match(await page.locator('[name="chat.model"]').inputValue(), /claude-sonnet-5\.5/);
    },
  },
  {
    name: 'a situation keeps its name; what a link carries besides is said',
    needs,
    async run(t) {
      const page = await open(t, '?v=2&foo=bar');
      await sentence(page);
      assert.match((await page.locator('#questions .issues').first().textContent()).replace(/\s+/g, ' '), /foo=bar/);
      await page.locator('details.presets summary').click();
      await page.getByRole('link', { name: 'Documents at scale' }).click();
      await page.waitForFunction(() => document.getElementById('ask').textContent === 'Documents at scale');
      assert.notEqual(await active(page), 'BODY');
    },
  },
  {
    name: 'no amount shows the dust of a machine, and the amounts of the first view are buttons',
    needs,
    async run(t) {
      const page = await open(t);
      await sentence(page);
      await withOdds(page);
      assert.equal(await page.locator('#answer span.amount').count(), 0);
      for (const button of await page.locator('#answer .bar-row button').all()) {
        await button.click();
        assert.doesNotMatch(await page.locator('#explained').textContent(), /\$-?0\.0{3,}/);
        await page.keyboard.press('Escape');
      }
      // A sum such as people and on-call is explained by its lines.
      await page.locator('.why button.amount').first().click();
      assert.match(await page.locator('#explained').textContent(), /people and on-call: \$[\d,.]+ a month.*People who run it/s);
    },
  },
];
