// The embed's theme against the host's: what is painted, not what is declared.

import assert from 'node:assert/strict';
import { origin } from '../acceptance/origin.mjs';
import { contrast, luminance, pixel } from '../acceptance/pixels.mjs';
import { calculator } from '../acceptance/works.mjs';
import { common, element, frameOf, loader, page, verdict } from './hosts.mjs';

const GROUND = { light: '#ffffff', dark: '#101010' };
const host = scheme => `:root{color-scheme:${scheme};background:${GROUND[scheme]};color:${scheme === 'dark' ? '#eee' : '#111'}} body{margin:20px}`;

const right = {};

/** What the frame paints: its ground at a corner, and the color of its main text. */
async function painted(opened, frame) {
  const box = await opened.evaluate(() => {
    const { left, top, width, height } = document.getElementById('embed').shadowRoot.querySelector('iframe').getBoundingClientRect();
    return { left, top, width, height };
  });
  const shot = await opened.screenshot({ fullPage: false });
  const text = await frame.evaluate(() => getComputedStyle(document.body).color.match(/[\d.]+/g).slice(0, 3).map(Number));
  const corners = await pixel(opened.context().browser(), shot, [
    [box.left + 2, box.top + 2],
    [box.left + box.width - 3, box.top + 2],
  ]);
  return { text, corners };
}

const combinations = ['auto', 'light', 'dark'].flatMap(theme => ['light', 'dark'].map(scheme => ({ theme, scheme })));

export const tests = combinations.map(({ theme, scheme }) => ({
  name: `theme ${theme} on a ${scheme} host`,
  needs: ['page', 'embed', 'site'],
  async run(t) {
    const site = t.keep(await calculator(t.works));
    const body = element(site.url, `theme="${theme}"`);
    const blog = t.keep(await origin({ host: 'localhost', pages: { ...common, '/': page({ style: host(scheme), head: loader(site.url), body }) } }));
    const opened = await t.page([site.url, blog.url], { viewport: { width: 700, height: 700 } });
    await opened.goto(`${blog.url}/`);
    await verdict(opened);
    const frame = await frameOf(opened);
    await opened.waitForTimeout(400);
    const { text, corners } = await painted(opened, frame);
    const expected = theme === 'auto' ? scheme : theme;
    for (const ground of corners) {
      const isDark = luminance(ground) < 0.2;
      assert.equal(isDark ? 'dark' : 'light', expected, `the ground is rgb(${ground})`);
      const ratio = contrast(text, ground);
      t.measure('embed', 'text on the embed\'s ground, contrast, worst theme', '>= 4.5', Math.round(ratio * 10) / 10, ratio >= 4.5, { smaller: false });
    }
    right[t.browserName] = (right[t.browserName] ?? 0) + 1;
    t.measure('embed', 'theme auto, light, dark on light and dark hosts', '6 right', right[t.browserName], true);
  },
}));
