// What the readers of usage files and of price lists say, held against a table of words: their sentences in the sources, and
// what they say of a sample of files as the page shows it.

import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { lists, samples } from './said-files.mjs';
import { speak, tableOf, word } from './words.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const read = name => readFileSync(join(root, name));

/** Words that stand between others in English, and in no other language. */
const ENGLISH = /(?<![\p{L}’])(the|of|is|are|has|have|and|not|that|it|rows|by|to|with|which|its|hours|must)(?![\p{L}’])/u;
/** What was typed or named, and the words of files, fields in a row among them. */
const QUOTED = /\w+(?:, \w+){9,}|“[^”]*”|„[^“]*“|«[^»]*»|"[^"]*"|\([^()]*\)|\{[^}]*\}/g;
/** What is shown as it is: names of tools and files. */
const NAME = /^[\w.+-]+( bench serve| bench_serving)?$/;

/** What is said of the sample, each with where. @type {Promise<Map<string, string>> | undefined} */
let once;

async function said() {
  const { UsageReader, initSync } = await import(pathToFileURL(join(root, 'www/pkg/build_or_buy_usage.js')).href);
  initSync({ module: read('www/pkg/build_or_buy_usage_bg.wasm') });
  const engine = await import(pathToFileURL(join(root, 'www/pkg/build_or_buy.js')).href);
  engine.initSync({ module: read('www/pkg/build_or_buy_bg.wasm') });
  const catalog = JSON.parse(read('www/catalog.json').toString());
  /** @type {Map<string, string>} */
  const found = new Map();
  const put = (text, where) => { if (/\p{L}/u.test(text ?? '') && !NAME.test(text)) found.set(text, where); };
  const take = (usage, where) => {
    for (const file of usage.files) for (const one of [...file.formats, ...file.left_out.map(({ reason }) => reason)]) put(one, where);
    for (const { sentence } of usage.issues) put(sentence, where);
    for (const one of usage.sources) put(one.format, where);
    const inputs = usage.workloads.flatMap(one => one.inputs);
    for (const one of [...inputs, ...usage.globals, ...usage.throughputs]) for (const text of [one.label, one.rule, one.stands]) put(text, where);
    for (const one of usage.workloads) {
      for (const text of [...one.notes, one.named_by === 'rest' ? '' : one.named_by, one.name_from_file ? '' : one.name]) put(text, where);
    }
    for (const one of usage.loads) for (const text of [one.tool, one.not_used]) put(text, where);
  };
  const files = readdirSync(join(root, 'tests/usage')).filter(name => /\.(csv|jsonl?)$/.test(name)).map(name => ({ files: [[name, read(`tests/usage/${name}`)]], edits: [], pairs: [] }));
  for (const { files: given, edits, pairs } of [...files, ...samples()]) {
    const reader = new UsageReader(catalog);
    for (const [name, text] of given) {
      reader.push(name, typeof text === 'string' ? new TextEncoder().encode(text) : new Uint8Array(text));
      reader.close();
    }
    take(reader.finish(pairs, edits), given.map(([name, text]) => `${name}: ${String(text).slice(0, 60).replaceAll('\n', ' ')}`).join(' and '));
    reader.free();
  }
  for (const list of lists) {
    const { refused, aside, asked } = new engine.Engine(catalog).overlay(list);
    for (const one of [...refused, ...aside, ...asked]) put(one.said, JSON.stringify(list).slice(0, 60));
  }
  return found;
}

/** What of the sample stays English in a language, in whole or in part. @returns {Promise<string[]>} */
export async function unsaidOfFiles(language) {
  const texts = await (once ??= said());
  speak(tableOf(language));
  const left = [...texts].map(([text, where]) => ({ text, where, shown: word(text) })).filter(({ text, shown }) => shown === text || ENGLISH.test(shown.replace(QUOTED, '')));
  speak(null);
  return left.map(({ text, where, shown }) => `${text}${shown === text ? '' : ` (${shown})`}: ${where}`);
}

/** What is no sentence although it looks like one: a way of parting figures, and what only a whole catalog is told. */
const INSIDE = ['teams and models', '”: no price of ', 'a date, a name, a date and a source', 'at least one row each', 'null, a flag, a number, text, a list or a map'];

/** Sentences of the readers' sources, and parts of some, that stand in no key of a table. @param {Record<string, string>} table @returns {string[]} */
export function unsaidInSources(table) {
  const plain = text => text.replace(/^~ /, '').replace(/“\{\w*\}=\{\w*\}”/g, '“#”').replace(/w?\{[^{}]*\}|w?\d[\d,.]*/g, '#').replace(/\s+/g, ' ').trim();
  const keys = Object.keys(table).map(plain).join('\n');
  const files = folder => readdirSync(folder, { withFileTypes: true }).flatMap(one => (one.isDirectory() ? files(join(folder, one.name)) : /(?<!tests)\.rs$/.test(one.name) ? [join(folder, one.name)] : []));
  const found = new Set();
  for (const file of ['usage', 'catalog'].flatMap(name => files(join(root, 'src', name)))) {
    const source = readFileSync(file, 'utf8').split('mod tests {')[0].replace(/^\s*\/\/.*$/gm, '').replace(/reason = "[^"]*"/g, '');
    for (const [, text] of source.matchAll(/'(?:\\.|[^\\'])'|"((?:[^"\\]|\\[^])*)"/g)) {
      const all = (text ?? '').replace(/\\\n\s*/g, '').replace(/\\u\{(\w+)\}/g, (_, code) => String.fromCodePoint(parseInt(code, 16))).replaceAll('\\"', '"');
      if (INSIDE.includes(all) || !/(?<!\p{L})(the|of|is|are|was|were|has|have|no|not|a|an|it|its|that|than|which|what|without|already|again|must)(?!\p{L})/u.test(all) || !all.trim().includes(' ')) continue;
      for (const piece of all.split('; ').map(one => plain(one).replace(/^ha(s|ve) /, ''))) {
        if (!RegExp(piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('#', '.*?')).test(keys)) found.add(`${all}: ${file.slice(root.length + 1)}`);
      }
    }
  }
  return [...found];
}
