// @ts-check
import { mark, table } from './chart/figure.js';
import { fleets } from './fleets.js';
import { exactMoney, large, money, number, share } from './format.js';
import { fold } from './fold.js';
import { points, saysPoints } from './words.js';
import { html, nothing } from './vendor/lit-html.js';

/**
 * Workload by workload: what serves it, what the other side would add, and which offers there are.
 *
 * @typedef {import('./page.js').Page} Page
 */

const KIND = { 'today': 'as today', 'well': 'bought well', 'same-weights': 'same weights', 'other': 'other' };

/** @param {Page} page @param {number} width */
export function split(page, width) {
  const all = page.report.workloads;
  return fold(page, { id: 'split', title: 'Workload by workload, and the fleet', stale: !page.fresh }, () => (all.length === 0 ? html`<p class="note">Being worked out.</p>` : html`
    ${table(['Workload', 'Best served by', 'Requests a month', 'Tokens a month', 'The other side adds, a month'], all.map(one => [
      html`${one.name}${one.part < 1 ? html` <span class="note">${share(one.part)} of it</span>` : nothing}`,
      one.served_by ? html`${mark(one.choice === 'own' ? 'build' : 'buy')} ${one.served_by}` : 'nothing that is allowed',
      large(one.requests), large(one.tokens),
      one.other_side_adds === null ? 'not possible' : html`<span title=${exactMoney(one.other_side_adds)}>${money(one.other_side_adds)}</span>`,
    ]), 'What serves each workload in the best plan')}
    ${page.report.gap > 0.0005 ? html`<p class="note">Not every combination of more than six workloads is tried; none would cost less than ${share(1 - page.report.gap)} of this one.</p>` : nothing}
    <details ?open=${page.open.has('offers')} @toggle=${(/** @type {any} */ event) => page.toggle('offers', event.target.open)}>
      <summary>API offers compared</summary>
      ${page.open.has('offers') && !saysPoints(page) ? points(page) : nothing}
      ${page.open.has('offers') ? all.map(one => html`<h3>${one.name}</h3>${table(
        ['Offer', 'Kind', 'Bill a month', 'Per million tokens', 'Points', 'Good enough', 'Price since'], one.offers.map(offer => [
          `${offer.model}, ${offer.host}`, KIND[offer.kind], money(offer.bill), money(offer.blended),
          offer.score === null ? 'not scored' : `${number(offer.score, 3)}${offer.score_is_floor ? ' or more' : ''}`,
          offer.feasible ? 'yes' : 'no', html`<span title=${offer.source}>${offer.from}</span>`]), `Hosted offers for ${one.name}`)}`) : nothing}
    </details>
    ${fleets(page, width)}`));
}
