// node tests/examples/node.mjs [QUERY]: the package in Node, with prices of your own where you have them.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Engine, initSync } from 'build-or-buy';

const file = createRequire(import.meta.url).resolve('build-or-buy/build_or_buy_bg.wasm');
initSync({ module: readFileSync(file) });
const catalog = JSON.parse(readFileSync(process.env.CATALOG ?? 'www/catalog.json', 'utf8'));
const engine = new Engine(catalog);

const { verdict, issues } = engine.evaluate(new URLSearchParams(process.argv[2] ?? 'assistant.requests=2M'), 2000);
for (const issue of issues) console.error(`${issue.field}: ${issue.text} ${issue.problem}`);
console.log(verdict.word, Math.round(verdict.monthly), 'US dollars a month');
