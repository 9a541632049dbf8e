// Files of usage, load tests and price lists that make the readers say what they seldom say, for `file-words.mjs`. Each is a
// list of files with their names, what the visitor changed about the proposals, and the case that stands.

const HEAD = 'time,model,app,input_tokens,cached_tokens,output_tokens,requests,cost_usd\n';
const day = at => new Date(Date.UTC(2026, 8, 1) + at * 86_400_000).toISOString();
/** So many days of a few requests a day, more of them where `times` says so. */
const log = (days, times = () => 1, { model = 'gpt-5.6-luna', app = 'search', minute = 7 } = {}) => `time,model,app,input_tokens,output_tokens\n${
  Array.from({ length: days }, (_, at) => [1, 9, 13, 20].flatMap(hour => Array.from({ length: times(at) }, (_, one) =>
    `${day(at).slice(0, 11)}${String(hour).padStart(2, '0')}:${String((minute + one * 3) % 60).padStart(2, '0')}:${String(one % 60).padStart(2, '0')}Z,${model},${app},${900 + at + one},${80 + one}`))).flat().join('\n')}\n`;
/** Sums of days, some without requests. */
const daily = (days, requests, more = '') => `${HEAD}${Array.from({ length: days }, (_, at) => `${day(at).slice(0, 10)},gpt-5.6-luna,search,${90_000 + at},100,8000,${requests(at)},0.5`).join('\n')}\n${more}`;
const line = (...cells) => `${HEAD}${cells.map(cell => `${cell}\n`).join('')}`;
const bench = (model, load, pace, more = {}) => JSON.stringify({ backend: 'vllm', model_id: model, num_prompts: 100, completed: 1000, failed: 0, duration: 600, max_concurrency: load, total_input_tokens: 1_500_000, total_output_tokens: 400_000, output_throughput: 660, request_throughput: 1.6, mean_tpot_ms: pace, median_tpot_ms: pace, median_ttft_ms: 300, p99_ttft_ms: 900, ...more });
const of = (...files) => ({ files: files.map(one => (Array.isArray(one) ? one : ['usage.csv', one])), edits: [], pairs: [] });
const edited = (sample, ...edits) => ({ ...sample, edits: edits.map(one => one.split('=')) });
const JSONL = rows => rows.map(row => JSON.stringify(row)).join('\n');

export const samples = () => [
  // What is no export.
  ...['PK\x03\x04 x', 'PK\x03\x04 xl/workbook.xml [Content_Types].xml', 'PK\x03\x04 amount-2026.csv', '\x1f\x8b\x08 x', 'PAR1 x', 'SQLite format 3\0 x', '%PDF-1.7 x', '<html>', 'benchmarks:\n- a: 1\n', '', 'a\0b\0c', 'hello', 'a,b,c\n1,2,3\n', 'time,input_tokens,x\n1,2,3\n', '{"a":1}', '[]', '{"data":[]}', '{"data":[{"x":1}'].map(text => of(text)),
  of('start_time,end_time,start_time_iso,num_model_requests,images\n1,2,x,3,4\n'), of('Date,Model,Spend ($),Requests,Total Tokens\n2026-09-01,a,1,2,3\n'), of('{"daily":null,"totals":{}}'),
  of('type,amount,api_key_name\n'), of('usage_date_utc,usage_output_tokens\n'),
  // Rows that cannot be read, few and many.
  ...[1, 2, 5].map(many => of(`${log(3)}${Array(many).fill('x,gpt-5.6-luna,search,1,2\n').join('')}${Array(many).fill('2026-09-03T05:00:01Z,gpt-5.6-luna,search,12k,2\n').join('')}${Array(many).fill('2026-09-03T05:00:01Z,gpt-5.6-luna,search,1e18,2\n').join('')}${Array(many).fill('2026-09-03T05:00:01Z,gpt-5.6-luna,search,,\n').join('')}${Array(many).fill('2026-09-03T05:00:01Z,gpt-5.6-luna,search,5\n').join('')}${Array(many).fill('2026-09-03T05:00:01Z,gpt-5.6-luna,search,5,6,7,8\n').join('')}`)),
  of(['a.jsonl', `${JSONL([{ time: day(0), model: 'm', usage: { input_tokens: 5, output_tokens: 6 } }, { time: day(1), model: 'm', usage: { input_tokens: 5, output_tokens: 6 } }])}\nnot json\n{"time":"x","usage":{"input_tokens":5,"output_tokens":6}}\n{"time":"${day(2)}","usage":{}}\n{"open":`]),
  of(['a.jsonl', `${JSONL([{ usage: { input_tokens: 5, output_tokens: 6 } }, { time: day(1), usage: { input_tokens: 5, output_tokens: 6 } }, { usage: { input_tokens: 5, output_tokens: 6 } }])}\n${log(2)}`]),
  of(`${log(2)}{"time":"x"}\n`), of(`${log(2)}name,other,time\nx,y,z\n`), of(`${log(2)}"2026-09-03T05:00:01Z,gpt\n${'2026-09-03T05:00:01Z,g,s,1,2\n'.repeat(6)}`), of(log(2).slice(0, -6)), of(`${log(2)}total,,,9,9\n`), of(log(2), ['b.csv', log(2)]),
  // Times and sizes that stand apart.
  ...[1, 2].map(many => of(`${log(28)}${'1970-01-01T00:00:00Z,m,s,5,6\n'.repeat(many)}${'2001-01-01T00:00:00Z,m,s,5,6\n'.repeat(many)}${'2031-10-01T00:00:00Z,m,s,5,6\n'.repeat(many)}${'2025-02-01T00:00:00Z,m,s,5,6\n'.repeat(many)}`)),
  ...[1, 2, 4].map(many => of(`${log(40)}${Array.from({ length: many }, (_, at) => `2026-09-03T05:0${at}:00Z,m,s,9000000${at}0,6\n`).join('')}`)), of(`${log(40)}2026-09-03T05:00:00Z,m,s,950000,6\n`), of(`${log(40)}2026-09-03T05:00:00Z,m,s,950000,6\n2026-09-04T05:00:00Z,m,s,950010,6\n`),
  of(log(9).replaceAll(/^(2026-\d\d-\d\d)T\d\d:\d\d:\d\d/gm, '$1T00:00:00')), of(log(2).replaceAll('Z,', ',')), edited(of(log(2).replaceAll('Z,', ',')), 'zone=Mars'), of(log(12).replaceAll(/2026-09-0?(\d+)T\d\d:\d\d:\d\dZ/g, '9/$1/2026')),
  of('time,model,input_tokens,output_tokens\n46000.5,m,5,6\n46001.5,m,5,6\n46002.5,m,5,6\n'), of(['a.jsonl', JSONL([{ usage: { input_tokens: 5, output_tokens: 6 } }])]),
  // Weeks: short, uneven, turning, growing, unfinished.
  of(log(1, () => 1).split('\n').slice(0, 3).join('\n')), of(log(5)), of(log(10)), of(log(35)), of(log(56, at => (at < 28 ? 1 : 9))), of(log(56, at => (at < 28 ? 9 : 1))), of(log(49, at => (at < 42 ? 1 : 9))), of(log(42, at => (at < 21 ? 2 : 5))), of(log(63, at => 2 + Math.floor(at / 7))), of(log(56, at => 3 + (at % 5))),
  of(daily(34, at => (at === 33 ? 1 : 40)).replace(/90033/, '10')), of(daily(20, () => '')), edited(of(daily(20, () => '')), 'w1.requests=5000'), of(daily(30, at => (at % 3 ? 50 : ''))), edited(of(log(20)), 'sampled=10'), of(log(2), ['b.csv', log(2).replaceAll('2026-09', '2026-11')]),
  of('week,model,input_tokens,output_tokens,requests\n2026-W36,m,900000,80000,700\n2026-W37,m,900000,80000,700\n2026-W38,m,900000,80000,700\n'), of(log(20, () => 1), ['b.csv', daily(20, () => 4)]), of(daily(20, () => 4), ['b.csv', daily(20, () => 4).replaceAll('search', 'other').replaceAll('8000,', '8100,')]),
  // What is known of models and costs.
  ...['mistral-large-latest', 'gpt-oss-120b', 'ft:gpt-5.4-nano:acme', 'claude-haiku-4-7', 'some-model', '', 'arn:aws:bedrock:eu-central-1:123456789012:application-inference-profile/x', 'gpt-5.6-luna:free', 'nebius/gpt-5.6-luna', 'mistral-small-latest', 'mistral-small-2603'].map(model => of(log(20, () => 1, { model }))),
  of(line('2026-09-01,gpt-5.6-luna,a,900000,0,8000,40,900', '2026-09-02,gpt-5.6-luna,a,900000,5,8000,40,900', '2026-09-03,gpt-5.6-luna,a,900000,5,8000,40,900')), of(line('2026-09-01,gpt-5.6-luna,a,900000,0,8000,40,0', '2026-09-02,gpt-5.6-luna,a,900000,0,8000,40,0', '2026-09-03,gpt-5.6-luna,a,900000,,8000,40,0')),
  of(line('2026-09-01,gpt-5.6-luna,a,900000,0,8000,40,0.2', '2026-09-02,gpt-5.5,a,900000,0,8000,40,', '2026-09-03,gpt-5.6-luna,a,900000,900,8000,40,-1')), of(line('2026-09-01,gpt-5.6-luna,a,900000,0,8000,40,0.002', '2026-09-02,gpt-5.6-luna,a,900000,0,8000,40,0.002').replace('cost_usd', 'cost')),
  of(['a.jsonl', JSONL(Array.from({ length: 30 }, (_, at) => ({ time: day(at), model: 'gpt-5.6-luna', usage: { prompt_tokens: 500, completion_tokens: 90, prompt_tokens_details: { cached_tokens: at % 2 ? 50 : 900 }, completion_tokens_details: { reasoning_tokens: at % 3 ? 20 : 200 } }, service_tier: 'flex', latency_ms: 900 })))]),
  // What is changed by hand.
  edited(of(log(20)), 'w9.model=openai/gpt-5.6-luna', 'w1.requests=-1', 'w1.model=none', 'w1.into=w7', 'sampled=200', 'replicas=-1', 'bogus=1'), edited(of(log(20), ['b.csv', `${log(20, () => 2, { app: 'chat bot' })}`]), 'w2.into=w1'), edited(of(log(20), ['b.csv', `${log(20, () => 2, { app: 'chat bot' })}`]), 'w9.model=x'),
  edited(of(log(20), ['b.jsonl', JSONL([{ id: 'x', usage: { input_tokens: 5, output_tokens: 6 } }])]), 'w2.into=w1'), edited(of(daily(20, () => 4), ['b.csv', log(20, () => 1, { app: 'chat bot' })]), 'w2.into=w1', 'w1.requests=5000'),
  // Load tests.
  ...[of(['a.json', bench('openai/gpt-oss-120b', 8, 20)]), of(['a.json', bench('', 8, 20)]), of(['a.json', bench('openai/gpt-oss-120b', 8, 90, { tp: 2, gpu: 'H100' })]), of(['a.json', bench('openai/gpt-oss-120b', 8, 20, { duration: 12 })], ['b.json', bench('openai/gpt-oss-120b', 8, 20, { failed: 90 })], ['c.json', bench('openai/gpt-oss-120b', 400, 20)]),
    of(['a.json', bench('acme/own', 8, 20, { tp: 2, p95_ttft_ms: 700 })], ['b.json', bench('acme/own', 16, 60, { tp: 2, p95_ttft_ms: 900 })]), edited(of(['a.jsonl', [bench('acme/own', 8, 20), bench('acme/own', 16, 30), bench('acme/other', 16, 30, { tp: 1 })].join('\n')]), 'replicas=2'), of(['a.json', bench('acme/own', 8, 20, { total_input_tokens: 9e9 })]), of(['a.json', bench('acme/own', 8, 20, { output_throughput: 90_000 })]), of(['a.json', bench('acme/own', 8, 0)]), of(['a.json', bench('acme/own', undefined, 20)])]
    .map(one => ({ ...one, pairs: [['workloads', 'assistant'], ['assistant.input_tokens', '1500'], ['assistant.output_tokens', '400'], ['assistant.latency', '50']] })),
];

/** Price lists of one's own that are refused, set aside or asked about. */
export const lists = [
  [], { asof: 'soon', bogus: 1, inputs: 5, rents: {} }, { inputs: { engineer_cost: [], horizon: 'abc', discount_rate: 900, 'nobody.requests': 5 } },
  { hosted: [5, { bogus: 1 }, { id: 'openai/gpt-5.6-luna', host: '', model: 'x'.repeat(2001), from: 'May', input: '0,5', output: -1, announced: 'yes', batch_discount: 7, kind: 'talk', tiers: 5, peak_hours: ['x'] }] },
  { hosted: [0.5, 0].flatMap(input => ['2026-08-01', '2027-08-01', '2024-01-01'].map(from => ({ id: 'openai/gpt-5.6-luna', host: 'OpenAI', model: 'GPT-5.6 Luna', kind: 'chat', from, input, output: 2, checked: '2026-08-01', source: 'quote', grade: 'A', peak_hours: from[3] === '7' ? [1, 4] : [], tier_above: from[3] === '4' ? 9 : null }))) },
  { hosted: [{ id: 'us/x', host: 'Us', model: 'X', kind: 'chat', from: '2026-08-01', input: 1, output: 2, checked: '2026-08-01', source: 'quote', grade: 'A', quality: 'nobody' }, { id: 'us/y', host: 'Us', model: 'Y', kind: 'chat', from: '2026-08-01', until: '2026-07-01', input: 1, output: 2, checked: '2026-08-01', source: 'quote', grade: 'A' }, { id: 'us/z', host: 'Us', model: 'Z', kind: 'chat', from: '2026-08-01', input: 1, output: 2, weights: 'nobody', checked: '2026-08-01', source: 'quote', grade: 'A' }] },
  { rents: [{ gpu: 'x100', provider: 'Us', market: 'specialist', billing: 'reserved', from: '2026-08-01', hour: 2, gpus_min: 1, source: 'quote', grade: 'A' }, { gpu: 'h100', provider: 'Us', market: 'odd', billing: 'reserved', from: '2027-08-01', hour: 0, gpus_min: 1.5, source: '', grade: 'Z' }, { gpu: 'h100', provider: 'Us', market: 'specialist', billing: 'reserved', from: '2027-08-01', hour: 2, gpus_min: 1, source: 'quote', grade: 'A' }], purchases: [{ gpu: 'x100', price: 9, from: '2026-08-01', source: 'quote', grade: 'A' }] },
  { quality: [{ model: 'ours', score: 30 }, { model: 'ours', score: 31 }, { model: 'gpt-5.6-luna', score: 1 }], shapes: [{ id: 'flat', name: 'Flat', hours: [1, 2], checked: '2026-08-01', source: 'own', grade: 'A' }], regimes: [{ id: 'own' }], parameters: [{ key: 'engineer_cost', typical: 'much' }], gpus: [{ id: 'g' }] },
];
