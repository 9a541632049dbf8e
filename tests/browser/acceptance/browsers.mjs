// The two browsers, and a page that remembers everything it should not have done.

import { existsSync } from 'node:fs';
import { chromium, firefox } from 'playwright-core';

const first = (...places) => places.find(place => place && existsSync(place));

const CHROMIUM_ARGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-features=OptimizationHints',
];

/** How to start each browser; `undefined` where it is not installed. */
export const BROWSERS = {
  chromium: {
    path: first(process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'),
    start: (path, options = {}) => chromium.launch({ executablePath: path, args: CHROMIUM_ARGS, ...options }),
  },
  firefox: {
    path: first(process.env.FIREFOX, '/usr/bin/firefox-esr', '/usr/bin/firefox'),
    // The channel drives an installed Firefox; its prefs stand in for `emulateMedia`, which does nothing there.
    start: (path, options = {}) => firefox.launch({ executablePath: path, channel: 'moz-firefox', ...options }),
  },
};

/** Noise that browsers make about themselves, not about the page. */
const NOISE = [
  // Firefox reports the policy of an empty document, and layout of pages that were never shown.
  /Layout was forced before the page was fully loaded/,
  /unreachable code after return statement/,
];

/**
 * Opens a page whose console, errors and requests are written down.
 * `local` lists the origins that may be asked; anything else is a third party.
 */
export async function watched(context, local) {
  const page = await context.newPage();
  const seen = { console: [], errors: [], requests: [], foreign: [] };
  page.on('console', message => {
    const text = message.text();
    if (!NOISE.some(noise => noise.test(text))) seen.console.push(`${message.type()}: ${text}`);
  });
  page.on('pageerror', error => seen.errors.push(String(error)));
  page.on('request', request => {
    const url = request.url();
    seen.requests.push(url);
    const inside = /^(data|blob|about|file):/.test(url) || local.some(origin => url.startsWith(`${origin}/`));
    if (!inside) seen.foreign.push(url);
  });
  return Object.assign(page, { seen });
}
