// @ts-check
import { comesInTwo } from './files.js';
import { setDisplay, typed } from './format.js';
import { addressPairs, pageKeys, paced, queryText, settled, writeAddress } from './state.js';

/**
 * What the page knows: the inputs as typed, the last answer, and what may be done with them. Views read it and call it.
 *
 * @typedef {import('./first/first.js').Engine} Engine
 * @typedef {import('./first/first.js').Report} Report
 * @typedef {import('./first/first.js').Field} Field
 * @typedef {import('./first/first.js').LedgerRow} LedgerRow
 * @typedef {import('./first/first.js').Issue} Issue
 * @typedef {{ label: string, query: string, pairs: [string, string][] }} Step
 */

/** Between calls to the history: Safari refuses more than 100 in 30 seconds. */
const ADDRESS_PAUSE = 700;
/** Rest of the hand before the odds are counted, and before flips and curves are worked out, which takes longest. */
const PAUSE = 60;
const REST = 900;
/** Futures drawn for the odds. */
const DRAWS = 2000;

/** @param {import('./first/first.js').Form} form @returns {Map<string, import('./first/first.js').Field>} */
const fieldsOf = form => new Map([...form.global, ...form.workload].map(field => [field.name, field]));

/** @param {Report | null} deep */
const behind = deep => ({ workloads: deep?.workloads ?? [], weeks: deep?.weeks ?? [], uncertainty: null, reasons: null });

export class Page {
  /** @type {Map<string, string>} as typed or linked */
  pairs = new Map();
  /** @type {Set<string>} what this visit's hand has set, and therefore is shown as it was typed */
  touched = new Set();
  /** @type {Map<string, string>} the last text of each key that could be read */
  #good = new Map();
  /** @type {Set<string>} what the link brought */
  fromLink = new Set();
  /** @type {Map<string, LedgerRow>} */
  ledger = new Map();
  /** @type {Map<string, Issue[]>} */
  issues = new Map();
  /** @type {Report} the last answer */
  report = /** @type {any} */ (null);
  /** @type {Step[]} */
  steps = [];
  /** @type {Set<string>} which parts stand open */
  open = new Set();
  /** @type {Record<string, any>} what single views remember */
  memory = {};
  /** The last answer with odds and reasons, which takes longer; not yet this answer's while `fresh` is false. @type {Report | null} */
  deep = null;
  fresh = false;
  /** Whether flips and curves are this answer's. */
  followed = false;
  /** @type {import('./first/first.js').Sensitivity | null} */
  along = null;
  /** What was evaluated, once unreadable texts were set aside. @type {[string, string][]} */
  asked = [];
  /** Whether the address carries the inputs behind `#`. */
  hidden = location.hash.includes('=');
  /** @type {Map<string, LedgerRow> | null} */
  #defaults = null;
  /** @type {string[]} the workloads in their order */
  slugs = [];
  #frame = 0;
  #later = 0;
  #took = 0;
  #rest = 0;
  #wanted = false;

  /**
   * @param {Engine} engine
   * @param {import('./depth.js').Depth} depth
   * @param {{ compact: boolean, paint: (page: Page) => void, initial: [string, string][] | null }} options
   */
  constructor(engine, depth, options) {
    this.engine = engine;
    this.depth = depth;
    this.form = engine.form('');
    /** @type {Map<string, Field>} */
    this.fields = fieldsOf(this.form);
    this.compact = options.compact;
    this.paint = options.paint;
    this.writeSoon = paced(() => this.write('replace'), ADDRESS_PAUSE);
    this.speakSoon = settled(() => this.onSettled(), 800);
    this.load(options.initial ?? addressPairs());
  }

  /** Another engine, or its whole form. @param {Engine} engine @param {import('./depth.js').Depth} depth @param {import('./first/first.js').Form} form */
  use(engine, depth, form) {
    this.engine = engine;
    this.depth = depth;
    this.form = form;
    this.fields = fieldsOf(form);
  }

  /** Called after every settled edit. */
  onSettled() {}

  /** Takes all inputs from pairs, as a link does. @param {[string, string][]} pairs */
  load(pairs) {
    this.pairs = new Map(pairs);
    this.touched = new Set();
    this.#good = new Map();
    this.fromLink = new Set([...this.pairs.keys()].filter(key => !pageKeys.has(key)));
    this.answer();
    this.deepen();
  }

  /** Evaluates; where a text cannot be read, the last one that could still counts. */
  answer() {
    setDisplay(key => this.pairs.get(key) ?? '');
    const started = performance.now();
    const pairs = [...this.pairs];
    let asked = pairs;
    let report = this.engine.evaluate(pairs, 0);
    this.issues = new Map();
    for (const issue of report.issues) {
      this.issues.set(issue.field, [...(this.issues.get(issue.field) ?? []), issue]);
    }
    const unread = (/** @type {string} */ key) => this.touched.has(key) && this.issues.get(key)?.some(one => !one.notice);
    if (pairs.some(([key]) => unread(key))) {
      const still = pairs.flatMap(([key, text]) => {
        const good = unread(key) ? this.#good.get(key) : text;
        return good === undefined ? [] : [/** @type {[string, string]} */ ([key, good])];
      });
      asked = still;
      report = this.engine.evaluate(still, 0);
    }
    for (const [key, text] of pairs) if (!this.issues.get(key)?.some(one => !one.notice)) this.#good.set(key, text);
    // The first module tells nothing that stands below the first view: there the last whole answer stays meanwhile.
    this.report = { ...report, ...(comesInTwo ? behind(this.deep) : {}) };
    this.asked = asked;
    this.fresh = false;
    this.followed = false;
    this.#took = performance.now() - started;
    this.ledger = new Map(report.ledger.map(row => [row.key, row]));
    this.slugs = report.ledger.filter(row => row.key.endsWith('.requests')).map(row => row.key.slice(0, -9));
  }

  /** Answers and paints within the next frame, however many edits came before it; on a slow device after the hand rests. */
  refresh() {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#later);
    clearTimeout(this.#rest);
    const act = () => { this.answer(); this.paint(this); this.deepen(); };
    if (this.#took < 40) this.#frame = requestAnimationFrame(act);
    else this.#later = window.setTimeout(act, Math.min(300, this.#took));
    this.writeSoon();
    this.speakSoon();
  }

  /** Odds and reasons once the hand rests, then what would flip the answer once nothing else is to be done. */
  deepen() {
    clearTimeout(this.#later);
    const { asked, depth } = this;
    this.#later = window.setTimeout(async () => {
      const deep = await depth.ask('evaluate', asked, DRAWS);
      if (!deep || asked !== this.asked) return;
      this.deep = deep;
      this.report = { ...deep, issues: this.report.issues };
      this.fresh = true;
      this.paint(this);
      if (this.#wanted) this.follow();
    }, PAUSE);
  }

  /** Works out what would flip the answer once the hand rests, now and after every later edit. */
  follow() {
    this.#wanted = !this.compact;
    clearTimeout(this.#rest);
    if (this.followed || !this.fresh || this.compact) return;
    const { asked, depth } = this;
    this.#rest = window.setTimeout(async () => {
      const along = await depth.ask('sensitivity', asked);
      if (!along || asked !== this.asked) return;
      this.along = along;
      this.followed = true;
      this.paint(this);
    }, REST);
  }

  /** One edit by hand. @param {string} key @param {string} text */
  set(key, text) {
    if (!this.#good.has(key) && !this.pairs.has(key)) this.#good.delete(key);
    this.pairs.set(key, text);
    this.touched.add(key);
    this.refresh();
  }

  /** Back to the default. @param {string[]} keys */
  reset(...keys) {
    for (const key of keys) {
      this.pairs.delete(key);
      this.touched.delete(key);
      this.#good.delete(key);
      this.fromLink.delete(key);
    }
    this.refresh();
  }

  /** Another set of inputs, as a step that Back undoes. @param {[string, string][]} pairs */
  go(pairs) {
    this.writeSoon.cancel();
    this.write('replace');
    const display = [...this.pairs].filter(([key]) => pageKeys.has(key) && !['v', 'asof', 'engine', 'preset'].includes(key));
    this.load([...pairs.filter(([key]) => !display.some(([kept]) => kept === key)), ...display]);
    this.write('push');
    this.paint(this);
    this.speakSoon();
  }

  /** The inputs as the shortest link, with the day of the prices and the engine. */
  link() {
    const pairs = this.engine.link([...this.pairs]);
    if (pairs.length <= 1) return pairs;
    const pinned = new Map(pairs);
    if (!pinned.get('asof')) pinned.set('asof', this.report.asof);
    if (!pinned.get('engine')) pinned.set('engine', this.report.engine);
    return [...pinned];
  }

  /** @param {'replace' | 'push'} how */
  write(how) {
    const pairs = this.link();
    writeAddress(how, pairs.length > 1 ? queryText(pairs) : '', this.hidden);
  }

  /** The text of a control: as typed, else the number or word in use. @param {string} key */
  text(key) {
    const kept = this.pairs.get(key);
    const wrong = this.issues.get(key)?.some(one => !one.notice);
    if (kept !== undefined && (this.touched.has(key) || wrong)) return kept;
    const row = this.ledger.get(key);
    if (!row) return kept ?? '';
    const given = this.report.given.find(one => one.key === key);
    if (given?.low != null && given.high != null) {
      const middle = given.text.split('~').length === 3 && row.value != null ? ` to ${typed(row.value)}` : '';
      return `${typed(given.low)}${middle} to ${typed(given.high)}`;
    }
    if (row.value == null) return row.word || (key.endsWith('.name') ? key.slice(0, -5) : '');
    return typed(row.value);
  }

  /** The field of a key such as `horizon` or `assistant.requests`. @param {string} key */
  field(key) {
    return this.fields.get(key.slice(key.indexOf('.') + 1));
  }

  /** The ledger of a page without inputs. @returns {Map<string, LedgerRow>} */
  get defaults() {
    this.#defaults ??= new Map(this.engine.evaluate([], 0).ledger.map(row => [row.key, row]));
    return this.#defaults;
  }

  /** The row of a key's default, if it has one. @param {string} key */
  usual(key) {
    const row = this.defaults.get(key);
    const field = this.field(key);
    return row ? { value: row.value, word: row.word } : field && { value: field.value, word: field.word };
  }

  /** Whether an input differs from its default. @param {string} key */
  changed(key) {
    const row = this.ledger.get(key);
    if (!row || !this.pairs.has(key)) return false;
    const usual = this.usual(key);
    if (!usual) return false;
    return row.value !== usual.value || row.word !== usual.word || Boolean(this.report.given.find(one => one.key === key)?.low);
  }

  /** Whether the host fixed an input. @param {string} key */
  locked(key) {
    const names = (this.pairs.get('lock') ?? '').split(/[~,\s]+/);
    return names.includes(key) || names.includes(key.slice(key.indexOf('.') + 1)) || names.includes('all');
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
