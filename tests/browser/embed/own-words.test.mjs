// The options in the host's own words: everywhere the page names them, in what leaves it, and as text only.

import assert from 'node:assert/strict';
import { origin } from '../acceptance/origin.mjs';
import { needs as site, open, sentence } from '../acceptance/top.mjs';
import { calculator } from '../acceptance/works.mjs';
import { withOdds } from '../page/answer.test.mjs';
import { common, element, frameOf, loader, page as host, verdict } from './hosts.mjs';

const needs = [...site, 'embed'];
/** A company with all four options, its own servers among them. */
const QUERY = 'assistant.requests=60M&payment=owned';
const WORDS = { 'word-api': 'Vendor models', 'word-own': 'our GPU cloud', 'word-both': 'Cloud and vendor' };
const query = `${QUERY}&${new URLSearchParams(WORDS)}`;
/** What the page calls the options where no host has other words for them. */
const USUAL = /\b[Aa]n API\b(?! bill)|[Rr]unning your own|[Oo]wn servers|[Dd]oing both|\bAPI, (?:as|bought)|\bAPI cheaper|^API$/;

/** All that is read on a page, its folds opened: texts and what stands in labels. */
const read = page => page.evaluate(async () => {
  for (let round = 0; round < 3; round += 1) {
    for (const fold of document.querySelectorAll('main details:not([open])')) fold.open = true;
    await new Promise(rest => setTimeout(rest, 300));
  }
  const said = [document.title];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    if (node.nodeType === Node.TEXT_NODE) {
      if (!node.parentElement.closest('script, style, noscript, #method, select, textarea')) said.push(node.data.trim());
    } else for (const name of ['aria-label', 'aria-valuetext', 'title']) if (node.hasAttribute(name)) said.push(node.getAttribute(name));
  }
  return said.filter(Boolean);
});
const amounts = texts => texts.join('\n').match(/\$[\d,.]+/g);

/** The frame of an embed with these attributes. */
async function embedded(t, attributes, width = 700) {
  const served = t.keep(await calculator(t.works));
  const body = element(served.url, attributes);
  const other = t.keep(await origin({ host: 'localhost', pages: { ...common, '/': host({ head: loader(served.url), body }) } }));
  const opened = await t.page([served.url, other.url], { viewport: { width, height: 900 } });
  await opened.goto(`${other.url}/`);
  await verdict(opened);
  const frame = await frameOf(opened);
  await frame.waitForSelector('main[data-known="odds"], main[data-known="all"]', { state: 'attached', timeout: 30_000 });
  return { opened, frame };
}

export const tests = [
  {
    name: 'an embed and a card speak in the host’s words, with the same numbers',
    needs,
    async run(t) {
      const inputs = 'assistant.requests="60M" payment="owned"';
      const own = `${inputs} ${Object.entries(WORDS).map(([key, word]) => `${key}="${word}"`).join(' ')}`;
      for (const view of ['', ' view="card"']) {
        const usual = await read((await embedded(t, inputs + view)).frame);
        const { opened, frame } = await embedded(t, own + view);
        const texts = await read(frame);
        assert.deepEqual(texts.filter(one => USUAL.test(one)), []);
        assert.deepEqual(amounts(texts), amounts(usual));
        // A sentence begins with a capital, and goes on as the host wrote it.
        assert.match(await frame.locator('h1').textContent(), /Vendor models|[Oo]ur GPU cloud/);
        assert.ok(usual.some(one => USUAL.test(one)));
        // What is asked next is still said so; the whole page is nobody's, and has its own words.
        assert.doesNotMatch(await frame.locator('#whole').getAttribute('href'), /word-/);
        // A word that holds the usual name is not replaced again.
        await opened.evaluate(() => document.getElementById('embed').setAttribute('word-api', 'an API of ours'));
        await frame.waitForFunction(() => document.querySelector('h1').textContent.includes('API of ours') && !document.body.textContent.includes('Vendor models'));
        assert.deepEqual((await read(frame)).filter(one => /of ours of ours|\ban? an\b/i.test(one)), []);
      }
    },
  },
  {
    name: 'on the whole page every part has the words: table, bars, cash, memo, title, Markdown, CSV and spreadsheet',
    needs,
    async run(t) {
      const page = await open(t, `?${query}`);
      await sentence(page);
      await withOdds(page);
      await page.evaluate(() => document.querySelector('#h-flips')?.scrollIntoView());
      await page.waitForSelector('main[data-known="all"]', { state: 'attached', timeout: 60_000 });
      const texts = await read(page);
      assert.deepEqual(texts.filter(one => USUAL.test(one)), []);
      for (const place of ['.bar-name', '#costs ~ .scroll th', '.memo h1', '.memo', '#bands svg text']) {
        assert.match((await page.locator(place).allTextContents()).join('\n'), /Vendor models/, place);
      }
      assert.match((await page.locator('#h-cash, section:has(#h-cash)').allTextContents()).join('\n') || texts.join('\n'), /our GPU cloud/i);
      await page.evaluate(() => {
        const real = URL.createObjectURL;
        window.saved = {};
        URL.createObjectURL = blob => {
          blob.arrayBuffer().then(bytes => { window.saved[blob.type.split(';')[0]] = [new TextDecoder().decode(bytes), bytes.byteLength]; });
          return real.call(URL, blob);
        };
      });
      await page.getByRole('button', { name: 'More', exact: true }).click();
      const saved = async (button, type) => {
        await page.getByRole('button', { name: button }).click();
        return (await page.waitForFunction(wanted => window.saved[wanted], type, { timeout: 30_000 })).jsonValue();
      };
      const [markdown] = await saved('Memo as Markdown', 'text/markdown');
      assert.match(markdown, /\| Vendor models, bought well/);
      assert.ok(!USUAL.test(markdown), USUAL.exec(markdown)?.[0]);
      const [csv] = await saved('All numbers as CSV', 'text/csv');
      assert.match(csv, /^total,"?Our GPU cloud/m);
      assert.ok(!csv.split('\r\n').some(row => /^(cost|total)/.test(row) && USUAL.test(row)));
      const [xlsx] = await saved('Costs as a spreadsheet', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
      assert.ok(xlsx.startsWith('PK'));
      const [svg] = await saved('Picture as SVG', 'image/svg+xml');
      assert.match(svg, /Vendor models/);
      assert.ok(!USUAL.test(svg), USUAL.exec(svg)?.[0]);
    },
  },
  {
    name: 'a word is text and no markup, one that is too long is told, and what was typed stays as typed',
    needs,
    async run(t) {
      const evil = '"><img src=x onerror=alert(1)> &amp; $&';
      const link = new URLSearchParams({ 'word-api': evil, 'word-own': 'x'.repeat(41), 'assistant.name': 'an API', 'word-both': '  ' });
      const page = await open(t, `?${QUERY}&${link}`);
      await sentence(page);
      await withOdds(page);
      const texts = await read(page);
      assert.equal(await page.locator('main img, .memo img').count(), 0);
      assert.ok(texts.some(one => one.includes(evil)), 'shown as it was written');
      assert.match(await page.locator('.issues').allTextContents().then(all => all.join('\n')), /word-own=x{41}: is too long for a name\. Allowed: at most 40 characters/);
      assert.ok(texts.some(one => /[Rr]unning your own|[Oo]wn servers/.test(one)), 'the usual name');
      assert.equal(texts.filter(one => one.includes('x'.repeat(41))).length, 1, 'told and not used');
      assert.equal(await page.locator('[name="assistant.name"]').first().inputValue(), 'an API');
      assert.ok(texts.includes('an API'), 'the workload keeps its name');
      assert.deepEqual(page.seen.errors, []);
    },
  },
];
