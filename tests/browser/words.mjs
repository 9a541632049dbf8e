// Everything that the page says in English, as the keys of a table of words.
//   node tests/browser/words.mjs            the keys of the sources in www, as JSON
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const www = join(dirname(fileURLToPath(import.meta.url)), '../../www');
globalThis.document ??= /** @type {any} */ ({ createTreeWalker: () => ({}), createComment: () => ({}) });
export const { eachRun, keyOf, marked, says } = await import(join(www, 'language.js'));

/** Sources that say something. */
const sources = () => ['.', 'chart'].flatMap(folder => readdirSync(join(www, folder)).filter(name => name.endsWith('.js')).map(name => join(www, folder, name)));

/** Keys of the page's own words, each with the files that say it; `(t)` where slots are filled before they are said. */
export function pageKeys(tags = ['html', 'svg', 't']) {
  /** @type {Map<string, Set<string>>} */
  const found = new Map();
  for (const file of ['index.html', 'embed.html']) {
    const text = readFileSync(join(www, file), 'utf8').replace(/^.*?<body>|<div id="app">.*?<\/div>/gs, '');
    eachRun([text], run => { if (says(keyOf(run))) (found.get(keyOf(run)) ?? found.set(keyOf(run), new Set()).get(keyOf(run))).add(file); return run; });
  }
  for (const file of sources()) {
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
    const where = relative(www, file);
    const take = (run, how = '') => {
      const key = keyOf(run);
      if (says(key) && !key.startsWith('{"')) (found.get(key) ?? found.set(key, new Set()).get(key)).add(where + how);
      return run;
    };
    const visit = node => {
      if (ts.isTaggedTemplateExpression(node) && tags.includes(node.tag.getText())) {
        const { template } = node;
        const strings = ts.isNoSubstitutionTemplateLiteral(template) ? [template.text] : [template.head.text, ...template.templateSpans.map(span => span.literal.text)];
        if (node.tag.getText() === 't') take(marked(strings), ' (t)'); else eachRun(strings, run => take(run));
      }
      if (ts.isCallExpression(node) && node.expression.getText() === 't' && ts.isStringLiteralLike(node.arguments[0] ?? node)) take(node.arguments[0].text, ' (t)');
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return found;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const all = [...pageKeys()].map(([key, where]) => ({ key, where: [...where].join(', ') }));
  console.log(JSON.stringify(all, null, 1));
}
