// One snippet on pages that were never written for it.

import assert from 'node:assert/strict';
import { origin } from '../acceptance/origin.mjs';
import { calculator } from '../acceptance/works.mjs';
import { WORDS, common, element, frameOf, loader, page, settled, verdict } from './hosts.mjs';

const needs = ['page', 'embed', 'site'];

/** Name, page, policy. Each must show a verdict at its full height without a word in the console. */
const HOSTS = {
  'a friendly page': { body: at => element(at) },
  'a page that loads it as a module': { body: at => element(at), load: 'type="module"' },
  'a dark page': { body: at => element(at), style: ':root{color-scheme:dark;background:#111;color:#eee}' },
  'a right-to-left page': { body: at => element(at), html: 'lang="ar" dir="rtl"' },
  'a page with a huge font': { body: at => element(at), style: 'html{font-size:48px;line-height:3}' },
  'a page that resets everything': { body: at => element(at), style: '*,*::before,*::after{all:unset!important}' },
  'a page that boxes every frame': { body: at => element(at), style: 'iframe{height:10px!important;display:none!important}' },
  'a page with a strict policy': {
    body: at => element(at),
    policy: at => `default-src 'none'; script-src 'self' ${at}/embed.js; frame-src ${at}; img-src data:`,
  },
  'a page of 320 px': { body: at => element(at), width: 320 },
  'a grid that shrinks its children': { body: at => `<div style="display:grid;grid-template-columns:1fr 200px">${element(at)}<p>side</p></div>` },
};

const shown = {};

const hostTests = Object.entries(HOSTS).map(([name, host]) => ({
  name: `shows a verdict on ${name}`,
  needs,
  async run(t) {
    const site = t.keep(await calculator(t.works));
    const pages = {
      ...common,
      '/': page({ style: host.style, html: host.html, head: loader(site.url, host.load), body: host.body(site.url) }),
    };
    const headers = path => (host.policy && path === '/' ? { 'Content-Security-Policy': host.policy(site.url) } : {});
    const blog = t.keep(await origin({ host: 'localhost', pages, headers }));
    const opened = await t.page([site.url, blog.url], { viewport: { width: host.width ?? 900, height: 800 } });
    await opened.goto(`${blog.url}/`);
    const { word, monthly } = await verdict(opened);
    assert.ok(WORDS.includes(word), `word ${word}`);
    assert.ok(Number.isFinite(monthly), `monthly ${monthly}`);
    const frame = await frameOf(opened);
    const error = await settled(opened, frame);
    t.measure('embed', 'height against content, worst host', '<= 2 px', error, error <= 2, { unit: 'px' });
    const wide = await frame.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${wide} px too wide`);
    const violations = await opened.evaluate(() => window.heard.violations);
    const { console: said, errors, foreign } = opened.seen;
    assert.deepEqual({ violations, said, errors, foreign }, { violations: [], said: [], errors: [], foreign: [] });
    shown[t.browserName] = (shown[t.browserName] ?? 0) + 1;
    t.measure('embed', 'kinds of host page with a verdict', `${Object.keys(HOSTS).length}`, shown[t.browserName], true);
  },
}));

export const tests = [
  ...hostTests,
  {
    name: 'several embeds on one page answer each for itself',
    needs,
    async run(t) {
      const site = t.keep(await calculator(t.works));
      const volumes = ['1k', '100k', '1M', '10M', '100M'];
      const body = volumes.map((volume, index) => element(site.url, `assistant.requests="${volume}"`, `embed${index}`)).join('<hr>');
      const blog = t.keep(await origin({ host: 'localhost', pages: { ...common, '/': page({ head: loader(site.url), body }) } }));
      const opened = await t.page([site.url, blog.url]);
      await opened.goto(`${blog.url}/`);
      await verdict(opened, volumes.length);
      const heard = await opened.evaluate(() => window.heard.verdicts.map(one => [one.id, one.monthly]));
      assert.deepEqual(new Set(heard.map(([id]) => id)).size, volumes.length);
      assert.equal(new Set(heard.map(([, monthly]) => monthly)).size, volumes.length, 'each has its own amount');
      t.measure('embed', 'embeds on one page', `${volumes.length}, each its own`, volumes.length, true);
    },
  },
  {
    name: 'without scripts the link inside stays',
    needs: ['embed', 'site', 'page'],
    async run(t) {
      const site = t.keep(await calculator(t.works));
      // Firefox cannot be driven with scripts off: a policy that forbids them does the same.
      const headers = () => ({ 'Content-Security-Policy': "script-src 'none'" });
      const blog = t.keep(await origin({ host: 'localhost', headers, pages: { ...common, '/': page({ head: loader(site.url), body: element(site.url) }) } }));
      const opened = await t.page([site.url, blog.url]);
      await opened.goto(`${blog.url}/`);
      assert.ok(await opened.getByRole('link', { name: 'Build or buy?' }).isVisible());
    },
  },
  {
    name: 'where the policy forbids the frame the link comes back',
    needs,
    async run(t) {
      const site = t.keep(await calculator(t.works));
      const headers = () => ({ 'Content-Security-Policy': `default-src 'none'; script-src 'self' ${site.url}; img-src data:` });
      const blog = t.keep(await origin({ host: 'localhost', headers, pages: { ...common, '/': page({ head: loader(site.url), body: element(site.url) }) } }));
      const opened = await t.page([site.url, blog.url]);
      await opened.goto(`${blog.url}/`);
      await opened.getByRole('link', { name: 'Build or buy?' }).waitFor({ state: 'visible', timeout: 14_000 });
    },
  },
];
