// @ts-check
import { Answering } from './answering.js';
import { kept } from './own-cases.js';
import { paced, queryText, settled, writeAddress } from './state.js';

/**
 * The page at work: it takes edits and keeps steps and the address. How it asks stands in `Answering`, how it is drawn in
 * `Painting`, and what is known of the case itself in `Case`.
 *
 * @typedef {{ label: string, query: string, pairs: [string, string][] }} Step
 */

/** Between calls to the history: Safari refuses more than 100 in 30 seconds. */
const ADDRESS_PAUSE = 700;

export class Page extends Answering {
  /** @type {Step[]} */
  steps = [];
  /** Whether the address carries the inputs behind `#`. */
  hidden = location.hash.includes('=');

  /**
   * @param {import('./asking.js').Asking} asking
   * @param {import('./pkg/build_or_buy.js').Form} form
   * @param {{ compact: boolean, paint: (page: Page) => void }} options
   */
  constructor(asking, form, options) {
    super(asking, form, options);
    this.writeSoon = paced(() => this.write('replace'), ADDRESS_PAUSE);
    this.speakSoon = settled(() => this.onSettled(), 800);
  }

  /** Called after every settled edit. */
  onSettled() {}

  /** Address, step and spoken sentence are made from the answer, so they wait for it. */
  onAnswered() {
    this.writeSoon();
    this.speakSoon();
  }

  /** One edit by hand. @param {string} key @param {string} text */
  set(key, text) {
    this.pairs.set(key, text);
    this.touched.add(key);
    this.refresh();
  }

  /** Back to the default. @param {string[]} keys */
  reset(...keys) {
    for (const key of keys) {
      this.pairs.delete(key);
      this.touched.delete(key);
      this.forget(key);
      this.fromLink.delete(key);
    }
    this.refresh();
  }

  /** Another set of inputs, as a step that Back undoes. @param {[string, string][]} pairs */
  async go(pairs) {
    this.writeSoon.cancel();
    this.write('replace');
    const display = [...this.pairs].filter(([key]) => this.isDisplay(key) && !['v', 'asof', 'engine', 'preset'].includes(key));
    await this.load([...pairs.filter(([key]) => !display.some(([kept]) => kept === key)), ...display]);
    this.write('push');
    this.speakSoon();
  }

  /** @param {'replace' | 'push'} how */
  write(how) {
    const pairs = [...this.link(), ...kept()];
    writeAddress(how, pairs.length > 1 ? queryText(pairs) : '', this.hidden);
  }

  /** Opens or closes a part. @param {string} name @param {boolean} open */
  toggle(name, open) {
    if (this.open.has(name) === open) return;
    // Every input has its small chart, which needs the curves.
    if (open && /^[gw]-|^ledger$/.test(name)) this.follow();
    if (open) this.open.add(name); else this.open.delete(name);
    this.paint(this);
  }
}
