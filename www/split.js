// @ts-check
import { mark, table } from './chart/figure.js';
import { fleets } from './fleets.js';
import { exactMoney, large, money, number, share } from './format.js';
import { fold } from './fold.js';
import { points, saysPoints } from './words.js';
import { html, nothing, t } from './language.js';

/**
 * Workload by workload: what serves it, what the other side would add, and which offers there are.
 *
 * @typedef {import('./page.js').Page} Page
 */

const KIND = { 'today': t('as today'), 'well': t('bought well'), 'same-weights': t('same weights'), 'other': t('other') };

/** @param {Page} page @param {number} width */
export function split(page, width) {
  // Where no plan fits, there is nothing to part.
  if (page.report.verdict.word === 'no-answer') return nothing;
  const all = page.report.workloads;
  return fold(page, { id: 'split', title: t('Workload by workload, and the fleet'), stale: !page.fresh }, () => (all.length === 0 ? html`<p class="note">Being worked out.</p>` : html`
    ${table([t('Workload'), t('Best served by'), t('Requests a month, with retries'), t('Tokens a month'), t('The other side adds, a month')], all.map(one => [
      html`${one.name}${one.part < 1 ? html` <span class="note">${share(one.part)} of it</span>` : nothing}`,
      one.served_by ? html`${mark(one.choice === 'own' ? 'build' : 'buy')} ${one.served_by}` : t('nothing that is allowed'),
      large(one.requests), large(one.tokens),
      one.other_side_adds === null ? t('not possible') : html`<span title=${exactMoney(one.other_side_adds)}>${money(one.other_side_adds)}</span>`,
    ]), t('What serves each workload in the best plan'))}
    ${page.report.gap > 0.0005 ? html`<p class="note">Not every combination of more than six workloads is tried; none would cost less than ${share(1 - page.report.gap)} of this one.</p>` : nothing}
    ${all.every(one => one.offers.length === 0) ? nothing : html`<details ?open=${page.open.has('offers')} @toggle=${(/** @type {any} */ event) => page.toggle('offers', event.target.open)}>
      <summary>API offers compared</summary>
      ${page.open.has('offers') && !saysPoints(page) ? points(page) : nothing}
      ${page.open.has('offers') ? all.filter(one => one.offers.length > 0).map(one => html`<h3>${one.name}</h3>${table(
        [t('Offer'), t('Kind'), t('Bill a month'), t('Per million tokens'), t('Points'), t('Good enough'), t('Price since')], one.offers.map(offer => [
          `${offer.model}, ${offer.host}`, KIND[offer.kind], money(offer.bill), money(offer.blended),
          offer.score === null ? t('not scored') : offer.score_is_floor ? t`${number(offer.score, 3)} or more` : number(offer.score, 3),
          offer.feasible ? t('yes') : t('no'), html`<span title=${offer.source}>${offer.from}</span>`]), t`Hosted offers for ${one.name}`)}`) : nothing}
    </details>`}
    ${fleets(page, width)}`));
}
