// The reader of exports on the page: a file that is dropped, and whether it was read.

import assert from 'node:assert/strict';

export const LOG = 'time,model,app,input_tokens,output_tokens\n2026-11-02T00:00:00Z,gpt-5.6-luna,shop,100,10\n2026-11-02T01:00:00Z,gpt-5.6-luna,shop,300,30\n';

/** Drops a text, repeated so often, as a file on the page. */
export const drop = (page, name, text, times = 1) => page.evaluate(([name, text, times]) => {
  const data = new DataTransfer();
  data.items.add(new File(Array(times).fill(text), name));
  document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
}, [name, text, times]);

/** Two requests of 100 and 300 tokens in, 10 and 30 out: 200 and 20 on average. */
export async function reads(page) {
  await drop(page, 'log.csv', LOG);
  await page.waitForSelector('.proposals', { timeout: 30_000 });
  assert.match((await page.locator('.proposals tbody').first().innerText()).replace(/\s+/g, ' '), / 200 20 /);
}
