// What is shown is seen whole, in every situation and at every width: labels of pictures, numbers in rows, choices.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { needs, open, sentence } from '../acceptance/top.mjs';
import { root } from '../acceptance/works.mjs';
import { withOdds } from './answer.test.mjs';

const presets = JSON.parse(readFileSync(join(root, 'www/presets.json'), 'utf8'));
/** What a browser’s arrow takes from a choice. */
const ARROW = { chromium: 24, firefox: 20 };
const WIDTHS = [320, 360, 414, 768, 1024, 1220, 1280];

/** The situations in English, and those with the longest labels in the other languages. */
const SEEN = [...presets.map(({ id, query }) => ({ id, query })),
  ...['de', 'fr'].flatMap(lang => presets.filter(one => ['documents', 'embeddings'].includes(one.id)).map(({ id, query }) => ({ id: `${id} in ${lang}`, query: `${query}&lang=${lang}` })))];

/** Each situation at each width, once the picture has taken it. */
async function everywhere(t, each) {
  let site;
  for (const { id, query } of SEEN) {
    const page = await open(t, `?${query}`, { site });
    site = page.site;
    await sentence(page);
    await withOdds(page);
    // A phone has no scroll bar that takes room.
    const bar = await page.evaluate(() => innerWidth - document.documentElement.clientWidth);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width: width + bar, height: 800 });
      await page.waitForFunction(() => [...document.querySelectorAll('#bands .plot > svg')]
        .every(one => Math.abs(one.getAttribute('width') - one.closest('.plot').clientWidth) < 2 && one.closest('.plot').clientWidth <= innerWidth));
      await each(page, `${id} at ${width}`);
    }
    await page.close();
  }
}

/** Labels that stand out of the window, or over one another, over the dot or over its stem. Boxes differ by browser: ink is measured. */
const collisions = page => page.evaluate(() => [...document.querySelectorAll('#bands .plot > svg, #cash > svg')].flatMap(picture => {
  const edge = picture.getBoundingClientRect().left;
  const texts = [...picture.querySelectorAll('text')].map(one => {
    const [x, y, long] = [Number(one.getAttribute('x')), Number(one.getAttribute('y')), one.getComputedTextLength()];
    const left = x - { start: 0, middle: long / 2, end: long }[getComputedStyle(one).textAnchor];
    return { name: one.textContent, own: one.classList[0], left, right: left + long, top: y - 9, bottom: y + 2 };
  });
  const dot = picture.querySelector('circle.thumb');
  const [x, y, r] = dot ? ['cx', 'cy', 'r'].map(name => Number(dot.getAttribute(name))) : [];
  const marks = dot ? [{ name: 'the dot', left: x - r, right: x + r, top: y - r, bottom: y + r },
    { name: 'the stem', left: x - 1, right: x + 1, top: y, bottom: picture.viewBox.baseVal.height - 24 }] : [];
  const over = (a, b) => Math.min(a.right, b.right) > Math.max(a.left, b.left) && Math.min(a.bottom, b.bottom) > Math.max(a.top, b.top);
  return texts.flatMap((one, at) => [
    ...(edge + one.left < 0 || edge + one.right > innerWidth ? [`“${one.name}” from ${edge + one.left} to ${edge + one.right}`] : []),
    ...[...texts.slice(at + 1), ...(one.own === 'tick' ? [] : marks)].filter(other => over(one, other)).map(other => `“${one.name}” over ${other.name}`),
  ]);
}));

/** Numbers of the rows that are cut, English names of workloads, and choices that are cut though their row has room. */
const cut = (page, arrow) => page.evaluate(arrow => {
  const pen = document.createElement('canvas').getContext('2d');
  const wide = (one, text) => {
    const { fontWeight, fontSize, fontFamily } = getComputedStyle(one);
    pen.font = `${fontWeight} ${fontSize} ${fontFamily}`;
    return pen.measureText(text).width;
  };
  return [...document.querySelectorAll('.line input.number, .line select, .asked select, html[lang="en"] .line .what input')].filter(one => one.getClientRects().length).flatMap(one => {
    const choice = one.tagName === 'SELECT';
    const text = choice ? one.selectedOptions[0].text : one.value;
    // Two pixels before and after; a choice as wide as what is chosen is rounded.
    const room = one.clientWidth - (choice ? arrow - (one.closest('.asked') ? 1 : 0) : 4);
    const full = choice && one.closest('.asked')?.clientWidth <= one.offsetWidth + 1;
    return wide(one, text) > room && !full ? [`“${text}” is ${Math.round(wide(one, text))} wide, with ${room}`] : [];
  });
}, arrow);

export const tests = [
  {
    name: 'no label of curve or cash lies over another, the dot or its stem; numbers of rows and choices are seen whole',
    needs,
    limit: 300_000,
    async run(t) {
      const found = [];
      await everywhere(t, async (page, where) => {
        for (const one of [...await collisions(page), ...await cut(page, ARROW[t.browserName])]) found.push(`${where}: ${one}`);
      });
      assert.ok(found.length === 0, found.join('\n'));
    },
  },
  {
    name: 'scrolled to its end, the answer does not fade out',
    needs,
    async run(t) {
      const page = await open(t, `?${presets.find(one => one.id === 'coding').query}`, { viewport: { width: 1280, height: 800 } });
      await sentence(page);
      await withOdds(page);
      const [last, faded] = await page.evaluate(() => {
        const column = document.querySelector('.column');
        column.scrollTop = column.scrollHeight;
        const bar = document.querySelector('.take');
        return [document.querySelector('#answer .made').getBoundingClientRect().bottom, bar.getBoundingClientRect().top - parseFloat(getComputedStyle(bar, '::before').height)];
      });
      assert.ok(last <= faded + 0.5, `the last line ends at ${last}, the fade begins at ${faded}`);
    },
  },
];
