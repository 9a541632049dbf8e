// axe-core in every state, reflow at 320 px, the keyboard, and one polite sentence an edit.

import assert from 'node:assert/strict';
import { violations } from './axe.mjs';
import { field, needs, open, sentence } from './top.mjs';

const everythingOpen = page => page.evaluate(async () => {
  for (let round = 0; round < 3; round += 1) {
    for (const part of document.querySelectorAll('details:not([open])')) part.open = true;
    await new Promise(resolve => setTimeout(resolve, 150));
  }
});

/** What is printed stands there once the odds are counted. */
const printed = async page => {
  await page.waitForSelector('.memo', { state: 'attached' });
  await page.emulateMedia({ media: 'print' });
};

/** Name, query, options of the browser's context, what to do before looking, and which browsers can. */
const STATES = [
  { name: 'default', query: '' },
  { name: 'from a link, everything open', query: '?v=2&assistant.requests=2M', act: everythingOpen },
  { name: 'with errors', query: '?v=2&assistant.requests=abc&nothing=1&horizon=9999' },
  { name: 'dark by link', query: '?v=2&theme=dark', act: everythingOpen },
  { name: 'dark by system', query: '', options: { colorScheme: 'dark' }, browsers: ['chromium'] },
  { name: 'print', query: '', act: printed, browsers: ['chromium'] },
  { name: 'forced colors', query: '', options: { forcedColors: 'active' }, browsers: ['chromium'] },
  { name: '320 px', query: '', options: { viewport: { width: 320, height: 700 } } },
  { name: 'embed', query: 'embed.html?v=2&assistant.requests=2M', act: everythingOpen },
  { name: 'embed, dark', query: 'embed.html?v=2&theme=dark' },
];

const states = STATES.map(({ name, query, options, act, browsers }) => ({
  name: `axe finds nothing: ${name}`,
  needs: query.startsWith('embed') ? [...needs, 'embed'] : needs,
  browsers,
  async run(t) {
    const page = await open(t, query, options);
    await sentence(page);
    await act?.(page);
    await page.waitForTimeout(100);
    const found = await violations(page);
    t.measure('a11y', 'axe violations, WCAG 2.2 A and AA, worst state', '0', found.length, found.length === 0);
    assert.deepEqual(found, []);
  },
}));

export const tests = [
  ...states,
  {
    name: 'nothing is wider than a screen of 320 px',
    needs,
    async run(t) {
      for (const query of ['?v=2&assistant.requests=2M', 'embed.html?v=2']) {
        const page = await open(t, query, { viewport: { width: 320, height: 640 } });
        await sentence(page);
        await everythingOpen(page);
        const wide = await page.evaluate(() => {
          const over = document.documentElement.scrollWidth - document.documentElement.clientWidth;
          const who = [...document.body.querySelectorAll('*')].find(one => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest('table, .scroll, svg, .sr'));
          return over > 0 ? `${over} px: ${who?.tagName} ${who?.className} ${who?.id}` : '';
        });
        t.measure('a11y', 'overflow at 320 px (400 % zoom)', 'none', wide || 'none', wide === '');
      }
    },
  },
  {
    name: 'the keyboard reaches the questions, and focus is seen',
    needs,
    async run(t) {
      const page = await open(t, '');
      await sentence(page);
      const seen = [];
      for (let i = 0; i < 60 && !seen.at(-1)?.name.includes('requests'); i += 1) {
        await page.keyboard.press('Tab');
        seen.push(await page.evaluate(() => {
          const at = document.activeElement;
          const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(at);
          return { tag: at.tagName, name: at.getAttribute('name') ?? '', shown: (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none' };
        }));
      }
      assert.ok(seen.some(one => one.name.includes('requests')), `60 tabs reach: ${seen.map(one => one.name || one.tag).join(' ')}`);
      const hidden = seen.filter(one => one.tag !== 'BODY' && !one.shown);
      t.measure('a11y', 'focused elements without a visible focus', `0`, hidden.length, hidden.length === 0);
    },
  },
  {
    name: 'one polite sentence per settled edit, none while typing',
    needs,
    async run(t) {
      const page = await open(t, '');
      await sentence(page);
      const box = await field(page, 'assistant.requests');
      await page.evaluate(() => {
        window.said = [];
        for (const region of document.querySelectorAll('[role=status], output, [aria-live=polite]')) {
          new MutationObserver(() => window.said.push(region.textContent)).observe(region, { childList: true, characterData: true, subtree: true });
        }
      });
      await box.click();
      await box.press('ControlOrMeta+a');
      await box.pressSequentially('7654321', { delay: 60 });
      const typing = await page.evaluate(() => window.said.length);
      await page.waitForTimeout(1500);
      const said = await page.evaluate(() => window.said);
      t.measure('a11y', 'announcements while typing, and after', '0, then 1', `${typing}, then ${said.length - typing}`, typing === 0 && said.length === 1);
      t.measure('a11y', 'length of the announcement', '<= 200 characters', said[0].length, said[0].length <= 200);
    },
  },
];
