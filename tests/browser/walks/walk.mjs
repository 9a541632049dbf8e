// A walk through the page by keys alone. Each step is written down as a screen reader says it: what has the focus, and what
// live regions said since. The whole is held against the text beside the walk, which a person can read.
//   UPDATE=1 BROWSER=chromium node tests/browser/run.mjs walks     writes the texts anew
// Faults that no text may hold fail at once: focus that is lost, an act that is followed by silence, a region that speaks
// twice, one that comes with its words and is therefore not heard, a control without a name.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { open, sentence } from '../acceptance/top.mjs';
import { headings, landmarks, line, listen, entered, quickLine, reading, said } from './hear.mjs';

const here = dirname(fileURLToPath(import.meta.url));
/** A day and engine that stay: a walk's amounts change with the engine only. */
export const PINNED = 'v=2&asof=2026-11-24';
/** So long nothing may move before a step is over. */
const QUIET = 1300;
/** So long an act may go unheard. */
const PATIENCE = 20_000;
const MOST_PRESSES = 150;

/** Opens the page and starts a walk. */
export async function walk(t, query = PINNED) {
  const context = await t.context({ viewport: { width: 1280, height: 800 } });
  await context.addInitScript(listen);
  // Printing would open a window that no key of the page reaches.
  await context.addInitScript(() => { window.print = () => { window.printed = true; }; });
  const page = await open(t, `?${query}`, { context });
  await sentence(page);
  const cdp = t.browserName === 'chromium' ? await context.newCDPSession(page) : null;
  const lines = [];
  let before = '';
  let quick = '';

  const settled = (known = 'odds') => page.waitForFunction(([quiet, known]) => {
    const now = document.querySelector('main')?.dataset.known ?? '';
    return (now === 'all' || now === known) && performance.now() - window.walk.stirred > quiet;
  }, [QUIET, known], { timeout: 60_000, polling: 100 });

  /** Quiet is counted from here on. */
  const stir = () => page.evaluate(() => { window.walk.stirred = performance.now(); });

  /** Waits until something is said, or the focus says something else; whoever calls judges the silence. */
  const heard = async (said = false) => {
    for (const end = performance.now() + PATIENCE; performance.now() < end; await page.waitForTimeout(50)) {
      if (await page.evaluate(() => window.walk.said.length) > 0) return;
      if (!said && await quickLine(page) !== quick) return;
    }
  };

  /** Writes down a step, and fails on what is wrong with any step. */
  async function note(what, { act = false } = {}) {
    const now = await line(page, cdp);
    const heard = await said(page);
    const place = await entered(page);
    lines.push(`${what}: ${now.startsWith('heading') ? '' : place}${now}`, ...heard.map(one => `  ${one.how}: ${one.text}`));
    const wrong = problem => { throw new Error(`${problem} after ${what}\n${lines.slice(-6).join('\n')}`); };
    if (now === 'nothing has the focus') wrong('focus is lost');
    if (/“”/.test(now)) wrong('a control without a name');
    if (act && now === before && heard.length === 0) wrong('silence');
    const regions = heard.map(one => one.region);
    if (new Set(regions).size < regions.length) wrong('a region speaks twice');
    if (heard.some(one => one.how === 'NOT HEARD')) wrong('a region comes with its words');
    before = now;
    quick = await quickLine(page);
    return now;
  }

  const self = {
    page, settled,
    /** A title between steps. */
    title: text => { lines.push('', `# ${text}`); },
    /** Writes what is there to be read. */
    reads: (what, texts) => { lines.push(`${what}:`, ...texts.map(one => `  ${one}`)); },
    /** Goes on with a key until the line holds the words; says how many presses it took. */
    async to(words, key = 'Tab') {
      let count = 0;
      do {
        await page.keyboard.press(key);
        count += 1;
        assert.ok(count < MOST_PRESSES, `${MOST_PRESSES} times ${key} and no “${words}”; ${await quickLine(page)}\n${lines.slice(-5).join('\n')}`);
      } while (!(await quickLine(page)).includes(words));
      await note(count === 1 ? key : `${key} × ${count}`);
      return count;
    },
    /** A key that does something: it is waited for until it is heard, or until something is said where `hears` asks so. */
    async press(key, { known, hears, silent } = {}) {
      await stir();
      await page.keyboard.press(key);
      if (!silent) await heard(hears);
      await settled(known);
      return note(key, { act: !silent });
    },
    /** A text in place of the one that stands in the field, or what is typed in a list. */
    async type(text, { replace = true, known, hears = true } = {}) {
      if (replace) await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.type(text, { delay: 15 });
      await stir();
      await heard(hears);
      await settled(known);
      return note(`types “${text}”`, { act: true });
    },
    /** What the reading cursor finds in a part. */
    async read(selector, most = 40) {
      const all = await reading(page, selector);
      self.reads('reads on', all.length > most ? [...all.slice(0, most), `… and ${all.length - most} lines more`] : all);
    },
    /** A file for the chooser that the focus stands on, opened by a key. */
    async choose(file) {
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Space')]);
      await stir();
      await chooser.setFiles(file);
      await heard();
      await settled();
      return note(`Space, and the file ${file.name}`, { act: true });
    },
    /** Every stop of the page once, from the first: none without a name, and no two that say the same. */
    async stops() {
      const all = [];
      for (;;) {
        await page.keyboard.press('Tab');
        const now = await quickLine(page);
        // Behind the last one the browser's own controls come, of which the page knows nothing.
        if (now === 'nothing has the focus' || now === all.at(-1) || now === all[0]) break;
        assert.doesNotMatch(now, /“”/, `behind ${all.at(-1)}`);
        assert.ok(!all.includes(now), `two stops say the same: ${now}`);
        all.push(now);
      }
      return all;
    },
    async headings() {
      const all = await headings(page);
      assert.equal(all.filter(one => one.level === 1).length, 1, 'one heading of the first level');
      all.forEach((one, at) => assert.ok(at === 0 || one.level <= all[at - 1].level + 1, `no level is left out before “${one.text}”`));
      self.reads('headings', all.map(one => `${'  '.repeat(one.level - 1)}${one.level} ${one.text}`));
    },
    async landmarks() {
      const all = await landmarks(page);
      const names = all.map(one => `${one.role} ${one.name}`);
      assert.equal(new Set(names).size, names.length, `no two places with one name: ${names.join('; ')}`);
      self.reads('landmarks', all.map(one => `${one.role}${one.name && ` “${one.name}”`}`));
    },
    /** Holds the walk against its text. */
    done(name) {
      const file = join(here, `${name}.txt`);
      const text = `${lines.join('\n').trim()}\n`;
      if (process.env.UPDATE && t.browserName === 'chromium') return writeFileSync(file, text);
      const wanted = readFileSync(file, 'utf8').split('\n');
      text.split('\n').forEach((one, at) => assert.equal(one, wanted[at], `${name}.txt, line ${at + 1}; UPDATE=1 writes it anew`));
      assert.equal(text.split('\n').length, wanted.length, `${name}.txt has other lines at its end`);
    },
  };
  await settled();
  await said(page);
  return self;
}
