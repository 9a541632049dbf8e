// The host's own price list, small: laid over the public prices, named, and what it refuses said aloud.

import assert from 'node:assert/strict';
import { origin } from '../acceptance/origin.mjs';
import { calculator } from '../acceptance/works.mjs';
import { common, element, frameOf, loader, page, verdict } from './hosts.mjs';

const OWN = JSON.stringify({ name: 'Host & Co', inputs: { engineer_cost: 100000 }, rents: [{ gpu: 'h201', provider: 'Quote', market: 'specialist', billing: 'on-demand', from: '2026-11-20', hour: 2, gpus_min: 8, source: 'a quote of 20 November', grade: 'A' }] });

async function embedded(t, attributes, list) {
  const site = t.keep(await calculator(t.works));
  const blog = t.keep(await origin({ host: 'localhost', pages: { ...common, '/own.json': list, '/': page({ head: loader(site.url), body: element(site.url, attributes) }) } }));
  const opened = await t.page([site.url, blog.url]);
  await opened.goto(blog.url);
  const { monthly, other } = await verdict(opened);
  const frame = await frameOf(opened);
  return { monthly, other, said: await frame.evaluate(() => document.body.textContent.replace(/\s+/g, ' ')) };
}

export const tests = [
  {
    name: 'a small list of the host is laid over the public prices, and a refused row is said',
    needs: ['page', 'embed', 'site'],
    async run(t) {
      const usual = await embedded(t, '', OWN);
      const own = await embedded(t, 'catalog="/own.json"', OWN);
      // Half the wages: running one's own costs less, buying hardly changes.
      assert.ok(own.other < usual.other * 0.9, `${own.other} against ${usual.other}`);
      assert.match(own.said, /Prices of Host & Co: 1 number or row over the public ones/);
      assert.match(own.said, /in this answer: .*Cost of an engineer/);
      assert.match(own.said, /Refused, and not counted: ?The rent of h201 Quote from 2026-11-20: gpu must be/);
      assert.doesNotMatch(usual.said, /Host & Co/);
    },
  },
];
