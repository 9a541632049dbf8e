// Task 2: make the case mine. Name, requests and lengths of a workload, its model, one more and one less, and undone.

import { needs } from '../acceptance/top.mjs';
import { walk } from './walk.mjs';

export const ordinarily = ['chromium'];

export const tests = [
  {
    name: 'walk 2: the case made mine, by keys and ear',
    needs,
    limit: 240_000,
    async run(t) {
      const w = await walk(t);
      w.title('From the top to the questions');
      await w.to('Skip to the questions');
      await w.press('Enter');
      w.title('A workload renamed, its requests and lengths typed');
      await w.to('Name');
      await w.type('Help desk');
      await w.to('Requests a month');
      await w.type('2.5 million');
      await w.to('Tokens in');
      await w.type('many');
      await w.press('Escape', { hears: true });
      await w.type('1200 to 3000');
      await w.to('Tokens out');
      await w.type('250');
      await w.to('Quality needed');
      await w.press('ArrowUp', { hears: true });
      w.title('Its model, found by a part of its name');
      await w.to('More about');
      await w.press('Enter');
      await w.to('Bought today');
      await w.type('luna azure', { replace: false });
      await w.press('Enter', { hears: true });
      w.title('One more workload, and without it again');
      await w.to('Add a workload');
      await w.press('Enter', { hears: true });
      await w.type('Search');
      await w.to('More about Search');
      await w.press('Enter');
      await w.to('Remove');
      await w.press('Enter', { hears: true });
      await w.to('button “Undo');
      await w.press('Enter', { hears: true });
      w.done('case');
    },
  },
];
