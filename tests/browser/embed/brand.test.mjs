// A host's own look: an accent that is seen and read whatever it is, and a logo that the host's page draws.

import assert from 'node:assert/strict';
import { origin } from '../acceptance/origin.mjs';
import { contrast } from '../acceptance/pixels.mjs';
import { calculator } from '../acceptance/works.mjs';
import { common, element, embedded, frameOf, loader, page, verdict } from './hosts.mjs';

const needs = ['page', 'embed', 'site'];
/** A square of one color, as a file of the host's and as its own text. */
const SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><path fill="#a0c" d="M0 0h40v40H0z"/></svg>';
const INSIDE = `data:image/svg+xml,${encodeURIComponent(SQUARE)}`;
const GROUND = { light: [255, 255, 255], dark: [20, 22, 26] };

/** The colors that some things are drawn in, `rgb(…)` as three numbers. */
const colors = (frame, wanted) => frame.evaluate(of => {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d');
  return of.map(([selector, name]) => {
    canvas.fillStyle = getComputedStyle(document.querySelector(selector))[name];
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  });
}, wanted);

/** What the host's page shows of the logo. */
const logo = opened => opened.evaluate(() => {
  const image = document.getElementById('embed').shadowRoot.querySelector('img');
  const { width, height } = image.getBoundingClientRect();
  return { alt: image.alt, seen: width > 0 && height > 0, drawn: image.complete && image.naturalWidth > 0 };
});

export const tests = [
  ...['light', 'dark'].flatMap(theme => ['0072b2', 'ffe000', '0b1f3a', 'ffffff', '767676'].map(accent => ({
    name: `the accent ${accent} is the button's, the link's and the rule's, and all can be read: ${theme}`,
    needs,
    async run(t) {
      const { frame } = await embedded(t, { attributes: `view="card" theme="${theme}" accent="#${accent}" by="ACME" contact="hello@example.org"` });
      await frame.waitForSelector('.call');
      const [fill, text, link, rule] = await colors(frame, [['.call', 'backgroundColor'], ['.call', 'color'], ['#whole', 'color'], ['.answer', 'borderTopColor']]);
      assert.deepEqual(fill, [0, 2, 4].map(at => parseInt(accent.slice(at, at + 2), 16)), 'the button has the color itself');
      assert.ok(contrast(text, fill) >= 4.5, `text on the button ${contrast(text, fill)}`);
      assert.ok(contrast(link, GROUND[theme]) >= 4.5, `link ${link} ${contrast(link, GROUND[theme])}`);
      assert.ok(contrast(rule, GROUND[theme]) >= 3, `rule ${rule} ${contrast(rule, GROUND[theme])}`);
      // A gray stays gray; every other color keeps what it is more of.
      const most = color => color.indexOf(Math.max(...color));
      if (new Set(fill).size > 1) assert.deepEqual([most(link), most(rule)], [most(fill), most(fill)], 'of the same hue');
      assert.ok(await frame.evaluate(() => document.querySelector('.answer').getBoundingClientRect().height > 0 && parseFloat(getComputedStyle(document.querySelector('.answer')).borderTopWidth) >= 3));
    },
  }))),
  {
    name: 'without an address to write to the way to the whole page is the button, and without an accent it is the ink\'s',
    needs,
    async run(t) {
      const { frame } = await embedded(t, { attributes: 'view="card" theme="light"' });
      const [fill, text] = await colors(frame, [['#whole', 'backgroundColor'], ['#whole', 'color']]);
      assert.ok(contrast(fill, GROUND.light) > 10 && contrast(text, fill) > 10, `${text} on ${fill}`);
    },
  },
  ...Object.entries({ 'a file of the host\'s': '/logo.svg', 'one that stands in the page': INSIDE }).map(([kind, address]) => ({
    name: `a logo is drawn above the frame, named after its host: ${kind}`,
    needs,
    async run(t) {
      const { opened, site } = await embedded(t, { attributes: `by="ACME" view="card" logo="${address}"`, pages: { '/logo.svg': SQUARE } });
      await opened.waitForFunction(() => document.getElementById('embed').shadowRoot.querySelector('img').naturalWidth > 0);
      assert.deepEqual(await logo(opened), { alt: 'ACME', seen: true, drawn: true });
      assert.ok(await opened.evaluate(() => {
        const [image, frame] = ['img', 'iframe'].map(name => document.getElementById('embed').shadowRoot.querySelector(name).getBoundingClientRect());
        return image.bottom <= frame.top + 1 && image.height <= 64;
      }));
      const detail = await verdict(opened);
      assert.doesNotMatch(detail.link, /logo/);
      assert.deepEqual(site.requests.filter(one => one.path.includes('logo')), [], 'the calculator hears nothing of it');
      // Another one later, then none.
      await opened.evaluate(() => document.getElementById('embed').removeAttribute('logo'));
      await opened.waitForFunction(() => document.getElementById('embed').shadowRoot.querySelector('img').getBoundingClientRect().height === 0);
      assert.deepEqual(opened.seen.errors, []);
    },
  })),
  {
    name: 'a logo of any other kind is not drawn, and the console names it',
    needs,
    async run(t) {
      for (const address of ['http://other.example/logo.png', 'javascript:alert(1)', 'data:text/html,x', 'blob:x', 'ftp://x/y.png']) {
        const { opened } = await embedded(t, { attributes: `by="ACME" logo="${address}"` });
        const { seen, drawn } = await logo(opened);
        assert.deepEqual({ seen, drawn }, { seen: false, drawn: false }, address);
        assert.ok(opened.seen.console.some(line => JSON.stringify(line).includes(address)), `${address}: ${JSON.stringify(opened.seen.console)}`);
        assert.deepEqual(opened.seen.foreign, []);
      }
    },
  },
  {
    name: 'a logo that the host\'s own policy forbids, or that is not there, leaves its name',
    needs,
    async run(t) {
      const site = t.keep(await calculator(t.works));
      const headers = path => (path === '/' ? { 'Content-Security-Policy': `default-src 'none'; script-src 'self' ${site.url}/embed.js; frame-src ${site.url}; img-src data:` } : {});
      const body = element(site.url, 'by="ACME" view="card" logo="/logo.svg"');
      const blog = t.keep(await origin({ host: 'localhost', headers, pages: { ...common, '/': page({ head: loader(site.url), body }) } }));
      const opened = await t.page([site.url, blog.url]);
      await opened.goto(`${blog.url}/`);
      await verdict(opened);
      const { alt, drawn } = await logo(opened);
      assert.deepEqual({ alt, drawn }, { alt: 'ACME', drawn: false });
      assert.match(await (await frameOf(opened)).locator('main').textContent(), /Presented by ACME/);
    },
  },
];
