// Native code, Node and both browsers give the same report to the last bit. 240 links take a quarter of an hour and are asked
// for by name: node tests/browser/same-numbers.mjs.

import { compare } from '../same-numbers.mjs';

export const tests = [
  {
    name: '40 links give the same bits everywhere',
    browsers: ['chromium'],
    alone: true,
    // Four engines answer the links one after the other: minutes of work, not of waiting.
    limit: 900_000,
    async run(t) {
      const { links, sides, found, odd } = await compare(40);
      const fine = found.length === 0 && odd === 0;
      for (const one of found.slice(0, 10)) console.log(`        ${one}`);
      t.measure('numbers', `links whose report differs: native, ${sides.join(', ')}`, `0 of ${links}`, found.length, fine);
    },
  },
];
