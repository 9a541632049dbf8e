// Cases of the host's own, offered in place of ours: each is laid over what the host asks for, and a bad one is named.

import assert from 'node:assert/strict';
import { origin } from '../acceptance/origin.mjs';
import { calculator } from '../acceptance/works.mjs';
import { tableOf } from '../words.mjs';
import { changed, common, embedded, frameOf, page, verdict, verdictMessage } from './hosts.mjs';

const needs = ['page', 'embed', 'site'];
const CASES = {
  'Small shop': 'assistant.requests=20k&workloads=assistant',
  'Bank & Co': 'preset=bank',
  'A link': 'https://example.org/x/?v=2&assistant.requests=9M',
};
const attribute = cases => `presets="${(typeof cases === 'string' ? cases : JSON.stringify(cases)).replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`;
/** Firefox’s driver sends no keys or clicks to a frame of another site. */
const press = (frame, name) => frame.getByRole('button', { name }).dispatchEvent('click');
const offered = frame => frame.locator('[role="group"] > button[aria-pressed]');
const named = frame => frame.locator('p.issue[role="alert"]').allTextContents();
/** Waits until every case was tried. */
const tried = frame => frame.waitForSelector('main[data-known="odds"], main[data-known="all"]', { state: 'attached', timeout: 30_000 });

export const tests = [
  ...['card', ''].map(view => ({
    name: `the host's cases are buttons that set its inputs, kept out of the link: ${view || 'calculator'}`,
    needs,
    async run(t) {
      const { opened, frame } = await embedded(t, { attributes: `view="${view}" horizon="24" extraction.requests="5M" ${attribute(CASES)}` });
      await tried(frame);
      assert.deepEqual(await offered(frame).allTextContents(), Object.keys(CASES));
      assert.deepEqual(await named(frame), []);
      assert.equal(await frame.locator('.issues').count(), 0, 'the cases are no input that could not be read');
      await press(frame, 'Small shop');
      const small = await changed(opened, 'assistant.requests=20');
      // Over the host's own inputs; its workloads take the place of the host's.
      assert.match(small.link, /horizon=24/);
      assert.doesNotMatch(small.link, /extraction|presets|view=/);
      assert.equal(await frame.getByRole('button', { name: 'Small shop' }).getAttribute('aria-pressed'), 'true');
      await press(frame, 'Bank & Co');
      const bank = await changed(opened, 'regime=dora', 'workloads');
      assert.match(bank.link, /horizon=24/);
      assert.match(bank.link, /extraction\.requests=5M/);
      assert.equal(await frame.locator('button[aria-pressed="true"]').textContent(), 'Bank & Co');
      await press(frame, 'A link');
      await changed(opened, 'assistant.requests=9M', 'dora');
      // Whoever edits has left the case.
      await frame.locator('[name="assistant.requests"], [name="extraction.requests"]').first().fill('7M');
      await changed(opened, 'requests=7M');
      await frame.waitForFunction(() => !document.querySelector('[role="group"] > button[aria-pressed="true"]'));
      assert.deepEqual(opened.seen.errors, []);
    },
  })),
  {
    name: 'a bad case is named with its reason and left out, and the others stay',
    needs,
    async run(t) {
      const bad = { Good: 'horizon=12', Empty: '', Number: 5, Typo: 'horizn=12', Value: 'regime=nonsense', Ours: 'preset=nosuch', ['x'.repeat(41)]: 'horizon=12', '<img src=x>': '' };
      const { opened, frame } = await embedded(t, { attributes: `view="card" ${attribute(bad)}` });
      await frame.waitForFunction(() => document.querySelectorAll('p.issue[role="alert"]').length >= 7, null, { timeout: 30_000 });
      assert.deepEqual(await offered(frame).allTextContents(), ['Good']);
      const said = (await named(frame)).join('\n');
      for (const part of [/“Empty”.*sets no input/, /“Number”.*sets no input/, /“Typo”.*horizn=12 is not an input/, /“Value”.*regime=nonsense/, /“Ours”.*no case “nosuch”/, /“x{40}”.*1 to 40 letters/, /“<img src=x>”/]) assert.match(said, part);
      assert.equal(await frame.locator('main img').count(), 0);
      assert.deepEqual(opened.seen.errors, []);
    },
  },
  {
    name: 'what is no list is named, and no more than eight are offered',
    needs,
    async run(t) {
      for (const text of ['Bank: regime=dora', '5', '{}']) {
        const { frame } = await embedded(t, { attributes: `view="card" ${attribute(text)}` });
        await tried(frame);
        assert.equal(await offered(frame).count(), 0);
        assert.match((await named(frame)).join('\n'), /cases of this site could not be read/, text);
      }
      const nine = Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`Case ${at}`, `horizon=${12 + at}`]));
      const { frame } = await embedded(t, { attributes: `view="card" ${attribute(nine)}` });
      await tried(frame);
      assert.equal(await offered(frame).count(), 8);
      assert.match((await named(frame)).join('\n'), /“Case 8”.*8 are shown at most/);
    },
  },
  {
    name: 'they change with the attribute, outlast another link, and are not offered where nothing may be changed',
    needs,
    async run(t) {
      const { opened, frame } = await embedded(t, { attributes: `view="card" ${attribute({ One: 'horizon=12' })}` });
      await tried(frame);
      await opened.evaluate(() => document.getElementById('embed').setLink('v=2&horizon=48'));
      await changed(opened, 'horizon=48');
      assert.deepEqual(await offered(frame).allTextContents(), ['One']);
      await opened.evaluate(() => document.getElementById('embed').setAttribute('presets', '{"Two":"horizon=13"}'));
      await frame.waitForFunction(() => document.querySelector('[role="group"] > button[aria-pressed]')?.textContent === 'Two', null, { timeout: 30_000 });
      await opened.evaluate(() => document.getElementById('embed').setAttribute('lock', 'all'));
      await frame.waitForFunction(() => !document.querySelector('[role="group"] > button[aria-pressed]'), null, { timeout: 30_000 });
    },
  },
  {
    name: 'a plain frame has them too, from its address, in another language',
    needs,
    async run(t) {
      const site = t.keep(await calculator(t.works));
      const query = new URLSearchParams({ view: 'card', lang: 'de', presets: JSON.stringify({ Bank: 'preset=bank', Leer: '' }) });
      const body = `<iframe src="${site.url}/embed.html?${String(query).replaceAll('&', '&amp;')}" width="320" height="900"></iframe>`;
      const blog = t.keep(await origin({ host: 'localhost', pages: { ...common, '/': page({ body }) } }));
      const opened = await t.page([site.url, blog.url]);
      await opened.goto(`${blog.url}/`);
      await verdictMessage(opened);
      const frame = await frameOf(opened);
      await tried(frame);
      assert.deepEqual(await offered(frame).allTextContents(), ['Bank']);
      assert.match(await frame.locator('main').textContent(), new RegExp(tableOf('de')['Start from a case like yours']));
      assert.match((await named(frame)).join(), /„Leer“ dieser Website wurde weggelassen: er setzt keine Eingabe/);
      assert.ok(await frame.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    },
  },
];
