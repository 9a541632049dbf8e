// The same report, to the last bit, from native code, Node, Chromium and Firefox.
//   node tests/browser/same-numbers.mjs [HOW MANY LINKS]
// Links are drawn from the engine's own tables of inputs with a fixed seed: every run compares the same ones.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BROWSERS } from './acceptance/browsers.mjs';
import { origin } from './acceptance/origin.mjs';
import { command, root } from './acceptance/works.mjs';
import { Engine, initSync } from '../../www/pkg/build_or_buy.js';

const www = join(root, 'www');

/** Futures drawn for each link: enough to follow every path of the odds. */
const DRAWS = 64;

/** Mulberry32: a small generator with a fixed sequence. */
function generator(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Written by hand: the defaults, the corners, and what no form would send. */
const FIXED = [
  '', 'v=1', 'v=2', 'v=1&assistant.requests=2M', 'v=2&assistant.requests=2M', 'assistant.requests=0', 'assistant.requests=1e12&horizon=120',
  'volume_factor=0.0001', 'volume_factor=1e6', 'growth=-95&api_drift=300', 'growth=1000&gpu_drift=-90',
  'workloads=one', 'workloads=one~two~three&one.requests=3.3M&two.input_tokens=150000', 'horizon=1', 'discount_rate=0',
  'regime=hipaa&premises=owned&clause=164.312', 'owned_gpus=100000', 'asof=2025-01-01', 'asof=2027-06-30',
  'v=2&horizon=abc&nothing=1&assistant.requests=-5', 'assistant.requests=1,5M', 'assistant.requests=3 to 9 million',
  'assistant.model=no/such&assistant.open_model=nope', 'name=%F0%9F%98%80&clause=%00%FF', 'horizon=NaN&growth=Infinity',
];

/** A link with some inputs drawn at random over their whole ranges. */
function link(form, random) {
  const pick = list => list[Math.floor(random() * list.length)];
  const value = field => {
    if (field.kind === 'number') {
      const [low, high] = field.range ?? [0, 1];
      const near = field.likely ?? [low, Math.min(high, 1e6)];
      const [from, to] = random() < 0.2 ? [low, high] : near;
      // Large ranges over their orders of magnitude, small ones evenly.
      const log = from > 0 && to / from > 100;
      const one = () => (log ? from * (to / from) ** random() : from + (to - from) * random());
      const text = number => number.toPrecision(1 + Math.floor(random() * 6)).replace('+', '');
      return random() < 0.15 ? `${text(one())} to ${text(one())}` : text(one());
    }
    if (field.kind === 'text') return pick(['', 'a', 'Ä ö ü', 'x y z']);
    const words = [...field.options.map(option => option.word), ...(form[field.table] ?? []).map(row => row.word)];
    return words.length ? pick(words) : '';
  };
  const slugs = pick([['assistant', 'extraction', 'tickets'], ['assistant'], ['a', 'b'], ['one', 'two', 'three', 'four']]);
  const pairs = new URLSearchParams({ v: '1', workloads: slugs.join('~') });
  const changes = 1 + Math.floor(random() * 14);
  for (let i = 0; i < changes; i += 1) {
    const field = random() < 0.5 ? pick(form.global) : pick(form.workload);
    const isGlobal = form.global.includes(field);
    pairs.set(isGlobal ? field.name : `${pick(slugs)}.${field.name}`, value(field));
  }
  return String(pairs);
}

/** JSON with the numbers that JSON has no word for. Runs in the browsers too, so it stands alone. */
function encode(report) {
  return JSON.stringify(report, (_, value) => {
    if (typeof value === 'bigint') return `bigint ${value}`;
    if (value === undefined) return 'undefined';
    return typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0)) ? `number ${Object.is(value, -0) ? '-0' : value}` : value;
  });
}

/** The first place where two plain values differ, as a path; empty where they do not. */
export function difference(one, other, path = 'report') {
  if (Object.is(one, other)) return '';
  const both = typeof one === 'object' && typeof other === 'object' && one && other;
  if (!both || Array.isArray(one) !== Array.isArray(other)) return `${path}: ${JSON.stringify(one)} and ${JSON.stringify(other)}`;
  for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
    const found = difference(one[key], other[key], `${path}.${key}`);
    if (found) return found;
  }
  return '';
}

/** Answers a link with the catalog that page and terminal would take for its day. */
function evaluator(Engine, late, early) {
  const whole = structuredClone(late);
  for (const [table, rows] of Object.entries(early)) if (Array.isArray(rows)) whole[table].push(...rows);
  const [now, then] = [new Engine(late), new Engine(whole)];
  return (query, draws) => {
    const pairs = new URLSearchParams(query);
    const asof = pairs.get('asof');
    return (asof && asof < late.asof ? then : now).evaluate(pairs, draws);
  };
}

/** All reports of native code, one a link. */
function native(links) {
  const file = join(root, 'target/tests/links.txt');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${links.join('\n')}\n`);
  const text = command('reports', '--draws', String(DRAWS), file);
  // serde_json writes -0.0, and JSON.parse reads it as such.
  return text.trimEnd().split('\n').map(line => JSON.parse(encode(JSON.parse(line))));
}

async function inBrowser(name, links) {
  const { path, start } = BROWSERS[name];
  if (!path) return null;
  const site = await origin({ folder: www, pages: { '/': '<!doctype html><title>numbers</title>' } });
  const browser = await start(path);
  try {
    const page = await browser.newPage();
    await page.goto(`${site.url}/`);
    const texts = await page.evaluate(async ([queries, source, draws, maker]) => {
      const engineModule = await import('/pkg/build_or_buy.js');
      await engineModule.default({ module_or_path: '/pkg/build_or_buy_bg.wasm' });
      const read = async name => (await fetch(`/${name}.json`)).json();
      const [late, early] = [await read('catalog'), await read('earlier')];
      const evaluate = (0, eval)(`(${maker})`)(engineModule.Engine, late, early);
      const write = (0, eval)(`(${source})`);
      return queries.map(query => write(evaluate(query, draws)));
    }, [links, encode.toString(), DRAWS, evaluator.toString()]);
    return texts.map(text => JSON.parse(text));
  } finally {
    await browser.close();
    await site.stop();
  }
}

/** Compares all engines over `count` links; returns how many values were compared and every first difference. */
export async function compare(count = 240) {
  initSync({ module: readFileSync(join(www, 'pkg/build_or_buy_bg.wasm')) });
  const read = name => JSON.parse(readFileSync(join(www, `${name}.json`), 'utf8'));
  const form = new Engine(read('catalog')).form('');
  const evaluate = evaluator(Engine, read('catalog'), read('earlier'));
  const random = generator(20261123);
  const links = [...FIXED];
  while (links.length < count) links.push(link(form, random));
  const expected = native(links);
  const sides = { Node: links.map(query => JSON.parse(encode(evaluate(query, DRAWS)))) };
  const found = [];
  for (const name of Object.keys(BROWSERS)) {
    const reports = await inBrowser(name, links);
    if (reports) sides[name] = reports;
  }
  for (const [name, reports] of Object.entries(sides)) {
    for (const [index, report] of reports.entries()) {
      const where = difference(expected[index], report);
      if (where) found.push(`${name}, link ${index} (${links[index].slice(0, 120)}): ${where}`);
    }
  }
  const text = JSON.stringify(expected);
  const odd = (text.match(/"number (NaN|-?Infinity)"/g) ?? []).length;
  return { links: links.length, sides: Object.keys(sides), numbers: (text.match(/[:,[]-?\d/g) ?? []).length, found, odd };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { links, sides, numbers, found, odd } = await compare(Number(process.argv[2]) || 240);
  for (const one of found.slice(0, 20)) console.log(`FAILED  ${one}`);
  console.log(`${links} links, ${numbers} numbers each side: native code against ${sides.join(', ')}; ${odd} not finite`);
  const failed = new Set(found.map(one => one.split(',')[0])).size + (odd ? 1 : 0);
  console.log(`${sides.length + 1 - failed} passed, ${failed} failed`);
  process.exit(failed ? 1 : 0);
}
