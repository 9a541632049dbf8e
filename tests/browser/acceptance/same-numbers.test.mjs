// Native code, Node and both browsers give the same report to the last bit.

import { compare } from '../same-numbers.mjs';

export const tests = [
  {
    name: '240 links give the same bits everywhere',
    browsers: ['chromium'],
    alone: true,
    // Four engines answer 240 links one after the other: minutes of work, not of waiting.
    limit: 900_000,
    async run(t) {
      const { links, sides, found, odd } = await compare(240);
      const fine = found.length === 0 && odd === 0;
      for (const one of found.slice(0, 10)) console.log(`        ${one}`);
      t.measure('numbers', `links whose report differs: native, ${sides.join(', ')}`, `0 of ${links}`, found.length, fine);
    },
  },
];
