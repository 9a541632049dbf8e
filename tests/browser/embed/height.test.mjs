// The frame is as high as what it shows: soon, exactly, without growing on its own, and for nobody else's word.

import assert from 'node:assert/strict';
import { origin } from '../acceptance/origin.mjs';
import { calculator } from '../acceptance/works.mjs';
import { common, contentHeight, element, frameHeight, frameOf, loader, page, verdict } from './hosts.mjs';

const needs = ['page', 'embed', 'site'];

async function embedded(t, attributes = '', around = {}) {
  const site = t.keep(await calculator(t.works));
  const body = `${around.before ?? ''}${element(site.url, attributes)}${around.after ?? '<p id="below">Below</p>'}`;
  const blog = t.keep(await origin({ host: 'localhost', pages: { ...common, ...around.pages, '/': page({ head: loader(site.url), body }) } }));
  const opened = await t.page([site.url, blog.url], { viewport: { width: 900, height: 1400 } });
  await opened.goto(`${blog.url}/`);
  await verdict(opened);
  const frame = await frameOf(opened);
  await rest(opened);
  return { opened, frame, site, blog };
}

/** Waits until the calculator has said all it has to say: the odds come a moment after the answer. */
const rest = opened => opened.waitForFunction(() => performance.now() - (window.heard.messages.at(-1)?.at ?? 0) > 1200, null, { timeout: 30_000, polling: 100 });

/** Makes what the frame shows higher by so many pixels. */
const grow = (frame, pixels) => frame.evaluate(more => {
  const block = document.createElement('div');
  block.className = 'grown';
  block.style.height = `${more}px`;
  document.body.append(block);
}, pixels);

const heights = opened => opened.evaluate(() => window.heard.messages.filter(one => one.data?.type === 'build-or-buy:height'));

export const tests = [
  {
    name: 'the frame follows its content within 300 ms and 2 px, up and down',
    needs,
    alone: true,
    async run(t) {
      const { opened, frame } = await embedded(t);
      // The odds make the frame higher by themselves.
      await rest(opened);
      for (const change of [137, 251.5, -1]) {
        const asked = performance.now();
        if (change > 0) await grow(frame, change);
        else await frame.evaluate(() => document.querySelectorAll('.grown').forEach(block => block.remove()));
        const content = await contentHeight(frame);
        await opened.waitForFunction(
          wanted => Math.abs(document.getElementById('embed').shadowRoot.querySelector('iframe').getBoundingClientRect().height - wanted) <= 2,
          content, { polling: 10, timeout: 30_000 },
        );
        const took = performance.now() - asked;
        t.measure('embed', 'height follows content after a change', '<= 300 ms', Math.round(took), took <= 300, { unit: 'ms' });
        await opened.waitForTimeout(250);
        const error = Math.abs(await frameHeight(opened) - await contentHeight(frame));
        t.measure('embed', 'height against content after a change', '<= 2 px', error, error <= 2, { unit: 'px' });
      }
    },
  },
  {
    name: 'the height does not grow on its own',
    needs,
    async run(t) {
      const { opened, frame } = await embedded(t);
      // At rest is what comes after the odds are shown and the growth was told, not before.
      await frame.waitForFunction(() => ['odds', 'all'].includes(document.querySelector('main').dataset.known), null, { timeout: 60_000 });
      const asked = await opened.evaluate(() => performance.now());
      await grow(frame, 333.3);
      await opened.waitForFunction(since => (window.heard.messages.at(-1)?.at ?? 0) > since, asked, { timeout: 30_000, polling: 50 });
      await rest(opened);
      const [before, told] = [await frameHeight(opened), (await heights(opened)).length];
      await opened.waitForTimeout(5000);
      const [after, later] = [await frameHeight(opened), (await heights(opened)).length];
      t.measure('embed', 'growth over 5 s at rest', '0 px, 0 messages', `${after - before} px, ${later - told} messages`, after === before && later === told);
    },
  },
  {
    name: 'content that never rests tells its height at most five times a second',
    needs,
    alone: true,
    async run(t) {
      const { opened, frame } = await embedded(t);
      await opened.waitForTimeout(300);
      await opened.evaluate(() => { window.heard.messages.length = 0; });
      await frame.evaluate(() => new Promise(resolve => {
        const block = document.body.appendChild(document.createElement('div'));
        let step = 0;
        const timer = setInterval(() => {
          step += 1;
          block.style.height = `${(step % 20) * 10}px`;
          if (step === 150) { clearInterval(timer); resolve(); }
        }, 20);
      }));
      const told = (await heights(opened)).map(one => one.at);
      const busiest = Math.max(...told.map(at => told.filter(other => other >= at && other < at + 1000).length));
      t.measure('embed', 'height messages in the busiest second', '<= 5', busiest, busiest <= 5 && told.length > 3);
    },
  },
  {
    name: 'AMP pages and Medium are told in their own words',
    needs,
    async run(t) {
      const { opened } = await embedded(t);
      const heard = await opened.evaluate(() => window.heard.messages.map(one => one.data));
      const own = heard.findLast(data => data?.type === 'build-or-buy:height');
      const amp = heard.findLast(data => data?.sentinel === 'amp');
      const medium = heard.filter(data => typeof data === 'string').map(text => JSON.parse(text)).at(-1);
      assert.deepEqual(amp, { sentinel: 'amp', type: 'embed-size', height: own.height });
      assert.equal(medium.context, 'iframe.resize');
      assert.equal(medium.height, own.height);
      assert.match(medium.src, /embed\.html/);
    },
  },
  {
    name: 'forged and senseless heights are ignored',
    needs,
    async run(t) {
      const evil = t.keep(await origin({ pages: { '/': `<!doctype html><script>
        for (const height of [200, 5999]) parent.postMessage({ type: 'build-or-buy:height', height }, '*');
        parent.postMessage({ type: 'build-or-buy:verdict', detail: { word: 'forged' } }, '*');
      </script>` } }));
      const { opened, frame } = await embedded(t, '', { after: `<iframe src="${evil.url}/"></iframe>` });
      // Every height the frame takes is kept: one that was obeyed and then put right would be missed by a look at the end.
      await opened.evaluate(() => {
        const frame = document.getElementById('embed').shadowRoot.querySelector('iframe');
        window.taken = [];
        new ResizeObserver(() => window.taken.push(frame.getBoundingClientRect().height)).observe(frame);
      });
      await opened.evaluate(() => { for (const height of [200, 5999]) postMessage({ type: 'build-or-buy:height', height }, '*'); });
      // From the right frame, but not a height.
      await frame.evaluate(() => {
        for (const height of [119, 6001, -5, 0, NaN, Infinity, '500', null, undefined, [500], { valueOf: () => 500 + 0 }]) {
          try { parent.postMessage({ type: 'build-or-buy:height', height }, '*'); } catch {}
        }
        for (const odd of [null, 0, '', 'x', [], { type: {} }, { type: 'build-or-buy:' }]) parent.postMessage(odd, '*');
      });
      await rest(opened);
      const taken = await opened.evaluate(() => window.taken);
      const obeyed = taken.filter(height => [0, 119, 200, 500, 5999, 6001].some(forged => Math.abs(height - forged) < 1)).length;
      const forged = await opened.evaluate(() => window.heard.verdicts.filter(one => one.word === 'forged').length);
      // The calculator's own growth, told late, is not a forgery: the frame is as high as its content, and that is all.
      const error = Math.abs(await frameHeight(opened) - await contentHeight(frame));
      assert.ok(taken.length > 0 && error <= 2, `heights taken ${taken}, off by ${error} px`);
      t.measure('embed', 'forged or senseless heights obeyed', '0', obeyed + forged, obeyed + forged === 0);
    },
  },
  {
    name: 'a given height keeps the page around it still',
    needs,
    browsers: ['chromium'],
    async run(t) {
      const first = await embedded(t);
      const height = Math.round(await frameHeight(first.opened));
      const { opened } = await embedded(t, `height="${height}"`);
      const shifts = await opened.evaluate(() => window.heard.shifts);
      t.measure('embed', 'CLS on the host page with height set', '<= 0.05', shifts, shifts <= 0.05);
    },
  },
];
