// node tests/examples/usage.mjs FILE…: the reader of usage exports and load tests in Node, gzipped ones too; prints the
// link it makes. Pieces of a file may be of any size: a stream is read without ever being held whole.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gunzipSync } from 'node:zlib';
import { UsageReader, initSync } from 'build-or-buy/build_or_buy_usage.js';

initSync({ module: readFileSync(createRequire(import.meta.url).resolve('build-or-buy/build_or_buy_usage_bg.wasm')) });
const reader = new UsageReader(JSON.parse(readFileSync(process.env.CATALOG ?? 'www/catalog.json', 'utf8')));
for (const file of process.argv.slice(2)) {
  const bytes = readFileSync(file);
  reader.push(file, bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes);
  reader.close();
}
const { issues, link } = reader.finish('', '');
for (const issue of issues) console.error(`${issue.file}: ${issue.sentence}`);
console.log(`?${link}`);
