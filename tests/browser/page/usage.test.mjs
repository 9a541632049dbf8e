// Your own numbers: files are dropped, shown, taken, undone, and the link says the same after a reload. Nothing leaves.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../acceptance/works.mjs';
import { addressWith, field, needs, open, sentence } from '../acceptance/top.mjs';

const MONDAY = 1_788_739_200;

/** Two whole weeks of hours in OpenAI's columns: twice as much from 9 to 17 UTC, 40 % of the input cached. */
function export_(hours = 336) {
  const lines = ['start_time,end_time,project_id,num_model_requests,user_id,api_key_id,model,batch,input_tokens,output_tokens,input_cached_tokens'];
  for (let hour = 0; hour < hours; hour += 1) {
    const start = MONDAY + hour * 3600;
    const many = hour % 24 >= 9 && hour % 24 < 17 ? 2000 : 1000;
    lines.push(`${start},${start + 3600},shop helper,${many}.0,jane@example.com,key_1,gpt-5.6-terra-2026-07-09,False,${many * 1000}.0,${many * 100}.0,${many * 400}.0`);
  }
  return lines.join('\n');
}

/** Drops a text as a file on the page. */
const drop = (page, name, text) => page.evaluate(([name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name));
  document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
}, [name, text]);

const previewed = page => page.waitForSelector('#h-import', { timeout: 30_000 });

/** What the answer rests on. */
const answered = async page => {
  await page.waitForFunction(() => document.querySelector('[data-known]')?.dataset.known !== 'answer', null, { timeout: 30_000 });
  return sentence(page);
};

export const tests = [
  {
    name: 'a usage export is dropped, shown, taken and undone, and its link gives the same answer',
    needs,
    async run(t) {
      const page = await open(t, '?v=2&assistant.requests=3M');
      await sentence(page);
      const before = await page.evaluate(() => document.querySelectorAll('[name="assistant.requests"]').length);
      assert.equal(before, 1);
      await drop(page, 'completions.csv', export_());
      await previewed(page);
      // Nothing is replaced before it is accepted.
      assert.equal(await page.locator('[name="assistant.requests"]').count(), 1);
      const row = await page.locator('.proposals tbody').first().innerText();
      // 2 × 7 × (16 × 1,000 + 8 × 2,000) = 448,000 requests in 336 hours: × 730.5 ÷ 336 = 974,000 a month.
      assert.match(row.replace(/\s+/g, ' '), /974,000 1,000 100 40/);
      assert.equal(await page.locator('.proposals select').first().inputValue(), 'openai/gpt-5.6-terra');
      // Typed by keys: Firefox tells no change of what a script filled in.
      await page.locator('.proposals tbody input').first().click();
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.type('Shop helper');
      await page.locator('.proposals tbody input').first().press('Tab');
      await page.waitForFunction(() => !document.body.innerText.includes('jane@'));
      await page.locator('[data-accept]').click();
      await page.waitForSelector('[name="shop-helper.requests"]');
      assert.equal(await page.locator('[name="assistant.requests"]').count(), 0);
      await addressWith(page, 'shop-helper.shape=w');
      const said = await answered(page);
      const link = page.url();
      assert.ok(!link.includes('jane') && !link.includes('key_1'), link);
      // The ledger says which file and rows a number is from.
      await page.evaluate(() => { [...document.querySelectorAll('details')].find(one => one.closest('section')?.querySelector('#h-ledger')).open = true; });
      await page.waitForSelector('table.ledger');
      assert.match(await page.locator('table.ledger').innerText(), /completions\.csv, rows 2 to 337/);
      const again = await open(t, link.slice(link.indexOf('?')), { site: page.site });
      assert.equal(await answered(again), said);
      assert.match(await again.locator('body').innerText(), /Shop helper|shop helper/i);
      // The name was typed here, so nothing from the file is in the link, and no warning stands before it is copied.
      assert.equal(await page.locator('[data-names]').count(), 0);
      await page.locator('.usage button', { hasText: 'Undo' }).click();
      await page.waitForSelector('[name="assistant.requests"]');
      await addressWith(page, 'assistant.requests=3M');
      assert.equal(await page.locator('[name="shop-helper.requests"]').count(), 0);
      assert.deepEqual({ said: page.seen.console, errors: page.seen.errors }, { said: [], errors: [] });
    },
  },
  {
    name: 'while a file is read no request leaves, nothing is stored, and the policy stops nothing',
    needs,
    async run(t) {
      const context = await t.context();
      await context.addInitScript(() => {
        window.violations = [];
        document.addEventListener('securitypolicyviolation', event => window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
      });
      const page = await open(t, '', { context });
      await answered(page);
      await drop(page, 'warm.csv', export_(48));
      await previewed(page);
      const seen = page.site.requests.length;
      await drop(page, 'completions.csv', export_());
      await page.waitForFunction(() => document.querySelector('.import')?.innerText.includes('completions.csv'), null, { timeout: 30_000 });
      const sent = page.site.requests.slice(seen).filter(one => /completions|helper|jane/.test(one.url + JSON.stringify(one.headers)) || one.method === 'POST');
      assert.deepEqual(sent.map(one => one.url), []);
      assert.deepEqual(await page.evaluate(() => window.violations), []);
      assert.equal(page.seen.foreign.length, 0);
      assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length), 0);
    },
  },
  {
    name: 'a name that is still the file’s own is told beside the link before it is copied',
    needs,
    async run(t) {
      const page = await open(t, '');
      await sentence(page);
      assert.equal(await page.locator('[data-names]').count(), 0);
      await drop(page, 'completions.csv', export_());
      await previewed(page);
      await page.locator('[data-accept]').click();
      await page.waitForSelector('[data-names]');
      assert.equal(await page.locator('[data-names]').innerText(), 'The link and the memo name shop helper, as your files do.');
      await page.waitForFunction(() => /Its numbers were measured\./.test(document.querySelector('article.memo')?.textContent ?? ''), null, { timeout: 30_000 });
    },
  },
  {
    name: 'wrong files say what is the matter, and a paste is read like a file',
    needs,
    async run(t) {
      const page = await open(t, '');
      await sentence(page);
      await drop(page, 'book.xlsx', 'PK\u0003\u0004 [Content_Types].xml xl/');
      await previewed(page);
      assert.match(await page.locator('.import .issues').innerText(), /Excel workbook\. Save the sheet as CSV/);
      assert.equal(await page.locator('[data-accept]').count(), 0);
      await page.evaluate(text => {
        const data = new DataTransfer();
        data.setData('text/plain', text);
        // Firefox makes no clipboard of a script's data, so it is put on the event.
        const paste = Object.defineProperty(new Event('paste', { bubbles: true, cancelable: true }), 'clipboardData', { value: data });
        document.body.dispatchEvent(paste);
      }, 'time,model,input_tokens,output_tokens\n2026-11-02T00:00:00Z,gpt-5.6-luna,100,10\n2026-11-02T01:00:00Z,gpt-5.6-luna,300,30\n');
      await page.waitForSelector('.proposals', { timeout: 30_000 });
      assert.match((await page.locator('.proposals tbody').first().innerText()).replace(/\s+/g, ' '), / 200 20 /);
      await page.locator('.import button', { hasText: 'Do not use them' }).click();
      assert.equal(await page.locator('.import').count(), 0);
    },
  },
  {
    name: 'a load test fills in the throughput of the workload whose lengths it has',
    needs,
    async run(t) {
      const page = await open(t, '?v=2&mail.input_tokens=1000&mail.latency=50&mail.output_tokens=120&workloads=mail');
      await sentence(page);
      const text = [4, 16, 64].map(load => readFileSync(join(root, `tests/usage/glm5_fp8_vllm_tp8_isl1024_osl128_conc${load}.json`), 'utf8')).join('\n');
      await drop(page, 'sweep.json', text);
      await previewed(page);
      // Between 16 and 64 requests under way; worked out in tests/usage/loads.rs.
      assert.match(await page.locator('.import').innerText(), /mail: 482 tokens a second/);
      assert.match(await page.locator('.import').innerText(), /99 of 100 answers began within 3,593 ms/);
      await page.locator('[data-accept]').click();
      await addressWith(page, 'mail.throughput=482');
      await addressWith(page, 'mail.first_token_measured=3.593');
    },
  },
  {
    name: 'the CSV of a load test is read as its JSON is, and a zone may be named',
    needs,
    async run(t) {
      const page = await open(t, '?v=2&mail.input_tokens=512&mail.latency=50&mail.output_tokens=128&workloads=mail');
      await sentence(page);
      const heads = 'max_concurrency,model_id,completed,failed,duration,total_input_tokens,total_output_tokens,output_throughput,median_ttft_ms,p95_ttft_ms,median_tpot_ms';
      await drop(page, 'summary.csv', `${heads}\n16,m,800,0,60,409600,102400,1706.7,60,150,9\n`);
      await previewed(page);
      assert.match(await page.locator('.import').innerText(), /mail: 1,710 tokens a second.*95 of 100 answers began within 150 ms/s);
      // Nine in the morning in Kolkata is 3:30 UTC: a day that is busy then is busiest at 3:00 UTC.
      const rows = Array.from({ length: 336 }, (_, hour) => `2026-09-${String(7 + Math.floor(hour / 24)).padStart(2, '0')} ${String(hour % 24).padStart(2, '0')}:00:00,gpt-5.6-luna,1000,100,${hour % 24 === 9 ? 90_000 : 10_000}`);
      await drop(page, 'log.csv', `time,model,input_tokens,output_tokens,requests\n${rows.join('\n')}`);
      await page.waitForFunction(() => /Busiest Monday 09:00 UTC/.test(document.querySelector('.import .hours')?.innerText ?? ''), null, { timeout: 30_000 });
      const zone = page.locator('[aria-label="Hours that the times are ahead of UTC"]');
      await zone.click();
      await page.keyboard.type('Asia/Kolkata');
      await page.keyboard.press('Tab');
      await page.waitForFunction(() => /Busiest Monday 03:00 UTC/.test(document.querySelector('.import .hours')?.innerText ?? ''), null, { timeout: 30_000 });
      assert.equal(await zone.inputValue(), '+05:30');
    },
  },
  {
    name: 'minutes of traffic are shown as an assumption, and the requests of a month are asked for by name',
    needs,
    async run(t) {
      const page = await open(t, '');
      await sentence(page);
      // Nine minutes: 3 requests in 6 minutes × 3 ÷ 2; the month is worked out in tests/usage/variations.rs.
      const lines = [0, 3, 6].map(minute => `{"time":"2026-11-02T10:0${minute}:00","model":"gpt-5.6-luna","usage":{"prompt_tokens":10,"completion_tokens":5}}`);
      await drop(page, 'log.jsonl', lines.join('\n'));
      await previewed(page);
      const box = page.locator('[aria-label="Requests a month of gpt-5.6-luna"]');
      assert.equal(await box.getAttribute('placeholder'), '14,600');
      assert.match(await page.locator('.proposals tbody').innerText(), /assumed: give yours/);
      assert.match(await page.locator('.import').innerText(), /covers only 9 minutes: that a whole month is like them is an assumption/);
      // Its times name no zone, so that is asked too.
      // Typed by keys: Firefox tells no change of what a script filled in.
      for (const [into, text] of [[page.locator('[aria-label="Hours that the times are ahead of UTC"]'), '2'], [box, '2M']]) {
        await into.click();
        await page.keyboard.type(text);
        await page.keyboard.press('Tab');
      }
      await page.waitForFunction(() => /given by you/.test(document.querySelector('.proposals tbody')?.innerText ?? ''));
      await page.locator('[data-accept]').click();
      await addressWith(page, 'gpt-5-6-luna.requests=2M');
    },
  },
  {
    name: 'what an edit of the preview does is told to who cannot see it',
    needs,
    async run(t) {
      const page = await open(t, '');
      await sentence(page);
      await drop(page, 'completions.csv', export_());
      await previewed(page);
      const told = wanted => page.waitForFunction(wanted => document.querySelector('.import [role=status]')?.textContent === wanted, wanted, { timeout: 30_000 });
      await told('');
      await page.getByLabel('Name of shop helper').click();
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.type('Till');
      await page.keyboard.press('Tab');
      await told('Kept: Till.');
      await page.getByLabel('What to do with Till').selectOption('out');
      await told('Kept: nothing.');
    },
  },
  {
    name: 'by keys alone: a preview takes the focus, is taken, and undone',
    needs,
    async run(t) {
      const page = await open(t, '');
      await answered(page);
      const focused = wanted => page.waitForFunction(wanted => document.activeElement?.matches(wanted), wanted, { timeout: 30_000 });
      // The chooser is a field of its own that keys reach.
      await page.locator('[data-usage]').focus();
      await page.locator('[data-usage]').setInputFiles({ name: 'completions.csv', mimeType: 'text/csv', buffer: Buffer.from(export_()) });
      await previewed(page);
      await focused('#h-import');
      const seen = [];
      for (let step = 0; step < 20 && !(await page.evaluate(() => document.activeElement?.matches('[data-accept]'))); step += 1) {
        await page.keyboard.press('Tab');
        seen.push(await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent?.trim()));
      }
      assert.deepEqual(seen, ['Workloads that the files propose', 'Name of shop helper', 'Model of shop helper', 'What to do with shop helper', 'Where each number is from', 'Use these numbers']);
      await page.keyboard.press('Enter');
      await page.waitForSelector('[name="shop-helper.requests"]', { state: 'attached' });
      await focused('[data-undo]');
      // The preview is gone and the page shorter: undoing and the new answer are both in sight.
      await page.waitForFunction(() => ['[data-undo]', '#verdict'].every(what => {
        const { top, bottom } = document.querySelector(what).getBoundingClientRect();
        return top >= 0 && bottom <= innerHeight;
      }));
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => document.querySelectorAll('[name="shop-helper.requests"]').length === 0);
      await focused('[data-usage]');
    },
  },
  {
    name: 'the printed table of a load test is read when it is pasted, and the measured week is drawn',
    needs,
    async run(t) {
      const page = await open(t, '?v=2&mail.input_tokens=2000&mail.latency=50&mail.output_tokens=256&workloads=mail');
      await sentence(page);
      const rows = ['Successful requests: 640', 'Maximum request concurrency: 64', 'Benchmark duration (s): 118.40', 'Total input tokens: 1310720', 'Total generated tokens: 163840',
        'Output token throughput (tok/s): 1383.80', 'Median TTFT (ms): 480.20', 'Median TPOT (ms): 43.10'];
      await page.evaluate(text => {
        const data = new DataTransfer();
        data.setData('text/plain', text);
        document.body.dispatchEvent(Object.defineProperty(new Event('paste', { bubbles: true, cancelable: true }), 'clipboardData', { value: data }));
      }, `============ Serving Benchmark Result ============\n${rows.join('\n')}\n`);
      await previewed(page);
      assert.match(await page.locator('.import').innerText(), /1,380 tokens a second/);
      await page.locator('[data-accept]').click();
      await addressWith(page, 'mail.throughput=1384');
      await drop(page, 'completions.csv', export_());
      await previewed(page);
      // Twice as much from 9 on; its first busy hour is Monday's, 2,000 × 24 ÷ 32,000 = 1.5 times the mean hour.
      assert.match(await page.locator('.hours').first().innerText(), /Busiest Monday 09:00 UTC.*1\.5 times the mean hour/);
      await page.locator('[data-accept]').click();
      await page.waitForSelector('[name="shop-helper.requests"]', { state: 'attached' });
      const shape = await field(page, 'shop-helper.shape');
      await shape.waitFor();
      // The same week beside its control, read from the link.
      assert.match(await page.locator('.field:has([name="shop-helper.shape"]) .hours').innerText(), /Busiest Monday 09:00 UTC/);
    },
  },
  {
    name: 'a million rows are read within ten seconds while the page stays alive',
    browsers: ['chromium'],
    needs,
    alone: true,
    async run(t) {
      const page = await open(t, '');
      await answered(page);
      const took = await page.evaluate(async () => {
        const rows = [];
        for (let at = 0; at < 1_000_000; at += 1) {
          rows.push(`2026-${at % 2 ? '10' : '09'}-${String(1 + (at % 28)).padStart(2, '0')}T${String(at % 24).padStart(2, '0')}:00:00Z,gpt-5.6-luna,app ${at % 5},${1000 + (at % 700)},${50 + (at % 90)}`);
        }
        const file = new File([`time,model,app,input_tokens,output_tokens\n${rows.join('\n')}`], 'million.csv');
        const data = new DataTransfer();
        data.items.add(file);
        let longest = 0;
        let last = performance.now();
        let going = true;
        const beat = () => { const now = performance.now(); longest = Math.max(longest, now - last); last = now; if (going) setTimeout(beat, 10); };
        beat();
        const started = performance.now();
        document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
        while (!document.querySelector('.proposals')) await new Promise(rest => setTimeout(rest, 20));
        going = false;
        return { seconds: (performance.now() - started) / 1000, longest, size: file.size };
      });
      assert.match(await page.locator('.import').innerText(), /1 million of 1 million rows used/);
      t.measure('usage', `a CSV of a million rows (${Math.round(took.size / 1e6)} MB)`, '10 s', `${took.seconds.toFixed(1)} s`, took.seconds < 10);
      t.measure('usage', 'longest the page did not answer meanwhile', '200 ms', `${Math.round(took.longest)} ms`, took.longest < 200);
    },
  },
];
