// Task 5: take it along. The link, a kept scenario to compare with, the memo, and a usage file that is chosen by keys.

import assert from 'node:assert/strict';
import { needs } from '../acceptance/top.mjs';
import { walk } from './walk.mjs';

const HOUR = 3600;
const START = Date.parse('2026-11-02T00:00:00Z') / 1000;
/** Two weeks of an export, hour by hour. */
const FILE = ['start_time,end_time,project_id,model,num_model_requests,input_tokens,output_tokens', ...Array.from({ length: 336 }, (_, hour) =>
  `${START + hour * HOUR},${START + (hour + 1) * HOUR},shop helper,gpt-5.6-luna,100,200000,30000`)].join('\n');

export const ordinarily = ['chromium'];

export const tests = [
  {
    name: 'walk 5: taken along, by keys and ear',
    needs,
    limit: 240_000,
    async run(t) {
      const w = await walk(t);
      w.title('The link');
      await w.to('Copy link');
      await w.press('Enter');
      await w.press('Enter');
      w.title('Kept, and compared with');
      await w.to('Compare');
      await w.press('Enter');
      await w.to('support assistant: Requests a month');
      await w.type('4M');
      await w.to('further down', 'Shift+Tab');
      await w.press('Enter');
      await w.read('section[aria-labelledby=h-compare]');
      await w.to('Remove');
      await w.press('Enter');
      w.title('A usage file');
      await w.to('your usage export');
      await w.choose({ name: 'completions.csv', mimeType: 'text/csv', buffer: Buffer.from(FILE) });
      await w.read('.import');
      await w.to('What to do with');
      await w.to('Use these numbers');
      await w.press('Enter', { hears: true });
      await w.press('Enter', { hears: true });
      w.title('The memo');
      await w.to('button “Memo”', 'Shift+Tab');
      await w.press('Enter', { silent: true });
      await w.page.waitForFunction(() => window.printed, null, { timeout: 10_000 });
      await w.to('More');
      await w.press('Enter');
      await w.to('Memo as Markdown');
      // An installed Firefox tells nobody of its downloads; its list of them then has the keys, so this comes last.
      const [saved] = await Promise.all([t.browserName === 'chromium' && w.page.waitForEvent('download'), w.press('Enter')]);
      if (saved) assert.equal(saved.suggestedFilename(), 'build-or-buy.md');
      w.done('take');
    },
  },
];
