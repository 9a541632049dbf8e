// Task 4: what would change it and what to find out. The volume in the picture, the list of flips, a range typed, the odds.

import { needs } from '../acceptance/top.mjs';
import { walk } from './walk.mjs';

export const ordinarily = ['chromium'];

export const tests = [
  {
    name: 'walk 4: what would change the answer, by keys and ear',
    needs,
    limit: 240_000,
    async run(t) {
      const w = await walk(t);
      w.title('The volume, in the picture');
      await w.to('slider “Volume of all workloads”');
      await w.press('ArrowRight', { hears: true });
      await w.press('PageUp', { hears: true });
      await w.press('Home', { hears: true });
      await w.press('End', { hears: true });
      await w.to('Back to today');
      await w.press('Enter', { hears: true });
      w.title('What would change the answer');
      // They are followed once the page comes near them.
      await w.to('Another calculator');
      await w.settled('all');
      await w.to('slider from');
      await w.read('section[aria-labelledby=h-flips]');
      await w.press('ArrowRight', { known: 'all', hears: true });
      await w.press('End', { known: 'all', hears: true });
      w.title('A range typed');
      await w.to('textbox “document extraction: Requests a month', 'Shift+Tab');
      await w.type('100k to 400k', { known: 'all', hears: true });
      w.title('How sure this is, and what to find out first');
      await w.read('section[aria-labelledby=h-odds]');
      w.done('change');
    },
  },
];
