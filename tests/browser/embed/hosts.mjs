// Pages that embed the calculator: each writes down what the calculator tells it.

import { origin } from '../acceptance/origin.mjs';
import { calculator } from '../acceptance/works.mjs';

/** The body of a host page that keeps every message, event and layout shift in `window.heard`. */
const LISTEN = `
  window.heard = { messages: [], verdicts: [], changes: [], shifts: 0, violations: [] };
  addEventListener('message', ({ data, origin }) => heard.messages.push({ data, origin, at: performance.now() }));
  addEventListener('verdict', ({ detail, target }) => heard.verdicts.push({ ...detail, id: target.id }));
  addEventListener('change', ({ detail, target }) => detail && heard.changes.push({ ...detail, id: target.id }));
  document.addEventListener('securitypolicyviolation', e => heard.violations.push(e.violatedDirective + ' ' + e.blockedURI));
  try {
    new PerformanceObserver(list => {
      for (const entry of list.getEntries()) heard.shifts += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  } catch {}
`;

/** A page of someone else's. `style` is the host's own, `body` holds the embed. */
export const page = ({ style = '', head = '', body, html = 'lang="en"' }) => `<!doctype html>
<html ${html}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>A host</title><link rel="icon" href="data:,">${style && `<style>${style}</style>`}<script src="/listen.js"></script>${head}</head>
<body>${body}</body></html>`;

/** Files that every host origin serves. */
export const common = { '/listen.js': LISTEN };

/** The element with its fallback link. */
export const element = (calculator, attributes = '', id = 'embed') =>
  `<build-or-buy id="${id}" ${attributes}><a href="${calculator}/?v=2">Build or buy?</a></build-or-buy>`;

export const loader = (calculator, attributes = 'defer') => `<script ${attributes} src="${calculator}/embed.js"></script>`;

/** Waits until the host page heard a verdict; returns it. */
export async function verdict(page, count = 1) {
  await page.waitForFunction(wanted => window.heard.verdicts.length >= wanted, count, { timeout: 30_000 });
  return page.evaluate(() => window.heard.verdicts.at(-1));
}

/** The same for an iframe without the element: the message itself. */
export async function verdictMessage(page, count = 1) {
  const heard = wanted => window.heard.messages.filter(one => one.data?.type === 'build-or-buy:verdict').length >= wanted;
  await page.waitForFunction(heard, count, { timeout: 30_000 });
  return page.evaluate(() => window.heard.messages.findLast(one => one.data?.type === 'build-or-buy:verdict').data.detail);
}

/** The frame of the calculator inside a page, however deep. */
export async function frameOf(page, part = 'embed.html') {
  const limit = Date.now() + 30_000;
  while (Date.now() < limit) {
    const frame = page.frames().find(one => one.url().includes(part));
    if (frame) return frame;
    await page.waitForTimeout(50);
  }
  throw new Error(`no frame of ${part}: ${page.frames().map(one => one.url()).join(', ')}`);
}

/** The height of what the frame shows, as a browser lays it out. */
export const contentHeight = frame => frame.evaluate(() => document.documentElement.getBoundingClientRect().height);

/** The height that the host gives the frame. */
export const frameHeight = (page, id = 'embed') =>
  page.evaluate(name => document.getElementById(name).shadowRoot.querySelector('iframe').getBoundingClientRect().height, id);

/** Waits until the frame is as high as its content; gives the difference that stays, in pixels. */
export async function settled(page, frame, id = 'embed') {
  const limit = Date.now() + 4000;
  for (;;) {
    const error = Math.abs(await frameHeight(page, id) - await contentHeight(frame));
    if (error <= 2 || Date.now() > limit) return error;
    await page.waitForTimeout(100);
  }
}

/** The words a verdict may carry. */
export const WORDS = ['buy', 'hybrid', 'build', 'too-close', 'no-answer'];

/** The element on a page of another origin, answered. */
export async function embedded(t, { attributes = '', query = '', pages = {}, folder } = {}) {
  const site = t.keep(await calculator(t.works, folder ? { folder } : {}));
  const at = typeof attributes === 'function' ? attributes(site.url) : attributes;
  const blog = t.keep(await origin({ host: 'localhost', pages: { ...common, ...pages, '/': page({ head: loader(site.url), body: element(site.url, at) }) } }));
  const opened = await t.page([site.url, blog.url]);
  await opened.goto(`${blog.url}/${query}`);
  await verdict(opened);
  return { opened, site, blog, frame: await frameOf(opened) };
}

/** Waits for a change whose link says so; returns its detail. */
export async function changed(opened, part, without = '\0') {
  const there = ([wanted, unwanted]) => {
    const link = window.heard.changes.at(-1)?.link;
    return link?.includes(wanted) && !link.includes(unwanted);
  };
  await opened.waitForFunction(there, [part, without], { timeout: 30_000 });
  return opened.evaluate(() => window.heard.changes.at(-1));
}
