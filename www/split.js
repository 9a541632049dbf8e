// @ts-check
import { mark, table } from './chart/figure.js';
import { exactMoney, large, money, number, share } from './format.js';
import { html, nothing } from './vendor/lit-html.js';

/**
 * Workload by workload: what serves it, what the other side would add, which offers there are, and the fleet.
 *
 * @typedef {import('./page.js').Page} Page
 * @typedef {import('./pkg/build_or_buy.js').FleetReport} Fleet
 */

const PAY = { 'on-demand': 'rented by the hour', 'reserved': 'rented for a year', 'spot': 'rented spot', 'owned': 'bought' };
const RUN = { always: 'always on', hourly: 'scaled by the hour', zero: 'off when idle', burst: 'a base load always on, the rest bought' };
const KIND = { 'today': 'as today', 'well': 'bought well', 'same-weights': 'same weights', 'other': 'other' };

/** @param {Page} page */
export function split(page) {
  const all = page.report.workloads;
  return html`<section class="part" aria-labelledby="h-split"><h2 id="h-split">Workload by workload</h2>
    ${table(['Workload', 'Best served by', 'Requests a month', 'Tokens a month', 'The other side adds, a month'], all.map(one => [
      html`${one.name}${one.part < 1 ? html` <span class="note">${share(one.part)} of it</span>` : nothing}`,
      one.served_by ? html`${mark(one.choice === 'own' ? 'build' : 'buy')} ${one.served_by}` : 'nothing that is allowed',
      large(one.requests), large(one.tokens),
      one.other_side_adds === null ? 'not possible' : html`<span title=${exactMoney(one.other_side_adds)}>${money(one.other_side_adds)}</span>`,
    ]), 'What serves each workload in the best plan')}
    <details ?open=${page.open.has('offers')} @toggle=${(/** @type {any} */ event) => page.toggle('offers', event.target.open)}>
      <summary>Hosted offers compared</summary>
      ${page.open.has('offers') ? all.map(one => html`<h3>${one.name}</h3>${table(
        ['Offer', 'Kind', 'Bill a month', 'Per million tokens', 'Points', 'Good enough', 'Price since'], one.offers.map(offer => [
          `${offer.model}, ${offer.host}`, KIND[offer.kind], money(offer.bill), money(offer.blended),
          offer.score === null ? 'not scored' : `${number(offer.score, 3)}${offer.score_is_floor ? ' or more' : ''}`,
          offer.feasible ? 'yes' : 'no', html`<span title=${offer.source}>${offer.from}</span>`]), `Hosted offers for ${one.name}`)}`) : nothing}
    </details>
    ${fleets(page)}
  </section>`;
}

/** Each fleet once, in a sentence. @param {Page} page */
function fleets(page) {
  /** @type {Map<string, Fleet>} */
  const seen = new Map();
  for (const { fleet } of page.report.workloads) if (fleet) seen.set(`${fleet.model_id} ${fleet.gpu_id} ${fleet.workloads}`, fleet);
  if (seen.size === 0) return html`<p class="text">No model of your own could serve these workloads, so there is no fleet to show.</p>`;
  return html`<h3>The fleet it would take</h3>${[...seen.values()].map(fleet => html`<p class="text">
    ${number(fleet.gpus, 3)} × ${fleet.gpu}, ${PAY[fleet.pay]}${fleet.gpu_hour === null ? '' : ` at ${money(fleet.gpu_hour)} an hour each`}, ${RUN[fleet.run]}:
    ${number(fleet.replicas, 3)} ${fleet.replicas === 1 ? 'copy' : 'copies'} of ${fleet.model} (${fleet.precision}), spares included, for ${fleet.workloads.join(' and ')}.
    One copy writes ${number(fleet.throughput, 2)} tokens a second at your pace and holds ${number(fleet.slots, 2)} requests at a time.
    The GPUs are busy ${share(fleet.utilization)} of the time${fleet.overflow > 0.001 ? `; ${share(fleet.overflow)} of the work goes to a host` : ''}.
    ${fleet.per_mtok === null ? '' : `GPU rent alone is ${money(fleet.per_mtok)} per million tokens out.`}
    <span class="note block">Weights take ${number(fleet.weights, 3)} of ${number(fleet.memory, 3)} GB on each GPU.
      Measured speed is ${number(fleet.throughput_range[0], 2)} to ${number(fleet.throughput_range[1], 2)} times the predicted one in 8 of 10 cases.</span></p>`)}`;
}
