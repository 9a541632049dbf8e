// Task 1: read the answer and why. Verdict, picture, the worked steps behind a number in a dialog, and back.

import assert from 'node:assert/strict';
import { needs } from '../acceptance/top.mjs';
import { walk } from './walk.mjs';

export const ordinarily = ['chromium'];

export const tests = [
  {
    name: 'every stop of the page has a name, and no two say the same',
    needs,
    async run(t) {
      const stops = await (await walk(t)).stops();
      assert.ok(stops.length > 60 && stops.at(-1).includes('How every number'), `${stops.length} stops, the last ${stops.at(-1)}`);
    },
  },
  {
    name: 'walk 1: the answer and why, by keys and ear',
    needs,
    limit: 240_000,
    async run(t) {
      const w = await walk(t);
      w.title('What a screen reader lists, to jump by');
      await w.headings();
      await w.landmarks();
      w.title('The answer, as it is read from its heading on');
      await w.read('#answer');
      w.title('The amounts of the answer, and what is behind one');
      await w.to('$');
      await w.to('$');
      await w.press('Enter');
      await w.read('#explained', 14);
      await w.to('button “Tokens out');
      await w.press('Enter');
      await w.read('#explained', 14);
      await w.press('Escape');
      w.title('The picture, as numbers');
      await w.to('slider');
      await w.to('The numbers');
      await w.press('Enter');
      await w.to('region');
      await w.press('Shift+Tab');
      await w.press('Enter');
      w.title('A part of the costs, and the worked steps of a line in it');
      await w.to('people and on-call, Own servers plus API');
      await w.press('Enter');
      await w.to('Close');
      await w.press('Enter');
      await w.press('Enter');
      await w.to('button “');
      await w.press('Enter');
      await w.read('#explained', 14);
      await w.press('Escape');
      w.done('answer');
    },
  },
];
