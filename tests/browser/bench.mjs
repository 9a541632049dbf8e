// Times the engine in Node and in Chromium, beside the same kind of Monte Carlo in plain JavaScript.
//   node tests/browser/bench.mjs        needs www/pkg (cargo run builds it); Chromium where it is installed

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, extname, join } from 'node:path';
import { cpus } from 'node:os';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { measure, timed } from './bench/measure.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const www = join(here, '../../www');
const catalog = JSON.parse(readFileSync(join(www, 'catalog.json'), 'utf8'));

/** Medians of one answer and of 10,000 draws in native code, from `cargo run --release -- bench`. */
const native = (process.env.BUILD_OR_BUY_NATIVE_MS ?? '').split(' ').map(Number);

function print(where, { rows, ratio, draws }) {
  const line = (what, ...cells) => console.log([what.padEnd(52), ...cells.map(cell => String(cell ?? '').padStart(10))].join(' '));
  console.log('');
  line(where, 'median ms', 'p95 ms', 'must', 'aim');
  for (const { what, median, p95, must, aim } of rows) line(what, median.toFixed(2), p95.toFixed(2), must, aim);
  line('10,000 draws, ours over plain JavaScript', ratio.toFixed(2), '', 0.7, 0.4);
  const [one, all] = native;
  if (!(one > 0)) return;
  line('one answer over native code', (rows.find(row => row.what.startsWith('one answer')).median / one).toFixed(2), '', 1.5, 1.2);
  line('10,000 draws over native code', (draws / all).toFixed(2), '', 1.5, 1.2);
}

async function node() {
  const { initSync, Engine } = await import(pathToFileURL(join(www, 'pkg/build_or_buy.js')).href);
  initSync({ module: readFileSync(join(www, 'pkg/build_or_buy_bg.wasm')) });
  print(`Node ${process.version}`, measure(new Engine(catalog)));
}

async function chromium() {
  let browsers;
  try {
    ({ BROWSERS: browsers } = await import('./acceptance/browsers.mjs'));
  } catch {
    console.log('\nChromium: playwright-core is not installed');
    return;
  }
  const { path, start } = browsers.chromium;
  if (!path) {
    console.log('\nChromium: not installed');
    return;
  }
  const types = { '.js': 'text/javascript', '.mjs': 'text/javascript', '.wasm': 'application/wasm', '.json': 'application/json' };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const file = pathname.startsWith('/bench/') ? join(here, pathname) : join(www, pathname);
    try {
      const body = pathname === '/' ? '<!doctype html><title>bench</title>' : readFileSync(file);
      response.writeHead(200, { 'content-type': types[extname(pathname)] ?? 'text/html' });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  const browser = await start(path);
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    const found = await page.evaluate(async () => {
      const [{ default: init, Engine }, { measure }] =
        await Promise.all([import('/pkg/build_or_buy.js'), import('/bench/measure.mjs')]);
      await init({ module_or_path: '/pkg/build_or_buy_bg.wasm' });
      return measure(new Engine(await (await fetch('/catalog.json')).json()));
    });
    print(`Chromium ${browser.version()}`, found);
  } finally {
    await browser.close();
    server.close();
  }
}

console.log(`${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores`);
await node();
await chromium();
process.exit(0);
