// Runs every test of the page, the walks by keys and ear, the embed, offline use and the single file in Chromium and
// Firefox, and prints the acceptance table with what was measured.
//   node tests/browser/run.mjs            everything; what hardly depends on the browser in one of them
//   EVERYWHERE=1 node …                   everything in both
//   node tests/browser/run.mjs WORD…      only tests whose name or file holds one of the words, in both
//   BROWSER=chromium node …               one browser only
// A test that needs something that is not built says so and is skipped; what is built and wrong fails.

import { readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BROWSERS, watched } from './acceptance/browsers.mjs';
import { print, record } from './acceptance/table.mjs';
import { prepare } from './acceptance/works.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const everywhere = Boolean(process.env.EVERYWHERE);
const words = process.argv.slice(2).map(word => word.toLowerCase());
const wanted = name => words.length === 0 || words.some(word => name.toLowerCase().includes(word));
const counts = { passed: 0, failed: 0, skipped: 0 };
/** A line for each test that failed, said again at the end: of a long run only the end is read. */
const failures = [];
const LIMIT_MS = 90_000;
/** Tests that one browser runs before it is started anew. */
const AFRESH = 40;

class Skip extends Error {}

/** The tests of all files, each with the file it stands in. */
async function collect() {
  const files = readdirSync(here, { withFileTypes: true })
    .filter(entry => entry.isDirectory() && entry.name !== 'node_modules')
    .flatMap(folder => readdirSync(join(here, folder.name)).map(name => join(here, folder.name, name)))
    .filter(name => name.endsWith('.test.mjs'))
    .sort();
  const tests = [];
  for (const file of files) {
    const { tests: found, ordinarily } = await import(file);
    // A file about words, numbers or one walk may name the browser that an ordinary run has it in: both take half an hour.
    const browsers = everywhere || words.length ? undefined : ordinarily;
    for (const one of found) tests.push({ ...(browsers && { browsers }), ...one, file: relative(here, file) });
  }
  return tests.filter(test => wanted(`${test.file} ${test.name}`));
}

function line(word, name, test, started, more = '') {
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${word.padEnd(7)} ${name.padEnd(8)} ${seconds.padStart(5)} s  ${test.file}: ${test.name}${more}`);
}

/** One test in one browser. */
async function one(name, browser, test, works, again) {
  const started = performance.now();
  const open = [];
  const over = [];
  const t = {
    browserName: name,
    browser,
    works,
    skip: reason => { throw new Skip(reason); },
    // Anything with a `stop` or `close` is ended when the test is over.
    keep: thing => (open.push(thing), thing),
    context: async (options = {}) => t.keep(await browser.newContext({ ...test.context, ...options })),
    page: async (local = [], options = {}) => watched(await t.context(options), local),
    // Records a measured value for the table; a value over the bar fails the test once it is through.
    measure: (area, measure, must, value, fine, more = {}) => {
      record({ area, measure, must, browser: name, value, fine, ...more });
      if (!fine) over.push(`${area}, ${measure}: ${value}, must be ${must}`);
    },
  };
  let timer;
  try {
    for (const need of test.needs ?? []) if (!works[need]) throw new Skip(works.missing[need] ?? `no ${need}`);
    const late = new Promise((_, reject) => {
      const limit = test.limit ?? LIMIT_MS;
      timer = setTimeout(() => reject(new Error(`not done after ${limit / 1000} s`)), limit);
    });
    await Promise.race([test.run(t), late]);
    if (over.length) throw new Error(over.join('\n        '));
    counts.passed += 1;
    line('ok', name, test, started);
  } catch (error) {
    if (error instanceof Skip) {
      counts.skipped += 1;
      line('skip', name, test, started, `: ${error.message}`);
    } else if (again) {
      line('again', name, test, started, `: ${String(error.message).split('\n')[0]}`);
      return true;
    } else {
      counts.failed += 1;
      failures.push(`FAILED  ${name.padEnd(8)} ${test.file}: ${test.name}: ${String(error.message).split('\n').join('; ').slice(0, 300)}`);
      line('FAILED', name, test, started, `\n        ${String(error.stack ?? error).split('\n').slice(0, 8).join('\n        ')}`);
    }
  } finally {
    clearTimeout(timer);
    for (const thing of open.reverse()) await (thing.stop ?? thing.close).call(thing).catch(() => {});
  }
  return false;
}

async function all(name, tests, works) {
  const { path, start } = BROWSERS[name];
  if (!path) {
    console.log(`skip    ${name}: not installed`);
    counts.skipped += 1;
    return;
  }
  let [browser, ran] = [await start(path), 0];
  for (const test of tests) {
    if (!(test.browsers ?? Object.keys(BROWSERS)).includes(name)) continue;
    // Firefox keeps what its closed pages held, and grows slower and to gigabytes: it starts afresh now and then.
    if (ran++ === AFRESH) {
      await browser.close();
      [browser, ran] = [await start(path), 1];
    }
    // A browser on a busy machine is late now and then: a test that fails is tried once more, and says so.
    if (await one(name, browser, test, works, true)) await one(name, browser, test, works, false);
  }
  await browser.close();
}

const began = performance.now();
const tests = await collect();
const browsers = Object.keys(BROWSERS).filter(name => (process.env.BROWSER ?? name) === name);
if (!tests.length || !browsers.length) throw new Error(`no test of ${words.join(', ') || 'any name'} in ${process.env.BROWSER ?? 'any browser'}`);
const works = await prepare();
await Promise.all(browsers.map(name => all(name, tests.filter(test => !test.alone), works)));
// Tests that stop the clock or the server for everyone run one at a time.
for (const name of browsers) await all(name, tests.filter(test => test.alone), works);
await works.stop();
print(browsers);
for (const failure of failures) console.log(failure);
if (counts.skipped) console.log(`${counts.skipped} skipped, each with its reason above`);
console.log(`${((performance.now() - began) / 1000).toFixed(0)} s`);
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exit(counts.failed || !counts.passed ? 1 : 0);
