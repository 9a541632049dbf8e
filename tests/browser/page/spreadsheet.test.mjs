// The costs as a spreadsheet: its writer comes with the press and not before, works without a network, and makes the same
// file as the command.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, inflateRawSync } from 'node:zlib';
import { watched } from '../acceptance/browsers.mjs';
import { origin } from '../acceptance/origin.mjs';
import { kept, needs, open, sentence } from '../acceptance/top.mjs';
import { command } from '../acceptance/works.mjs';

/** The files of a zip by their names, as its directory at the end lists them. */
function unzipped(bytes) {
  const files = {};
  let at = bytes.readUInt32LE(bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1') + 16);
  while (bytes.readUInt32LE(at) === 0x02014b50) {
    const [packed, size] = [bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28)];
    const place = bytes.readUInt32LE(at + 42);
    const start = place + 30 + bytes.readUInt16LE(place + 26) + bytes.readUInt16LE(place + 28);
    const content = bytes.subarray(start, start + packed);
    files[bytes.toString('utf8', at + 46, at + 46 + size)] = (bytes.readUInt16LE(at + 10) ? inflateRawSync(content) : content).toString();
    at += 46 + size + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return files;
}

/** The link that a spreadsheet carries, taken out of its texts, as pairs: the page's has the page's address before it. */
function linked(files) {
  const texts = files['xl/sharedStrings.xml'];
  const [whole, query] = /The same answer again: [^?<]*\?([^<]*)/.exec(texts);
  return { pairs: [...new URLSearchParams(query.replaceAll('&amp;', '&'))], files: { ...files, 'xl/sharedStrings.xml': texts.replace(whole, '') } };
}

/** Presses the button and gives the file. Firefox does not tell of downloads when it is driven like this: what is offered is kept. */
async function saved(page) {
  await page.evaluate(() => {
    const real = URL.createObjectURL;
    URL.createObjectURL = blob => {
      if (blob.type.includes('spreadsheet')) window.offered = blob;
      return real.call(URL, blob);
    };
  });
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('button', { name: 'Costs as a spreadsheet' }).click();
  await page.waitForFunction(() => window.offered, null, { timeout: 30_000 });
  const base64 = await page.evaluate(async () => {
    const bytes = new Uint8Array(await window.offered.arrayBuffer());
    return btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ''));
  });
  assert.match(await page.locator('.take [role=status]').innerText(), /Spreadsheet saved/);
  return unzipped(Buffer.from(base64, 'base64'));
}

export const ordinarily = ['firefox'];

export const tests = [
  {
    name: 'the writer comes with the press and not before, and every file inside is the command’s',
    needs,
    async run(t) {
      const folder = mkdtempSync(join(tmpdir(), 'build-or-buy-'));
      const context = await t.context({ serviceWorkers: 'block' });
      try {
        for (const query of ['assistant.requests=60M&payment=owned&outage_cost=5000&cost_of_delay=9000&memo_title=GPUs+or+not&memo_for=ACME', 'assistant.name=%3DA+%26+B&bill_today=5k']) {
          const page = await open(t, `?${query}`, { context });
          await sentence(page);
          assert.deepEqual(page.site.requests.filter(one => one.path.includes('xlsx') || one.path.includes('workbook')), []);
          const before = page.site.requests.length;
          const { pairs, files } = linked(await saved(page));
          // The preview of the embed comes with the buttons.
          const came = page.site.requests.slice(before).map(one => one.path).filter(path => path !== '/embed.html');
          assert.equal(came.length, 2, came.join(' '));
          const kb = came.reduce((sum, path) => sum + brotliCompressSync(readFileSync(join(t.works.site, path))).length, 0) / 1000;
          t.measure('weight', 'writer of spreadsheets, with the first one, Brotli', '<= 230 KB', Math.round(kb * 10) / 10, kb <= 230, { unit: 'KB' });
          const path = join(folder, 'costs.xlsx');
          command('report', '--xlsx', path, query);
          const told = linked(unzipped(readFileSync(path)));
          assert.deepEqual(pairs, told.pairs);
          assert.deepEqual(Object.keys(files), Object.keys(told.files));
          for (const [name, text] of Object.entries(files)) assert.equal(text, told.files[name], name);
          // The answer, the inputs and the options; what is summed up are formulas, and the first amount is the page's own.
          assert.ok(Object.keys(files).filter(name => name.startsWith('xl/worksheets/sheet')).length >= 4);
          const [today] = /<f>'API as you buy it today'![^<]*<\/f><v>([\d.]+)/.exec(files['xl/worksheets/sheet1.xml'])?.slice(1) ?? [];
          const shown = await page.locator('section:has(> #costs) tr.total button').first().getAttribute('title');
          assert.equal(Number(today).toFixed(2), Number(shown.replace(/[^\d.]/g, '')).toFixed(2));
          assert.ok(files['xl/worksheets/sheet4.xml'].split('<f>').length > 40);
          assert.deepEqual(page.seen.errors, []);
        }
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  },
  {
    name: 'a spreadsheet is made with the server stopped, though none was made before',
    needs,
    async run(t) {
      const site = await origin({ folder: t.works.site, open: true });
      const page = await kept(t, site, `${site.url}/`);
      await site.stop();
      await page.reload();
      await sentence(page);
      assert.ok((await saved(page))['xl/workbook.xml'].includes('Inputs'));
    },
  },
  {
    name: 'the single file lacks the writer, and says where a spreadsheet is to be had',
    needs: ['page', 'singleFile'],
    async run(t) {
      const page = await watched(await t.context(), []);
      await page.goto(`${pathToFileURL(t.works.singleFile)}`);
      await sentence(page);
      await page.getByRole('button', { name: 'More', exact: true }).click();
      assert.equal(await page.getByRole('button', { name: 'Costs as a spreadsheet' }).count(), 0);
      assert.match(await page.locator('.take').innerText(), /spreadsheet with formulas comes from the page on the web/);
    },
  },
];
