// @ts-check
import { spark } from './chart/spark.js';
import { tornado } from './chart/tornado.js';
import { inUnit, number, typed } from './format.js';
import { optionLabel } from './field.js';
import { nameOf } from './workloads.js';
import { html, nothing, t } from './language.js';

/**
 * What would change the answer, nearest first: a row for each input, with what it is now, where it would change, and a
 * chart to slide.
 *
 * @typedef {import('./page.js').Page} Page
 * @typedef {import('./pkg/build_or_buy.js').Flip} Flip
 */

const SHOWN = 6;
/** What wins, inside a sentence. */
const WINS = { buy: t('an API wins'), hybrid: t('doing both wins'), build: t('own servers win'), nothing: t('nothing fits') };

/** @param {Page} page */
export function flips(page) {
  const found = page.along?.flips.flips;
  if (!found) {
    return html`<section class="part" aria-labelledby="h-flips"><h2 id="h-flips">What would change the answer</h2>
      <p class="text later">Every input is being followed over its whole range. This takes a few seconds.</p></section>`;
  }
  // Whether weights may leave is what the work is, and nothing that comes near: it stands last.
  const near = held(page, found.filter(flip => flip.distance !== null).sort((a, b) => Number(/\.tuning$/.test(a.key)) - Number(/\.tuning$/.test(b.key))));
  const open = page.open.has('flips');
  const rent = found.find(flip => flip.key === 'gpu_price_change');
  const least = page.along?.curves.find(one => one.key === 'gpu_price_change')?.points[0]?.value ?? 0;
  return html`<section class=${page.followed ? 'part' : 'part stale'} aria-labelledby="h-flips"><h2 id="h-flips">What would change the answer</h2>
    ${near.length === 0 ? html`<p class="text">No single input changes the answer within its range.</p>`
      : html`<p class="text">Nearest first. Slide to set the input; a dashed line is where the answer changes.</p>
        <ul class="flips plain">${near.slice(0, open ? 40 : SHOWN).map(flip => html`<li>
          <span class="what">${context(page, flip.key)}${flip.label}</span>
          <span class="now">${now(page, flip)}</span>
          <span class="then">${then(page, flip)}</span>${spark(page, flip.key, flip.key.includes('.') ? nameOf(page, flip.key.split('.')[0]) : undefined)}</li>`)}</ul>
        ${near.length > SHOWN ? html`<p class="acts"><button type="button" aria-expanded=${open} @click=${() => page.toggle('flips', !open)}>
          ${open ? t('The nearest only') : t`All ${near.length}`}</button></p>` : nothing}`}
    ${rent && rent.distance === null && least <= -50 ? html`<p class="text">${least <= -99 ? t('Even free GPUs would not change it.') : t`Even GPUs ${number(-least, 2)} % cheaper would not change it.`}</p>` : nothing}
    <p class="note">${found.length - near.length} other inputs would not change it, wherever in their range they stand.</p>
    <details ?open=${page.open.has('tornado')} @toggle=${(/** @type {any} */ event) => page.toggle('tornado', event.target.open)}>
      <summary>How far each input moves the difference</summary>${page.open.has('tornado') ? tornado(page, page.memory.width?.part ?? 0) : nothing}</details>
  </section>`;
}

/** The order in which the list was when a hand took hold of it: nothing moves away under the hand. @param {Page} page @param {Flip[]} near */
function held(page, near) {
  const holding = document.querySelector('.flips')?.contains(document.activeElement);
  if (holding && page.memory.flipOrder) {
    /** @type {string[]} */
    const order = page.memory.flipOrder;
    const all = page.along?.flips.flips ?? [];
    const kept = order.flatMap(key => all.find(flip => flip.key === key) ?? []);
    return [...kept, ...near.filter(flip => !order.includes(flip.key))];
  }
  page.memory.flipOrder = near.map(flip => flip.key);
  return near;
}

/** @param {Page} page @param {Flip} flip */
export function now(page, flip) {
  const row = page.ledger.get(flip.key);
  const field = page.field(flip.key);
  if (row && row.value === null && field) return t(optionLabel(page, field, row.word));
  return inUnit(typed(Number((row?.value ?? flip.current).toPrecision(3))), flip.unit);
}

/** @param {Page} page @param {Flip} flip */
export function then(page, flip) {
  if (flip.switches.length) {
    const first = [...flip.switches].sort((a, b) => a.distance - b.distance)[0];
    const up = first.at > flip.current;
    const at = `${typed(Number(first.at.toPrecision(2)))}${flip.unit === 'x' ? '×' : flip.unit.startsWith('%') ? ' %' : ''}`;
    return up ? t`above ${at} ${WINS[first.above]}` : t`below ${at} ${WINS[first.below]}`;
  }
  const other = flip.options.find(one => !one.now && one.winner !== flip.options.find(mine => mine.now)?.winner);
  return other ? t`${other.label}: ${WINS[other.winner]}` : nothing;
}

/** The workload that an input belongs to. @param {Page} page @param {string} key */
const context = (page, key) => (key.includes('.') ? html`<b>${nameOf(page, key.split('.')[0])}</b>: ` : nothing);
