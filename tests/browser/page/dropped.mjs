// Files that are dropped on the page, and what it makes of them.

import { sentence } from '../acceptance/top.mjs';

export const MONDAY = 1_788_739_200;

/** Two whole weeks of hours in OpenAI's columns: twice as much from 9 to 17 UTC, 40 % of the input cached. */
export function export_(hours = 336) {
  const lines = ['start_time,end_time,project_id,num_model_requests,user_id,api_key_id,model,batch,input_tokens,output_tokens,input_cached_tokens'];
  for (let hour = 0; hour < hours; hour += 1) {
    const start = MONDAY + hour * 3600;
    const many = hour % 24 >= 9 && hour % 24 < 17 ? 2000 : 1000;
    lines.push(`${start},${start + 3600},shop helper,${many}.0,jane@example.com,key_1,gpt-5.6-terra-2026-07-09,False,${many * 1000}.0,${many * 100}.0,${many * 400}.0`);
  }
  return lines.join('\n');
}

/** Drops a text as a file on the page. */
export const drop = (page, name, text) => page.evaluate(([name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name));
  document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
}, [name, text]);

export const previewed = page => page.waitForSelector('#h-import', { timeout: 30_000 });

/** What the answer rests on. */
export const answered = async page => {
  await page.waitForFunction(() => document.querySelector('[data-known]')?.dataset.known !== 'answer', null, { timeout: 30_000 });
  return sentence(page);
};
