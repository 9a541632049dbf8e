// The page in another language: tables that say everything, words where they belong, and English untouched.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { calculator, root } from '../acceptance/works.mjs';
import { watched } from '../acceptance/browsers.mjs';
import { field, needs, open } from '../acceptance/top.mjs';
import { unsaidInSources, unsaidOfFiles } from '../file-words.mjs';
import { html, inWords, lacks, languages, speak, stale, t, tableOf, word, wrong } from '../words.mjs';
import { withOdds } from './answer.test.mjs';
import { drop, export_, previewed } from './dropped.mjs';

const once = ['chromium'];
/** The headline, once it begins as it must. */
const headline = async (page, begins) => {
  await page.waitForFunction(wanted => new RegExp(wanted).test(document.querySelector('main[data-known="odds"] #verdict, main[data-known="all"] #verdict')?.textContent ?? ''), begins, { timeout: 30_000 });
  return page.evaluate(() => document.getElementById('verdict').textContent.trim().replace(/\s+/g, ' '));
};
const text = (page, selector) => page.locator(selector).first().textContent().then(found => found.trim().replace(/\s+/g, ' '));
const words = page => page.site.requests.filter(one => one.path.includes('languages/')).map(one => one.path.replace(/.*languages\/|\..*/g, ''));

export const ordinarily = ['chromium'];

export const tests = [
  ...languages().map(language => ({
    name: `the table of ${language} says everything that the page and a sample of answers say, and nothing else`,
    browsers: once,
    needs,
    // Seventy answers with their odds, on a machine that works on other tests too.
    limit: 300_000,
    async run() {
      const table = tableOf(language);
      const { page, answers } = await lacks(language);
      assert.deepEqual({ page, answers: [...answers].map(([key, where]) => `${key} (${where})`) }, { page: [], answers: [] });
      assert.deepEqual({ files: await unsaidOfFiles(language), sources: unsaidInSources(table) }, { files: [], sources: [] });
      assert.deepEqual({ wrong: wrong(table), stale: stale(table) }, { wrong: [], stale: [] });
      for (const name of ['index.html', 'embed.html']) {
        const files = JSON.parse(/id="files">([^<]+)</.exec(readFileSync(join(root, 'www', name), 'utf8'))[1]);
        assert.deepEqual(files[`words-${language}`], { url: `languages/${language}.json` }, `${name} must name the table in its \`files\``);
      }
    },
  })),
  {
    name: 'words are put in anew in their own order, names in a row are one, and what a link calls a workload is no word',
    browsers: once,
    async run() {
      const part = (unit, value) => (typeof value === 'string' ? { unit, text: value, value: 0 } : { unit, text: '', value });
      const plain = parts => inWords(parts).map(one => one.text || `${one.unit} ${one.value}`).join('');
      const moved = [part('text', 'To get it, move '), part('name', 'a'), part('text', ', '), part('name', 'b'), part('text', ' and '), part('name', 'c'), part('text', ' from '), part('name', 'X'), part('text', ' to '), part('name', 'Y'), part('text', ' at '), part('name', 'Z'), part('text', '. After '), part('months', 2), part('text', '.')];
      const put = (first, second) => html`<b title="Name of ${first}">${first}</b> of ${second}, now ${'yes'}`;
      const english = put('x', 'y').strings.raw;
      assert.equal(plain(moved), 'To get it, move a, b and c from X to Y at Z. After months 2.');
      speak({
        'To get it, move {0} from {1} to {2}.': '{2} statt {1} für {0}.', '{0} at {1}': '{0} bei {1}', 'After {0}.': 'Nach {0#Monat|Monaten}.',
        'Name of {0}': 'Name: {0}', 'of {0}, now {1}': 'jetzt {1}, von <{0}', 'yes': 'ja', '{0} of {1}': '{1}: {0}', '~ {0} has no {1} arithmetic': '{0} rechnet kein {1}', '{0} weeks': '{0+langen} Wochen', '{0} days ago': 'vor {0#Tag|Tagen}', '~ “{0}” of {1}': '„{0=}“ von {1}', ';': ' –',
      });
      try {
        assert.equal(plain(moved), 'Y bei Z statt X für a, b, c. Nach number 2\u00a0Monaten.');
        // Twice: what was found is kept by the template.
        for (const second of ['y', 'z']) {
          const { strings, values } = put('x', second);
          assert.deepEqual([[...strings], values], [['<b title="Name: ', '">', '</b> jetzt ', ', von &#60;', ''], ['x', 'x', 'ja', second]]);
        }
        assert.equal(t`${'yes'} of ${2}`, '2: ja');
        assert.deepEqual([t`${1} days ago`, t`${'3'} days ago`, t`${'2 Millionen'} weeks`], ['vor 1\u00a0Tag', 'vor 3\u00a0Tagen', '2 Millionen langen Wochen']);
        // A name as it is, what is looked up, and what is put together of several.
        assert.equal(word('“yes” of yes; 12 weeks; no'), '„yes“ von ja – 12 Wochen – no');
        assert.deepEqual([word('H100 has no fp4 arithmetic'), word('12 weeks'), word('yes and no')], ['H100 rechnet kein fp4', '12 Wochen', 'yes and no']);
      } finally {
        speak(null);
      }
      assert.equal(put('x', 'y').strings.raw, english);
      assert.equal(t`${'yes'} of ${2}`, 'yes of 2');
    },
  },
  {
    name: 'a link in German is German: headline, labels, numbers, memo, title and what stands around',
    needs,
    async run(t) {
      const page = await open(t, '?v=2&lang=de&assistant.requests=2M&assistant.name=no');
      assert.match(await headline(page, '^Kaufen\\.'), /^Kaufen\. Eine API kostet rund [\d.]+ \$ im Monat, alles eingerechnet\. Der Eigenbetrieb würde [\d.]+ \$ kosten/);
      assert.equal(await page.evaluate(() => document.documentElement.lang), 'de');
      assert.equal(await page.title(), 'Build or Buy? LLM im Eigenbetrieb oder gehostete API');
      assert.match(await text(page, '.skip'), /^Zu den Fragen/);
      const label = await (await field(page, 'horizon')).evaluate(box => box.labels[0].textContent.trim());
      assert.equal(label, `${tableOf('de').Horizon}, ${tableOf('de').months}`);
      // A workload that is called “no” is not called “nein”, and a choice is.
      assert.equal(await (await field(page, 'assistant.name')).inputValue(), 'no');
      assert.equal(await page.locator('section.workload').first().getAttribute('aria-label'), 'no');
      assert.equal(await (await field(page, 'extraction.name')).inputValue(), tableOf('de')['document extraction']);
      assert.match(await (await field(page, 'assistant.requests')).inputValue(), /^2\sMio\.$/);
      assert.ok((await page.locator('[name="regime"] option').allTextContents()).some(one => one.includes(tableOf('de')['HIPAA (US health)'])));
      await page.waitForSelector('.memo h2', { state: 'attached' });
      assert.deepEqual((await page.locator('.memo h2').allTextContents()).slice(0, 2).map(one => one.trim()), ['Der Fall', 'Frage']);
      assert.match(await text(page, '.memo > h1'), /^Kaufen\./);
      assert.deepEqual(words(page), ['de']);
      assert.deepEqual({ console: page.seen.console, errors: page.seen.errors }, { console: [], errors: [] });
      // What was typed is no word either.
      const wrongly = await open(t, '?v=2&lang=de&horizon=no', { site: page.site });
      await headline(wrongly, '^Kaufen\\.');
      assert.match(await wrongly.locator('.notice').allTextContents().then(all => all.join(' ')), /Planungshorizont\s+“no” /);
      // What was shown is read: nothing is said about it, and nothing changes.
      const box = await field(page, 'assistant.requests');
      const before = await text(page, '#verdict');
      await box.fill('2 Mio.');
      await box.press('Tab');
      await page.waitForTimeout(1500);
      await headline(page, '^Kaufen\\.');
      assert.equal(await page.locator('#i-assistant\\.requests .issue').count(), 0);
      assert.equal(await text(page, '#verdict'), before);
    },
  },
  {
    name: 'what a dropped file says is said in German, and the ledger still names its rows by it',
    browsers: once,
    needs,
    async run(t) {
      const page = await open(t, '?v=2&lang=de');
      await headline(page, '^Kaufen\\.');
      await drop(page, 'model', `${export_()}\nx,y\n`);
      await previewed(page);
      const said = (await page.locator('.import').innerText()).replace(/\s+/g, ' ');
      assert.match(said, /model: Nutzungsexport von OpenAI; 336 von 337 Zeilen verwendet/);
      assert.match(said, /Projekt in Nutzungsexport von OpenAI/);
      assert.match(await page.locator('.import .issues').innerText(), /^model: (Zeile 338|Die Datei endet zu früh)/);
      await page.locator('.import details.where summary').click();
      assert.match(await page.locator('.import details.where').innerText(), /Anfragen im Monat: [\d.\s\u202f]+, Summe der neuesten 2 vollen Wochen × 730,5 Stunden ÷ 336 Stunden \(model, Zeilen 2 bis 337\)/);
      await page.locator('[data-accept]').click();
      await page.waitForSelector('[data-undo]');
      await page.getByText(tableOf('de')['Every number used'] ?? 'Every number used').first().click();
      await page.waitForFunction(() => [...document.querySelectorAll('.ledger td.from')].some(one => /model, Zeilen 2 bis 337: Summe der neuesten/.test(one.textContent)), null, { timeout: 30_000 });
      assert.deepEqual(page.seen.errors, []);
    },
  },
  {
    name: 'the language is chosen in place and undone, costs an English visitor no file, and the numbers stay the same',
    needs,
    async run(t) {
      const page = await open(t, '?v=2&assistant.requests=2M');
      const english = await headline(page, '^Buy\\.');
      assert.deepEqual(words(page), []);
      const choice = () => page.locator('.currency select').last();
      await choice().selectOption('fr');
      const french = await headline(page, '^Achetez\\.');
      const digits = said => said.replace(/[^\d%]/g, '');
      assert.equal(digits(french), digits(english));
      assert.equal(await page.evaluate(() => document.documentElement.lang), 'fr');
      await page.waitForFunction(() => location.search.includes('lang=fr'));
      assert.deepEqual(words(page), ['fr']);
      await page.waitForSelector('main[data-known="odds"], main[data-known="all"]');
      await choice().selectOption('en');
      assert.equal(await headline(page, '^Buy\\.'), english);
      assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
      assert.match(await text(page, '.skip'), /^Skip to/);
      assert.deepEqual(words(page), ['fr']);
      assert.deepEqual(page.seen.errors, []);
    },
  },
  {
    name: 'a language without a table writes numbers and says English; a table that does not come leaves English',
    needs,
    async run(t) {
      const swedish = await open(t, '?v=2&lang=sv');
      assert.match(await headline(swedish, '^Buy\\.'), /^Buy\. An API costs about [\d\s\u00a0]+ US\$ a month|^Buy\. An API costs about [\d\s\u00a0]+ \$ a month/);
      assert.equal(await swedish.evaluate(() => document.documentElement.lang), 'en');
      const site = t.keep(await calculator(t.works, { edit: (path, bytes) => (path.includes('languages/') ? Buffer.from(`${bytes} `) : bytes) }));
      const changed = await open(t, '?v=2&lang=de', { site });
      assert.match(await headline(changed, '^Buy\\.'), /^Buy\. An API costs about [\d.]+ \$ a month/);
    },
  },
  {
    name: 'the memo as Markdown and the card of an embed speak the language of the link',
    browsers: once,
    needs: ['embed', 'site'],
    async run(t) {
      const page = await open(t, '?v=2&lang=de&assistant.requests=2M');
      await headline(page, '^Kaufen\\.');
      await withOdds(page);
      await page.locator('.take button[aria-expanded]').click();
      await page.evaluate(() => {
        const make = URL.createObjectURL;
        URL.createObjectURL = blob => { blob.text().then(said => { window.saved = said; }); return make(blob); };
      });
      await page.getByRole('button', { name: tableOf('de')['Memo as Markdown'] }).click();
      const memo = await (await page.waitForFunction(() => window.saved)).jsonValue();
      assert.match(memo, /^# Build or Buy\?\n\n\d+\. \S+ \d{4}\n\n## Frage\n\n[^]+\n## Antwort\n- Kaufen\. [^]+\n## Was es kostet\n\n\| (?:\| )*\|\n\|(?:---\|)+\n\| API wie bisher \| [\d.]+\s\$ im Monat/);
      assert.doesNotMatch(memo, /\b(the|your|would|costs)\b/);
      const site = t.keep(await calculator(t.works));
      const card = await watched(await t.context(), [site.url]);
      await card.goto(`${site.url}/embed.html?lang=fr&view=card&by=ACME`);
      assert.match(await headline(card, '^Achetez\\.'), /^Achetez\. Une API coûte environ/);
      assert.match(await card.locator('.made').allTextContents().then(all => all.join(' ')), /Présenté par ACME/);
      assert.equal((await text(card, '#whole')).trim(), tableOf('fr')['Open with these numbers']);
    },
  },
];
