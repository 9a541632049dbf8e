// The embed code that the page offers, and which of its settings win.

import assert from 'node:assert/strict';
import { origin } from '../acceptance/origin.mjs';
import { calculator } from '../acceptance/works.mjs';
import { changed, common, embedded, page, verdict, verdictMessage } from './hosts.mjs';

const needs = ['page', 'embed', 'site'];

export const tests = [
  ...['script', 'frame'].map(kind => ({
    name: `the embed code that the page offers works as pasted: ${kind}`,
    needs,
    async run(t) {
      const site = t.keep(await calculator(t.works));
      const whole = await t.page([site.url]);
      await whole.goto(`${site.url}/?v=2&assistant.requests=2M&name=%22%3E%26`);
      await whole.locator('#verdict').waitFor();
      const more = whole.getByRole('button', { name: 'More', exact: true });
      await more.click();
      await whole.locator('select', { has: whole.locator(`option[value="${kind}"]`) }).selectOption(kind);
      const code = await whole.locator('#embed-code').inputValue();
      assert.ok(code.length < 1000, `${code.length} characters`);
      const blog = t.keep(await origin({ host: 'localhost', pages: { ...common, '/': page({ body: code }) } }));
      const opened = await t.page([site.url, blog.url]);
      await opened.goto(`${blog.url}/`);
      const { link } = kind === 'script' ? await verdict(opened) : await verdictMessage(opened);
      assert.match(link, /assistant\.requests=2M/);
      assert.deepEqual({ console: opened.seen.console, errors: opened.seen.errors }, { console: [], errors: [] });
    },
  })),
  {
    name: 'the embed code has the card, currency, rate and accent that were chosen, and its preview shows them, wide and narrow',
    needs,
    async run(t) {
      const site = t.keep(await calculator(t.works));
      const whole = await t.page([site.url], { viewport: { width: 1280, height: 900 } });
      await whole.goto(`${site.url}/?v=2&assistant.requests=2M`);
      await whole.locator('#verdict').waitFor();
      await whole.getByRole('button', { name: 'More', exact: true }).click();
      const part = whole.locator('.take');
      const code = () => whole.locator('#embed-code').inputValue();
      assert.doesNotMatch(await code(), /currency|accent|view=/);
      await part.getByLabel('Shows').selectOption('card');
      await part.getByLabel('Amounts in').selectOption('EUR');
      await part.getByLabel('1 USD =').fill('0.9');
      await part.getByLabel('1 USD =').dispatchEvent('change');
      await part.getByLabel('Accent').evaluate(input => { input.value = '#117733'; input.dispatchEvent(new Event('change', { bubbles: true })); });
      const frame = whole.frameLocator('iframe.preview');
      // It comes with sight.
      await whole.locator('iframe.preview').evaluate(one => one.scrollIntoView());
      await frame.locator('main.card').waitFor({ timeout: 30_000 });
      const text = await code();
      for (const one of ['view="card"', 'currency="EUR"', 'rate="0.9"', 'accent="117733"', 'assistant.requests="2M"']) assert.ok(text.includes(one), `${one} in ${text}`);
      assert.match(await frame.locator('h1').textContent(), /€/);
      assert.equal(await frame.locator('#whole').evaluate(link => getComputedStyle(link).backgroundColor), 'rgb(17, 119, 51)');
      const width = () => whole.locator('iframe.preview').evaluate(one => one.getBoundingClientRect().width);
      const wide = await width();
      await part.getByLabel('Preview').selectOption('narrow');
      assert.equal(await width(), 320);
      assert.ok(wide > 400, `${wide}`);
      await part.getByLabel('Amounts in').selectOption('USD');
      assert.doesNotMatch(await code(), /currency|rate=/);
      assert.deepEqual(whole.seen.errors, []);
    },
  },
  {
    name: 'a preset, a whole link and an attribute: the nearer one wins',
    needs,
    async run(t) {
      const { opened } = await embedded(t, { attributes: 'preset="seed" link="v=2&amp;assistant.requests=3M&amp;horizon=24" horizon="12"' });
      const { link } = await changed(opened, 'ml_ops=none');
      assert.match(link, /assistant\.requests=3M/);
      assert.match(link, /horizon=12/);
    },
  },
];
