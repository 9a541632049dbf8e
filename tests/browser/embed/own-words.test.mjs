// The options in the host's own words: everywhere the page names them, in what leaves it, and as text only.

import assert from 'node:assert/strict';
import { origin } from '../acceptance/origin.mjs';
import { needs as site, open, sentence } from '../acceptance/top.mjs';
import { calculator } from '../acceptance/works.mjs';
import { withOdds } from '../page/answer.test.mjs';
import { languages, speak, tableOf } from '../words.mjs';
import { ownWords, worded } from '../../../www/own-words.js';
import { common, element, frameOf, loader, page as host, verdict } from './hosts.mjs';

const needs = [...site, 'embed'];
/** A company with all four options, its own servers among them. */
const QUERY = 'assistant.requests=60M&payment=owned';
const WORDS = { 'word-api': 'Vendor models', 'word-own': 'our GPU cloud', 'word-both': 'Cloud and vendor' };
const query = `${QUERY}&${new URLSearchParams(WORDS)}`;
/** What the page calls the options where no host has other words for them. */
const USUAL = /\b[Aa]n API\b(?! bill)|[Rr]unning your own|[Oo]wn servers|[Dd]oing both|\bAPI, (?:as|bought)|\bAPI cheaper|^API$/;

/** The same in other languages: words of a host there, what the page calls the options, and what may not be left before a host's word. */
const FOREIGN = {
  de: {
    words: { 'word-api': 'Managed-API', 'word-own': 'Private Cloud', 'word-both': 'Hybridbetrieb' },
    usual: /\b[Ee]iner? API\b(?!-)|(?<!im )Eigenbetrieb|[Ee]igenen? Server|(?<![-\w])API(?: wie|, gut| günstiger)|^API$|(?:ist|für|Vorteil) beides\b|\b[Bb]eides (?:ist|kostet)|eigene günstiger/,
    left: /(?:\b(?:[Ee]ine[rnms]?|[Dd](?:er|ie|as|e[nms])|Ihren?|eigenen?)) WORD|WORDs\b/,
  },
  fr: {
    words: { 'word-api': 'API managée', 'word-own': 'Cloud privé', 'word-both': 'Formule mixte' },
    usual: /\b[Uu]ne API(?! externe| hébergée| managée)|auto-hébergement(?! loue)|[Vv]os serveurs|\bAPI(?:, (?:achat|comme)| moins)|^API$|[Cc]ombiner les deux (?:est|coûte)|pour combiner|avantage (?:API(?! managée)|serveurs|aux deux)/,
    // A host's word may begin with a vowel or a consonant, be masculine or feminine, one or many.
    left: /(?:\b(?:[Uu]ne?|[Ll][ea]s?|[Vv]os|[Dd]e|[Qq]ue) |[ldu]’)WORD|WORD (?:seule?s?|est (?:moins|permis)|moins ch|sont)\b/,
  },
};
const leftBefore = ({ words, left }) => RegExp(left.source.replaceAll('WORD', `(?:${Object.values(words).join('|')})`));

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
const amounts = texts => texts.join('\n').match(/\$[\d,.]+|[\d.,\u00a0\u202f]+\$/g);

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

/** Catches what the page saves; gives what a button saves as this type, as text and its length. */
async function saving(page, more = 'More') {
  await page.evaluate(() => {
    const real = URL.createObjectURL;
    window.saved = {};
    URL.createObjectURL = blob => {
      blob.arrayBuffer().then(bytes => { window.saved[blob.type.split(';')[0]] = [new TextDecoder().decode(bytes), bytes.byteLength]; });
      return real.call(URL, blob);
    };
  });
  await page.getByRole('button', { name: more, exact: true }).click();
  return async (button, type) => {
    await page.getByRole('button', { name: button }).click();
    return (await page.waitForFunction(wanted => window.saved[wanted], type, { timeout: 30_000 })).jsonValue();
  };
}

export const ordinarily = ['firefox'];

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
      const saved = await saving(page);
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
  {
    name: 'every sentence that names an option in English names it in each language too, in words that a host’s take the place of',
    browsers: ['chromium'],
    async run() {
      for (const language of languages()) {
        const table = tableOf(language);
        const foreign = FOREIGN[language];
        assert.ok(foreign, `${language} needs its line here`);
        // Brackets, so that a word stands nowhere else.
        const words = { 'word-api': '⟨api⟩', 'word-own': '⟨own⟩', 'word-both': '⟨both⟩' };
        const page = { report: { given: Object.entries(words).map(([key, text]) => ({ key, text })) }, pairs: new Map() };
        const inTongue = (table, text) => { speak(table); ownWords(page, ''); return worded(text); };
        const sentences = Object.entries(table).filter(([key]) => !key.startsWith('word-'));
        const english = sentences.map(([key]) => inTongue(null, key.replace(/^~ /, '')));
        const said = sentences.map(([, text]) => inTongue(table, text));
        speak(null);
        const times = text => Object.values(words).map(word => text.split(word).length - 1);
        const missing = said.filter((text, at) => times(english[at]).some((many, word) => times(text)[word] < many));
        assert.deepEqual(missing, [], language);
        assert.ok(said.filter(text => text.includes('⟨')).length > 100, language);
        assert.deepEqual(said.filter(text => leftBefore({ ...foreign, words }).test(text)), [], language);
      }
    },
  },
  ...Object.entries(FOREIGN).map(([lang, foreign]) => ({
    name: `in ${lang} an embed and the whole page hold the host’s words: verdict, legend, table, picture, memo, Markdown and CSV`,
    needs,
    // Words are the same in every browser: one for each language.
    browsers: [lang === 'de' ? 'chromium' : 'firefox'],
    async run(t) {
      const { words, usual } = foreign;
      const { 'word-api': api, 'word-own': own } = words;
      const inputs = `assistant.requests="60M" payment="owned" lang="${lang}"`;
      const plain = await read((await embedded(t, inputs)).frame);
      assert.ok(plain.filter(one => usual.test(one)).length > 10, 'the names are there without the host’s words');
      const clean = texts => assert.deepEqual(texts.filter(one => usual.test(one) || leftBefore(foreign).test(one)), []);
      const { frame } = await embedded(t, `${inputs} ${Object.entries(words).map(([key, word]) => `${key}="${word}"`).join(' ')}`);
      const texts = await read(frame);
      clean(texts);
      assert.deepEqual(amounts(texts), amounts(plain));
      const page = await open(t, `?${QUERY}&lang=${lang}&${new URLSearchParams(words)}`);
      await sentence(page);
      await withOdds(page);
      await page.evaluate(() => document.querySelector('#h-flips')?.scrollIntoView());
      await page.waitForSelector('main[data-known="all"]', { state: 'attached', timeout: 60_000 });
      clean(await read(page));
      for (const place of ['#verdict', '.bar-name', '#costs ~ .scroll th', '.memo', '#bands svg text']) {
        assert.match((await page.locator(place).allTextContents()).join('\n'), RegExp(`${api}|${own}`), place);
      }
      const table = tableOf(lang);
      const saved = await saving(page, table.More);
      const [markdown] = await saved(table['Memo as Markdown'], 'text/markdown');
      assert.ok(markdown.includes(api) && markdown.includes(own));
      clean([markdown]);
      const [csv] = await saved(table['All numbers as CSV'], 'text/csv');
      assert.ok(csv.includes(api) && csv.includes(own));
      clean(csv.split('\r\n').filter(row => /^(cost|total)/.test(row)));
      assert.deepEqual(page.seen.errors, []);
    },
  })),
];
