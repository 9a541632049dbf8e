// Everything that is said in English, as the keys of a table of words, and what a table lacks of it.
//   node tests/browser/words.mjs            the keys of the page, with where they are said, as JSON
//   node tests/browser/words.mjs de         what www/languages/de.json lacks, of the page, of a sample of answers and of one of files

import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { setImmediate as breath } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const www = join(root, 'www');
const text = name => readFileSync(join(www, name), 'utf8');
const part = name => import(pathToFileURL(join(www, name)).href);
// What the library of templates asks of a browser when it is loaded.
globalThis.document ??= /** @type {any} */ ({ createTreeWalker: () => ({}), createComment: () => ({}) });
export const { NUMBER, eachRun, html, inTable, isForeign, keyOf, marked, says, speak, t, word } = await part('language.js');
export const { cut, inWords } = await part('sentences.js');

/** The languages there are. */
export const languages = () => readdirSync(join(www, 'languages')).filter(name => name.endsWith('.json')).map(name => name.slice(0, -5));

/** The words of a language. */
export const tableOf = language => JSON.parse(text(`languages/${language}.json`));

/** Keys of the page's own words, each with the files that say it; `(t)` where slots are filled before they are said. */
export function pageKeys() {
  /** @type {Map<string, Set<string>>} */
  const found = new Map();
  const take = (run, where) => {
    const key = keyOf(run);
    // A price list that is shown as an example is no words.
    if (says(key) && !key.startsWith('{"')) (found.get(key) ?? found.set(key, new Set()).get(key)).add(where);
    return run;
  };
  for (const name of ['index.html', 'embed.html']) {
    const around = text(name).replace(/^.*?<body>|<div id="app">.*?<\/div>/gs, '');
    eachRun([around], run => take(run, name));
  }
  for (const name of [...readdirSync(www), ...readdirSync(join(www, 'chart')).map(name => `chart/${name}`)].filter(name => name.endsWith('.js'))) {
    const source = ts.createSourceFile(name, text(name), ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
    const visit = node => {
      const tag = ts.isTaggedTemplateExpression(node) && node.tag.getText();
      if (tag === 'html' || tag === 'svg' || tag === 't') {
        const { template } = node;
        const strings = ts.isNoSubstitutionTemplateLiteral(template) ? [template.text] : [template.head.text, ...template.templateSpans.map(span => span.literal.text)];
        if (tag === 't') take(marked(strings), `${name} (t)`); else eachRun(strings, run => take(run, name));
      }
      const said = ts.isCallExpression(node) && node.expression.getText() === 't' && node.arguments[0];
      if (said && ts.isStringLiteralLike(said)) take(said.text, `${name} (t)`);
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return found;
}

/** What of an answer is shown as text: labels, reasons and what is said of inputs. */
const SHOWN = [
  'options[].label', 'options[].lines[].label', 'ledger[].label', 'reasons.rules[].title', 'reasons.rules[].question', 'reasons.scenarios.scenarios[].label',
  'reasons.scenarios.scenarios[].assumed', 'reasons.scenarios.strategies[].label', 'reasons.memo[].heading', 'reasons.memo[].rows[].label',
  'reasons.compliance.questions[]', 'reasons.compliance.regime.name', 'reasons.compliance.regime.condition', 'reasons.compliance.regime.question',
  'reasons.compliance.fits[].why', 'workloads[].passed_over[].why', 'reasons.lock_in.leave_api.items[].label', 'reasons.lock_in.leave_gpus.items[].label',
  'issues[].problem', 'issues[].allowed', 'global[].label', 'global[].help', 'global[].unit', 'global[].note', 'global[].options[].label', 'workload[].label',
  'workload[].help', 'workload[].unit', 'workload[].note', 'workload[].options[].label', 'shapes[].label', 'regimes[].label', 'hosted[].ended',
];

/** Names that stay what they are: of the catalog, and what a link brings. */
const isName = (one, names) => names.has(one) || /^[\d.,\s]*$/.test(one);

/**
 * What a table says nothing for, of answers and forms: a sentence in its pieces, a shown text, a name inside a sentence.
 * The table is the one that is spoken.
 * @param {any} answer a report or a form @param {Record<string, string>} table @param {Set<string>} names
 * @returns {Map<string, string>} each with where it is said
 */
export function lacking(answer, table, names) {
  /** @type {Map<string, string>} */
  const found = new Map();
  const has = one => one in table || word(one) !== one || (one.charAt(0).toUpperCase() + one.slice(1)) in table;
  // An amount of a GPU: a number and a name.
  const bare = (parts, key) => parts.map(one => one.text.trim()).find(one => names.has(one) && keyOf(`{0} ${one.replace(NUMBER, '{1}')}`) === key) ?? '';
  const sentence = (parts, where) => {
    const { pieces } = cut(parts);
    for (const key of pieces.map(keyOf)) if (says(key) && !(key in table) && !names.has(bare(parts, key))) found.set(key, where);
  };
  const walk = (one, where) => {
    if (Array.isArray(one)) {
      if (one[0]?.unit !== undefined && one[0]?.text !== undefined && one[0]?.value !== undefined) return sentence(one, where);
      for (const each of one) walk(each, `${where}[]`);
    } else if (one && typeof one === 'object') for (const [key, each] of Object.entries(one)) walk(each, where ? `${where}.${key}` : key);
    else if (typeof one === 'string' && SHOWN.includes(where) && says(one) && !isName(one, names) && !has(one)) found.set(one, where);
  };
  walk(answer, '');
  return found;
}

/** Answers to look at: every case of the list, and links that make the engine say what it seldom says. */
export const links = () => [
  ...JSON.parse(text('presets.json')).map(({ query }) => query), ...readFileSync(join(root, 'tests/browser/said.txt'), 'utf8').split('\n').filter(line => line && !line.startsWith('#')),
];

/** Enough draws for every sentence about the odds. */
const DRAWS = 24;
/** The answers to all links and the form, worked out once for all languages, and the names that stand in them. @type {Promise<any> | undefined} */
let once;

async function answered() {
  const { Engine, initSync } = await part('pkg/build_or_buy.js');
  initSync({ module: readFileSync(join(www, 'pkg/build_or_buy_bg.wasm')) });
  const catalog = JSON.parse(text('catalog.json'));
  const whole = structuredClone(catalog);
  for (const [rows, more] of Object.entries(JSON.parse(text('earlier.json')))) if (Array.isArray(more)) whole[rows].push(...more);
  // A factor is said by the page.
  const names = new Set(['x']);
  for (const rows of Object.values(whole)) {
    if (Array.isArray(rows)) for (const row of rows) for (const key of ['model', 'host', 'name', 'provider', 'licence', 'id']) if (typeof row[key] === 'string') names.add(row[key]);
  }
  const [now, then] = [new Engine(catalog), new Engine(whole)];
  const answers = [];
  for (const link of links()) {
    const pairs = [...new URLSearchParams(link)];
    const asof = new Map(pairs).get('asof');
    answers.push([link, (asof && asof < catalog.asof ? then : now).evaluate(pairs, DRAWS)]);
    // Browsers may be driven from this thread meanwhile.
    await breath();
  }
  return { names, answers: [...answers, ['the form', now.form('')]] };
}

/** What a language lacks: of the page's own words, and of answers. @returns {Promise<{ page: string[], answers: Map<string, string> }>} */
export async function lacks(language) {
  const table = tableOf(language);
  const { names, answers } = await (once ??= answered());
  /** @type {Map<string, string>} */
  const found = new Map();
  speak(table);
  for (const [link, answer] of answers) for (const [key, where] of lacking(answer, table, names)) found.set(key, `${where}, in ${link}`);
  for (const { title, summary } of JSON.parse(text('presets.json'))) for (const one of [title, summary]) if (!(one in table)) found.set(one, 'presets.json');
  speak(null);
  return { page: [...pageKeys().keys()].filter(key => !(key in table)), answers: found };
}

/** Slots of a key or of what it says. */
const slots = one => new Set([...one.matchAll(/\{(\d+)/g)].map(([, at]) => at));

/** Keys whose value is what the language calls an option, as a pattern (`own-words.js`). */
const isPattern = key => key.startsWith('word-');

/** Whether a pattern can be read, and has no group of its own: the groups tell which option was found. @param {string} pattern */
const reads = pattern => {
  try {
    return RegExp(`${pattern}|`, 'u').exec('')?.length === 1;
  } catch {
    return false;
  }
};

/** What is wrong with a table: slots that nothing is put into, marks of markup, forms where values are not known yet. @returns {string[]} */
export function wrong(table) {
  const page = pageKeys();
  return Object.entries(table).flatMap(([key, said]) => {
    if (isPattern(key)) return reads(said) ? [] : [`${key}: ${said}: is no pattern, or has a group of its own`];
    const places = page.get(key);
    const before = places && ![...places].every(place => place.endsWith('(t)'));
    return [
      [...slots(said)].some(at => !slots(key).has(at)) && 'has a slot that its key has not',
      /[<>]/.test(said) && 'has a mark of markup',
      before && /\{\d+[#+]/.test(said) && 'has a form, and stands in a template, whose values are not known yet',
      key !== key.replace(/\s+/g, ' ').trim() && 'has spaces that no key has',
      said.trim() === '' && 'says nothing',
    ].filter(Boolean).map(fault => `${key}: ${said}: ${fault}`);
  });
}

/**
 * Keys that nobody says any more, as far as the sources tell: of the pairs of neighboring words of a key that the page does
 * not have at least a half must stand in the engine's sources, its catalog or the list of cases.
 */
export function stale(table) {
  const page = pageKeys();
  const files = folder => readdirSync(folder, { withFileTypes: true }).flatMap(one => (one.isDirectory() ? files(join(folder, one.name)) : one.name.endsWith('.rs') ? [join(folder, one.name)] : []));
  const plain = one => one.replace(/\\u\{2019\}/g, '’').replace(/\\u\{201[cd]\}/g, ' ').replace(/\\\n\s*/g, '').replace(/[^\p{L}’'&-]+/gu, ' ').toLowerCase();
  const said = ` ${plain([...files(join(root, 'src')).map(file => readFileSync(file, 'utf8')), text('catalog.json'), text('presets.json')].join('\n'))} `;
  return Object.keys(table).filter(key => {
    if (page.has(key)) return false;
    const words = key.replace(/^~ /, '').split(/\{\d+\}|[.,;:?!()“”]/).map(piece => plain(piece).trim().split(' ').filter(Boolean));
    const pairs = words.flatMap(piece => piece.slice(1).map((one, at) => ` ${piece[at]} ${one} `));
    const looked = pairs.length ? pairs : words.flat().map(one => ` ${one} `);
    return looked.filter(one => said.includes(one)).length < looked.length / 2;
  });
}

async function print(language) {
  if (!language) return console.log(JSON.stringify([...pageKeys()].map(([key, where]) => ({ key, where: [...where].join(', ') })), null, 1));
  const { page, answers } = await lacks(language);
  for (const key of page) console.log(`page: ${key}`);
  for (const [key, where] of answers) console.log(`${where}: ${key}`);
  const { unsaidInSources, unsaidOfFiles } = await import('./file-words.mjs');
  for (const one of [...(await unsaidOfFiles(language)), ...unsaidInSources(tableOf(language))]) console.log(`files: ${one}`);
  for (const key of stale(tableOf(language))) console.log(`nobody says: ${key}`);
  for (const fault of wrong(tableOf(language))) console.log(fault);
}

// Not waited for: what it imports waits for this file.
if (process.argv[1] === fileURLToPath(import.meta.url)) print(process.argv[2]);
