// Short links: one that names a case opens it, one that names none says so, and one with nothing to compare draws nothing.

import assert from 'node:assert/strict';
import { needs, open, sentence } from '../acceptance/top.mjs';
import { withOdds } from './answer.test.mjs';

export const ordinarily = ['chromium'];

export const tests = [
  {
    name: 'a case named in a link is that case, with what the link sets beside it',
    needs,
    async run(t) {
      const page = await open(t, '?preset=air-gap');
      await withOdds(page);
      assert.match(await sentence(page), /^Self-host\./);
      const more = await open(t, '?preset=air-gap&horizon=60');
      await withOdds(more);
      assert.notEqual(await sentence(more), await sentence(page));
      // The page's own links say everything: an input at its default stays there.
      const own = await open(t, '?v=2&preset=air-gap');
      await withOdds(own);
      assert.match(await sentence(own), /^Buy\./);
    },
  },
  {
    name: 'the page of a case keeps it under a theme, a currency, a newsletter’s mark or an input, and gives way to a whole link',
    needs,
    async run(t) {
      const told = async query => {
        const page = await open(t, `p/air-gap/${query}`);
        await withOdds(page);
        return [await sentence(page), page];
      };
      const [alone] = await told('');
      assert.match(alone, /^Self-host\./);
      for (const query of ['?theme=dark', '?utm_source=letter', '#theme=dark']) {
        const [said, page] = await told(query);
        assert.equal(said, alone, query);
        assert.match(await page.locator('#questions').innerText(), /Air-gapped plant/, query);
      }
      assert.match((await told('?currency=EUR&rate=0.5'))[0], /^Self-host\. .*€/);
      const [longer] = await told('?horizon=60');
      assert.match(longer, /^Self-host\./);
      assert.notEqual(longer, alone);
      assert.match((await told('?v=2&theme=dark'))[0], /^Buy\./);
    },
  },
  {
    name: 'a case that is not there is named, and the usual one shown',
    needs,
    async run(t) {
      const page = await open(t, '?preset=nosuch');
      await page.waitForSelector('.notice[role="alert"]');
      assert.equal(await page.innerText('.notice[role="alert"]'), 'There is no case “nosuch”: this is the usual one.');
    },
  },
  {
    name: 'where nothing runs no heading stands over a picture that is not there',
    needs,
    async run(t) {
      const page = await open(t, '?v=2&horizon=3');
      await withOdds(page);
      assert.match(await sentence(page), /Building takes .* and you look 3 months ahead/);
      assert.equal(await page.locator('p.finding').count(), 0);
      assert.deepEqual(page.seen.errors, []);
    },
  },
];
