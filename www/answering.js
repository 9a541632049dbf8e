// @ts-check
import { fieldsOf } from './case.js';
import { setDisplay } from './format.js';
import { leaveAsGiven } from './language.js';
import { takeTongue } from './tongue.js';
import { Painting } from './painting.js';
import { breath } from './state.js';

/**
 * The page asks: an answer at once, its rest, its odds and what would flip it as the hand comes to rest.
 *
 * @typedef {import('./pkg/build_or_buy.js').Report} Report
 * @typedef {import('./pkg/build_or_buy.js').Form} Form
 * @typedef {import('./pkg/build_or_buy.js').LedgerRow} LedgerRow
 * @typedef {import('./pkg/build_or_buy.js').Issue} Issue
 */

/** Rest of the hand before the odds are counted, and before flips and curves are worked out, which takes longest. */
const PAUSE = 60;
const REST = 900;
/** The longest that a moving hand goes without the whole answer, whose curve over volume takes most of its time. */
const BEHIND = 400;

export class Answering extends Painting {
  /** @type {Map<string, string>} the last text of each key that could be read */
  #good = new Map();
  /** The last answer with odds and reasons, which takes longer; not yet this answer's while `fresh` is false. @type {Report | null} */
  deep = null;
  fresh = false;
  /** Whether the last answer is all there but for its odds; while the hand moves only the first of it is. */
  whole = true;
  /** Whether flips and curves are this answer's. */
  followed = false;
  /** @type {import('./pkg/build_or_buy.js').Sensitivity | null} */
  along = null;
  /** The day of the choices; empty for the catalog's own. */
  #day = '';
  /** The day for which the engine was last asked to go back. @type {string | undefined} */
  #turned;
  /** Whether an edit has not been answered yet. */
  #unwritten = false;
  #later = 0;
  #rest = 0;
  #wanted = false;
  #due = false;
  #wholeAt = 0;
  /** Answers that were begun. */
  #turns = 0;

  /**
   * @param {import('./asking.js').Asking} asking
   * @param {Form} form
   * @param {{ compact: boolean, paint: (page: any) => void }} options
   */
  constructor(asking, form, options) {
    super(form, options);
    this.asking = asking;
  }

  /** Another engine. @param {import('./asking.js').Asking} asking */
  async use(asking) {
    const form = await asking.ask('form', 'form', '');
    this.asking = asking;
    this.form = this.newest = form;
    this.#day = '';
    this.fields = fieldsOf(form);
    this.usualLedger = null;
    // What the other one is still working on, or drew, is not for this one.
    this.asked = [];
    this.memory.course = null;
    this.memory.beside = undefined;
  }

  /** Called once an edit is answered. */
  onAnswered() {}

  /** Called once the odds are seen, which may change the word. */
  onOdds() {}

  /**
   * Takes all inputs from pairs, as a link does, and paints their answer.
   * @param {[string, string][]} pairs
   * @param {Report['verdict'] | null} [known] the verdict with its odds, where the page was delivered with it
   */
  async load(pairs, known = null) {
    this.pairs = new Map(pairs);
    this.touched = new Set();
    this.#good = new Map();
    this.fromLink = new Set([...this.pairs.keys()].filter(key => !this.isDisplay(key)));
    await this.answer(known);
  }

  /**
   * Answers and paints; where a text cannot be read, the last one that could still counts. Does nothing where newer
   * inputs came meanwhile.
   * @param {Report['verdict'] | null} [known]
   * @param {boolean} [quickly] the first of the answer now, the rest once the hand rests
   */
  async answer(known = null, quickly = false) {
    const turn = (this.#turns += 1);
    const asof = this.pairs.get('asof');
    if (asof !== this.#turned) {
      this.#turned = asof;
      if (await this.asking.turn(asof)) await this.use(this.asking);
    }
    const pairs = [...this.pairs];
    let asked = pairs;
    let report = await this.#evaluate(pairs, quickly);
    if (!report) return;
    /** @type {Map<string, Issue[]>} */
    const issues = new Map();
    for (const issue of report.issues) issues.set(issue.field, [...(issues.get(issue.field) ?? []), issue]);
    const unread = (/** @type {string} */ key) => this.touched.has(key) && issues.get(key)?.some(one => !one.notice);
    if (pairs.some(([key]) => unread(key))) {
      asked = pairs.flatMap(([key, text]) => {
        const good = unread(key) ? this.#good.get(key) : text;
        return good === undefined ? [] : [/** @type {[string, string]} */ ([key, good])];
      });
      // A newer edit is asked about by now: asked after it, this one would be taken for the newest.
      if (turn !== this.#turns) return;
      report = await this.#evaluate(asked, quickly);
      if (!report) return;
    }
    await this.#choices(report);
    if (this.step === 0) await breath();
    await takeTongue(this.pairs.get('lang') ?? '');
    leaveAsGiven(pairs.flatMap(([key, text]) => (key.endsWith('.name') ? text : [])));
    setDisplay(key => this.pairs.get(key) ?? '');
    for (const [key, text] of pairs) if (!issues.get(key)?.some(one => !one.notice)) this.#good.set(key, text);
    this.issues = issues;
    this.report = known ? { ...report, verdict: known } : report;
    this.asked = asked;
    this.fresh = false;
    this.followed = false;
    this.whole = !quickly;
    this.ledger = new Map(report.ledger.map(row => [row.key, row]));
    this.slugs = report.ledger.filter(row => row.key.endsWith('.requests')).map(row => row.key.slice(0, -9));
    if (asked.length === 0) this.usualLedger = this.ledger;
    if (quickly) for (const part of /** @type {const} */ (['answer', 'questions'])) this.draw(part);
    else this.paint(this);
    if (this.#unwritten) this.onAnswered();
    this.#unwritten = false;
    if (quickly) this.#complete(); else this.deepen();
  }

  /** The rest of an answer of which the first is seen: at once where the hand has moved for long, else when it rests. */
  #complete() {
    clearTimeout(this.#later);
    const { asked, asking } = this;
    const now = performance.now();
    const complete = async () => {
      const report = await asking.ask('whole', 'evaluate', asked, 0);
      this.#wholeAt = performance.now();
      if (!report || asked !== this.asked) return;
      this.report = { ...report, issues: this.report.issues };
      this.ledger = new Map(report.ledger.map((/** @type {LedgerRow} */ row) => [row.key, row]));
      this.whole = true;
      await this.drawInParts();
      if (asked === this.asked) this.deepen();
    };
    if (now - this.#wholeAt > BEHIND) {
      this.#wholeAt = now;
      complete();
    } else this.#later = window.setTimeout(complete, PAUSE);
  }

  /** What can be chosen is what was known and on sale on the day of the prices. @param {Report} report */
  async #choices({ asof, catalog_asof: newest }) {
    const wanted = asof < newest ? asof : '';
    if (wanted === this.#day) return;
    const form = wanted ? await this.asking.ask('form', 'form', wanted) : this.newest;
    if (!form) return;
    this.#day = wanted;
    this.form = form;
    this.fields = fieldsOf(form);
  }

  /**
   * The answer at the middle of every range; null where newer inputs came. Quickly it is the last one with its verdict,
   * amounts and inputs made new.
   * @param {[string, string][]} pairs @param {boolean} quickly @returns {Promise<Report | null>}
   */
  async #evaluate(pairs, quickly) {
    if (!quickly) return this.asking.ask('answer', 'evaluate', pairs, 0);
    /** @type {import('./pkg/build_or_buy.js').First | null} */
    const first = await this.asking.ask('answer', 'first', pairs);
    if (!first) return null;
    const { report } = this;
    const inputs = new Map(first.ledger.map(row => [row.key, row]));
    return { ...report, ...first, ledger: report.ledger.map(row => inputs.get(row.key) ?? row), verdict: { ...first.verdict, volume: report.verdict.volume } };
  }

  /** Answers as soon as all edits of this moment are made. */
  refresh() {
    clearTimeout(this.#later);
    clearTimeout(this.#rest);
    if (!this.#due) {
      this.#due = true;
      // Engines of before 1.1 know no first of an answer, and tell no number of draws.
      queueMicrotask(() => { this.#due = false; this.answer(null, this.form.draws !== undefined && this.step === Infinity); });
    }
    this.#unwritten = true;
  }

  /** Odds and reasons once the hand rests, then what would flip the answer once nothing else is to be done. */
  deepen() {
    clearTimeout(this.#later);
    const { asked, asking } = this;
    this.#later = window.setTimeout(async () => {
      if (!this.usualLedger) this.#learnUsual();
      // Engines of before 1.1 do not tell how many draws they take.
      const deep = await asking.ask('odds', 'evaluate', asked, this.form.draws ?? 2000);
      // To take over the whole report is a task, to draw it another one.
      await breath();
      if (!deep || asked !== this.asked) return;
      this.deep = deep;
      this.report = { ...deep, issues: this.report.issues };
      this.fresh = true;
      await this.drawInParts();
      this.onOdds();
      if (this.#wanted) this.follow();
    }, PAUSE);
  }

  /** The ledger of a page without inputs, which tells what is usual. */
  async #learnUsual() {
    const usual = await this.asking.ask('usual', 'evaluate', [], 0);
    if (!usual) return;
    this.usualLedger = new Map(usual.ledger.map((/** @type {LedgerRow} */ row) => [row.key, row]));
    this.paint(this);
  }

  /** Works out what would flip the answer once the hand rests, now and after every later edit. */
  follow() {
    this.#wanted = !this.compact;
    clearTimeout(this.#rest);
    if (this.followed || !this.fresh || this.compact) return;
    const { asked, asking } = this;
    this.#rest = window.setTimeout(async () => {
      const along = await asking.ask('flips', 'sensitivity', asked);
      if (!along || asked !== this.asked) return;
      this.along = along;
      this.followed = true;
      await this.drawInParts();
    }, REST);
  }

  /** Forgets the last good text of a key. @param {string} key */
  forget(key) {
    this.#good.delete(key);
  }
}
