// Load tests, weeks and large files that are dropped on the page.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../acceptance/works.mjs';
import { addressWith, field, needs, open, sentence } from '../acceptance/top.mjs';
import { answered, drop, export_, previewed } from './dropped.mjs';

export const tests = [
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
