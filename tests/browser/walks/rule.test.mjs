// Task 3: a rule. Chosen, its questions answered, its consequence read, and settled by the buttons beside the answer.

import { needs } from '../acceptance/top.mjs';
import { walk } from './walk.mjs';

export const ordinarily = ['chromium'];

export const tests = [
  {
    name: 'walk 3: a rule said and settled, by keys and ear',
    needs,
    limit: 240_000,
    async run(t) {
      const w = await walk(t);
      w.title('The rule is chosen');
      await w.to('Skip to the questions');
      await w.press('Enter');
      await w.to('Must the data stay in-house?');
      await w.type('Order or', { replace: false });
      w.title('What it asks');
      await w.to('The clause');
      await w.to('Whose GPUs');
      w.title('What it does to the answer');
      await w.to('What the rule does');
      await w.press('Enter');
      await w.read('.ruling');
      await w.to('Yes, it does');
      await w.press('Enter', { hears: true });
      await w.read('.ruling');
      await w.to('No, only our own');
      await w.press('Enter', { hears: true });
      await w.read('#answer');
      w.title('Taken back');
      await w.to('It does not forbid it after all');
      await w.press('Enter', { hears: true });
      await w.to('button “No”');
      await w.press('Enter', { hears: true });
      w.done('rule');
    },
  },
];
