// What is timed, in Node and in a browser alike; every time in milliseconds, median and 95th percentile.

import { yardstick } from './yardstick.mjs';

export function timed(runs, work) {
  work();
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  }).sort((a, b) => a - b);
  const at = percent => times[Math.max(Math.ceil(times.length * percent / 100), 1) - 1];
  return { median: at(50), p95: at(95) };
}

// An engine keeps what it found for the last question: every question here is another one.
let asked = 0;
const fresh = () => [['assistant.requests', String(400_000 + (asked += 1))]];

const workloads = count => {
  const names = Array.from({ length: count }, (_, at) => `w${at}`);
  return [['workloads', names.join('~')], ...names.map((name, at) => [`${name}.requests`, String(50_000 * (at + 1) + (asked += 1))])];
};

/** All rows for a checked catalog's engine, each with what it must and what it should come to (milliseconds). */
export function measure(engine) {
  const rows = [];
  const row = (what, runs, work, must, aim) => rows.push({ what, ...timed(runs, work), must, aim });
  row('first of an answer: verdict, amounts, inputs', 30, () => engine.first(fresh()), 4, 2);
  row('one answer: portfolio, bands, options, ledger', 30, () => engine.evaluate(fresh(), 0), 40);
  row('edit to answer: the same with 2,000 draws, reasons', 15, () => engine.evaluate(fresh(), 2_000), 25, 12);
  row('the same with 10,000 draws', 5, () => engine.evaluate(fresh(), 10_000), 90, 40);
  row('flips and curves of everything', 3, () => engine.sensitivity(fresh()), 100, 40);
  for (const count of [1, 16, 64]) {
    row(`one answer, ${count} workloads`, 3, () => engine.evaluate(workloads(count), 0), ...(count === 64 ? [50, 20] : []));
    row(`the same with 2,000 draws, ${count} workloads`, 3, () => engine.evaluate(workloads(count), 2_000));
  }
  row('yardstick in plain JavaScript, 2,000 draws', 5, () => yardstick(2_000));
  row('yardstick in plain JavaScript, 10,000 draws', 3, () => yardstick(10_000));
  const of = what => rows.find(one => one.what.startsWith(what)).median;
  const draws = of('the same with 10,000') - of('one answer: portfolio');
  return { rows, draws, ratio: draws / of('yardstick in plain JavaScript, 10,000') };
}
