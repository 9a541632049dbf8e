// @ts-check
import { optionLabel } from './field.js';
import { amount, exact, exactMoney, typed } from './format.js';
import { html } from './vendor/lit-html.js';

/**
 * The equation behind each line of a cost table, with the values in place. Every month is computed at its own volume
 * and prices; what differs by workload the engine works out.
 *
 * @typedef {import('./page.js').Page} Page
 * @typedef {import('./pkg/build_or_buy.js').Sentence} Sentence
 * @typedef {import('./pkg/build_or_buy.js').LineAmount} Line
 */

/** In words; a key in braces stands for the input's value. @type {Record<string, string>} */
const equations = {
  input: 'requests × (1 + retries {retries}) × tokens in × (1 − cached share − cache writes) × price of a million tokens in',
  cached_read: 'requests × tokens in × cached share × price of a million tokens read from the cache',
  cache_write: 'requests × tokens in × share written to the cache × price of a cache write',
  output: 'requests × (1 + retries {retries}) × tokens out × price of a million tokens out',
  reasoning: 'requests × hidden reasoning tokens × price of a million tokens out',
  searches: 'requests × (1 + retries {retries}) × price of a search',
  batch: 'share of work that may wait × the host’s batch discount on it, taken off',
  adjustments: 'surcharges for peak hours and one region {in_region}, less your contract’s discount {committed_discount}, plus the gateway’s fee {gateway_fee}',
  following: 'hosted bill × what is off it by the moves made until then, {follow_moves}: prices of a quality fall by {follow_fall} in its first year on sale and ever less later',
  gpus: 'whole GPUs for the busiest load with {spare_replicas} to spare × hours of the month × rent of a GPU-hour; an idle GPU costs the same',
  overhead: 'GPU cost × overhead share {overhead}',
  hardware: 'price of the servers − what they will sell for at {resale_decay} loss, spread over their life {gpu_life} at your discount rate {discount_rate}, plus those that die {replacement_rate}',
  power: 'kilowatts × (colocation {colo} + hours × power overhead of {pue} times × price of a kilowatt-hour {electricity})',
  people: 'engineers for a fleet of this size: {run_people_small} up to 8 GPUs, {run_people_medium} up to 64, {run_people_large} above × cost of an engineer {engineer_cost}; where a platform exists, {marginal_share} of them',
  rota: 'engineers on the rota {rota} × share that no existing rota takes over (all but {rota_absorbed}) × cost of an engineer {engineer_cost}, less those who run it',
  on_call: 'on-call pay {oncall_stipend} for two people + incidents {incidents} × {incident_hours} each × cost of an hour of an engineer {engineer_cost}',
  evaluation: 'changes of model, {upgrades} on your own servers and {hosted_changes} at a host × cost of one evaluation {eval_cycle} × workloads',
  upgrades: 'changes of model, {upgrades} on your own servers and {hosted_changes} at a host × {upgrade_effort} or {hosted_change_effort} of each × cost of an engineer {engineer_cost}',
  build: 'people who build {build_team} × {build_months} × overrun of {overrun} times × cost of an engineer {engineer_cost}; hiring first where nobody has done it {time_to_hire}',
  migration: 'workloads moved × effort {migration_effort} × cost of an engineer {engineer_cost}, and an evaluation {eval_cycle} of each',
  delay: 'months the roadmap slips × profit lost {cost_of_delay}, as far as that exceeds the wages',
  outage: 'hours without the service in a month, {api_uptime} at a host and {own_uptime} on one own copy × profit lost {outage_cost}',
  lag: 'months behind the best hosted model {model_lag} × value of a month {lag_value}',
};

/** A line's equation in words with values, and worked out where it differs by workload. @param {Page} page @param {Line} line */
export function equation(page, line) {
  const words = (equations[line.id] ?? '').split(/\{(\w+)\}/);
  const level = html`<b>${exactMoney(line.monthly)}</b> a month, level over ${amount('months', page.report.horizon)}`;
  return html`<p class="equation">${words.map((part, at) => (at % 2 ? html`<b class="whole">${valueOf(page, part)}</b>` : part))} = ${level}</p>
    ${line.worked.length ? html`<ul class="plain worked">${line.worked.map(one => html`<li>${exactly(one)}</li>`)}</ul>
      <p class="note">${line.id === 'gpus' ? '' : 'A month at today’s volume and prices. '}Every month is computed at its own volume and prices; the level amount is worth as much as all of them.</p>` : ''}`;
}

/** An input's value with its unit. @param {Page} page @param {string} key */
function valueOf(page, key) {
  const row = page.ledger.get(key);
  const field = page.field(key);
  if (!row || row.value === null) return row && field ? optionLabel(page, field, row.word) : 'none';
  const [unit, per] = row.unit.split('/');
  if (unit === 'USD') return `${exactMoney(row.value)}${per ? ` a ${per}` : ''}`;
  // The words around it already say what is counted.
  if (['replicas', 'engineers', 'x'].includes(row.unit)) return typed(row.value);
  return `${typed(Number(row.value.toPrecision(6)))} ${per ? `${unit} a ${per.replace(/^a /, '')}` : row.unit}`;
}

/** @type {Record<string, string>} */
const AFTER = { usd_month: ' a month', usd_hour: ' an hour', usd_mtok: ' per million tokens' };

/** A sentence with every digit of its amounts. @param {Sentence} sentence */
const exactly = sentence => sentence.map(part => {
  if (part.unit === 'text') return part.text;
  if (part.unit.startsWith('usd')) return html`<b class="whole">${exactMoney(part.value)}${AFTER[part.unit] ?? ''}</b>`;
  return html`<b class="whole">${exact(part.unit, part.value)}${part.unit === 'percent' ? ' %' : ''}</b>`;
});
