// @ts-check
import { week } from './chart/week.js';
import { table } from './chart/figure.js';
import { money, number, share } from './format.js';
import { points, said, saysPoints } from './words.js';
import { html, listOf, nothing, t } from './language.js';

/**
 * The fleets: their week as a picture, their size in a sentence, and one step behind what fits on them and what lost.
 *
 * @typedef {import('./page.js').Page} Page
 * @typedef {import('./pkg/build_or_buy.js').FleetReport} Fleet
 */

const PAY = { 'on-demand': t('rented by the hour'), 'reserved': t('rented for a year'), 'spot': t('rented spot'), 'owned': t('bought') };
const RUN = { always: t('always on'), hourly: t('scaled by the hour'), zero: t('off when idle'), burst: t('a base load always on, an API for the peaks') };

/** @param {Page} page @param {number} width */
export function fleets(page, width) {
  /** @type {Fleet[]} each fleet once, and each workload in one fleet: others would run in another plan */
  const all = [];
  for (const { fleet } of page.report.workloads) {
    if (fleet && !all.some(known => known.workloads.some(name => fleet.workloads.includes(name)))) all.push(fleet);
  }
  if (all.length === 0) return html`<p class="text">No model of your own could serve these workloads, so there is no fleet to show.</p>${lost(page)}`;
  const [first, ...more] = page.report.weeks;
  const title = all.every(fleet => fleet.chosen) ? t('The fleet it takes') : t('The fleet it would take');
  return html`<h3>${title}</h3>
    ${first ? week(page, width, first, 0) : nothing}
    ${more.length ? step(page, 'weeks', more.length === 1 ? t('The week of the other fleet') : t`The weeks of ${more.length} more fleets`,
      () => more.map((one, at) => week(page, width, one, at + 1))) : nothing}
    ${all.map(fleet => size(fleet))}
    ${step(page, 'facts', t('What fits on it'), () => all.map(fleet => html`<h4>${fleet.model} on ${fleet.gpu}</h4>
      <ul class="facts">${fleet.facts.map(fact => html`<li>${said(fact)}</li>`)}
        <li>Measured speed is ${number(fleet.throughput_range[0], 2)} to ${number(fleet.throughput_range[1], 2)} times the predicted one in 8 of 10 cases.</li></ul>`))}
    ${lost(page)}`;
}

/** A fleet in a sentence. @param {Fleet} fleet */
function size(fleet) {
  return html`<p class="text">
    ${[`${number(fleet.gpus, 3)} × ${fleet.gpu}`, fleet.shares_with.length ? t`shared with ${listOf(fleet.shares_with)}` : '',
      fleet.gpu_hour === null ? t(PAY[fleet.pay]) : t`${PAY[fleet.pay]} at ${money(fleet.gpu_hour)} an hour each`, t(RUN[fleet.run])].filter(Boolean).join(', ')}:
    ${fleet.replicas === 1 ? t`1 copy of ${fleet.model} (${fleet.precision})` : t`${number(fleet.replicas, 3)} copies of ${fleet.model} (${fleet.precision})`}, ${fleet.run === 'burst' ? nothing : html`<span>spares included</span>, `}<span>for ${listOf(fleet.workloads)}</span>.
    <span>One answers ${number(fleet.slots, 2)} requests at once, ${number(fleet.throughput, 2)} tokens a second in total, at the speed you asked for.</span>
    ${fleet.overflow > 0.001 ? t`The GPUs are busy ${share(fleet.utilization)} of the time; ${share(fleet.overflow)} of the work goes to an API.` : t`The GPUs are busy ${share(fleet.utilization)} of the time.`}
    ${fleet.per_mtok === null ? '' : t`GPU rent alone is ${money(fleet.per_mtok)} per million tokens out.`}</p>`;
}

/** Why other models and GPUs were not taken. @param {Page} page */
function lost(page) {
  const some = page.report.workloads.filter(one => one.passed_over.length > 0);
  if (some.length === 0) return nothing;
  return step(page, 'lost', t('Why not another model or GPU'), () => html`${saysPoints(page) || page.open.has('offers') ? nothing : points(page)}${some.map(one => html`<h4>${one.name}</h4>
    ${table([t('Model and GPUs of a copy'), t('Why it lost')], one.passed_over.map(tried => [
      tried.model ? t`${tried.model} on ${`${tried.gpus > 1 && tried.reason !== 'format' ? `${tried.gpus} × ` : ''}${tried.gpu}`}` : t('Any'),
      html`<span class="words">${tried.reason === 'dearer' ? t('does the same for more money') : tried.why}</span>`]), t`What was tried for ${one.name} and lost`)}`)}`);
}

/** One step behind. @param {Page} page @param {string} name @param {string} title @param {() => unknown} content */
const step = (page, name, title, content) => html`<details ?open=${page.open.has(name)}
  @toggle=${(/** @type {any} */ event) => page.toggle(name, event.target.open)}>
  <summary>${title}</summary>${page.open.has(name) ? content() : nothing}</details>`;
