// The yardstick: a Monte Carlo of the same size written plainly in JavaScript, as an ordinary page would have it.
// 45 inputs over a Latin hypercube, three workloads, three strategies, month by month, whole replicas, people, a
// build phase, and the value of information by cubic regression. Its amounts are made up; only its work counts.

const INPUTS = 45;
const MONTHS = 36;
const WORKLOADS = 3;

function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Acklam's approximation; nine digits are enough here. */
function quantile(p) {
  const tail = p < 0.02425 ? p : p > 0.97575 ? 1 - p : 0;
  if (tail) {
    const q = Math.sqrt(-2 * Math.log(tail));
    const z = (((((-7.784894002430293e-3 * q - 0.3223964580411365) * q - 2.400758277161838) * q - 2.549732539343734) * q
      + 4.374664141464968) * q + 2.938163982698783)
      / ((((7.784695709041462e-3 * q + 0.3224671290700398) * q + 2.445134137142996) * q + 3.754408661907416) * q + 1);
    return p < 0.5 ? z : -z;
  }
  const q = p - 0.5, r = q * q;
  return (((((-39.69683028665376 * r + 220.9460984245205) * r - 275.9285104469687) * r + 138.357751867269) * r
    - 30.66479806614716) * r + 2.506628277459239) * q
    / (((((-54.47609879822406 * r + 161.5858368580409) * r - 155.6989798598866) * r + 66.80131188771972) * r
    - 13.28068155288572) * r + 1);
}

function hypercube(draws, next) {
  const scores = Array.from({ length: draws }, (_, at) => quantile((at + 0.5) / draws));
  return Array.from({ length: INPUTS }, () => {
    const column = [...scores];
    for (let at = draws - 1; at > 0; at--) {
      const other = Math.floor(next() * (at + 1));
      [column[at], column[other]] = [column[other], column[at]];
    }
    return column;
  });
}

function cost(x, own) {
  const rate = Math.pow(1.1 * x[0], 1 / 12), growth = Math.pow(1.3 * x[1], 1 / 12);
  const tokens = Math.pow(0.85 * x[2], 1 / 12), rents = Math.pow(x[3], 1 / 12);
  const build = 2.5 * x[4] * x[5];
  let present = own ? build * 2 * 17250 * x[6] : 0;
  for (let month = 0; month < MONTHS; month++) {
    const volume = Math.pow(growth, month), discount = Math.pow(rate, -month - 1);
    const running = own ? 1 - Math.min(Math.max(build - month, 0), 1) : 0;
    let sum = 0, gpus = 0;
    for (let at = 0; at < WORKLOADS; at++) {
      const requests = 400000 * (at + 1) * volume * x[7];
      const cached = 0.4 * Math.min(x[8 + at], 2);
      const bill = requests * (2000 * (1 - cached) * 2e-6 + 2000 * cached * 2e-7 + 350 * 1e-5) * Math.pow(tokens, month);
      const bought = at < WORKLOADS - own;
      sum += bought ? bill : bill * (1 - running);
      if (!bought) {
        const busy = (requests / 2629800) * 3 * x[11] / (4 * x[12]);
        const replicas = Math.ceil(busy + 1.645 * Math.sqrt(busy / 16)) + 1;
        gpus += replicas;
        sum += replicas * 2.5 * 730.5 * Math.pow(rents, month) * (1 + 0.2 * x[13]) * running;
      }
    }
    const people = gpus === 0 ? 0 : gpus <= 8 ? 0.4 * x[14] : gpus <= 64 ? 2 * x[15] : 8 * x[16];
    let upkeep = 0;
    for (let at = 17; at < INPUTS; at++) upkeep += 100 * x[at];
    present += (sum + people * 17250 * x[6] * running + (own ? upkeep * 2 : upkeep)) * discount;
  }
  return present;
}

/** Solves a small symmetric system by elimination. */
function solve(a, b) {
  const n = b.length;
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const factor = a[j][i] / a[i][i];
      for (let k = i; k < n; k++) a[j][k] -= factor * a[i][k];
      b[j] -= factor * b[i];
    }
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) b[i] -= a[i][k] * b[k];
    b[i] /= a[i][i];
  }
  return b;
}

function partial(column, savings) {
  const n = column.length, a = Array.from({ length: 4 }, () => [0, 0, 0, 0]);
  const rows = column.map(z => [1, z, z * z, z * z * z]);
  for (const row of rows) for (let i = 0; i < 4; i++) for (let j = 0; j < 4; j++) a[i][j] += row[i] * row[j];
  const fits = savings.map(saving => {
    const b = [0, 0, 0, 0];
    rows.forEach((row, at) => { for (let i = 0; i < 4; i++) b[i] += row[i] * saving[at]; });
    return solve(a.map(row => [...row]), b);
  });
  let sum = 0;
  for (const row of rows) {
    sum += Math.max(0, ...fits.map(fit => fit[0] + fit[1] * row[1] + fit[2] * row[2] + fit[3] * row[3]));
  }
  return sum / n;
}

export function yardstick(draws, seed = 1) {
  const columns = hypercube(draws, random(seed));
  const costs = [[], [], []];
  const x = new Array(INPUTS);
  for (let draw = 0; draw < draws; draw++) {
    for (let at = 0; at < INPUTS; at++) x[at] = Math.exp(0.3 * columns[at][draw]);
    for (let own = 0; own < 3; own++) costs[own].push(cost(x, own));
  }
  const means = costs.map(list => list.reduce((sum, value) => sum + value, 0) / draws);
  const best = means.indexOf(Math.min(...means));
  const others = costs.filter((_, at) => at !== best);
  const savings = others.map(list => list.map((value, draw) => costs[best][draw] - value));
  const evpi = costs[best].reduce((sum, value, draw) => sum + value - Math.min(...costs.map(list => list[draw])), 0) / draws;
  const sorted = [...savings[0]].sort((a, b) => a - b);
  return { evpi, median: sorted[draws >> 1], evppi: columns.map(column => partial(column, savings)) };
}
