// @ts-check
import { typed, typedTogether } from './format.js';
import { t } from './language.js';

/**
 * What is known of the case: the inputs as typed, the last answer, and what stands in each control for them.
 *
 * @typedef {import('./pkg/build_or_buy.js').Report} Report
 * @typedef {import('./pkg/build_or_buy.js').Form} Form
 * @typedef {import('./pkg/build_or_buy.js').Field} Field
 * @typedef {import('./pkg/build_or_buy.js').LedgerRow} LedgerRow
 * @typedef {import('./pkg/build_or_buy.js').Issue} Issue
 */

/** @param {Form} form @returns {Map<string, Field>} */
export const fieldsOf = form => new Map([...form.global, ...form.workload].map(field => [field.name, field]));

export class Case {
  /** @type {Map<string, string>} as typed or linked */
  pairs = new Map();
  /** @type {Set<string>} what this visit's hand has set, and therefore is shown as it was typed */
  touched = new Set();
  /** @type {Set<string>} what the link brought */
  fromLink = new Set();
  /** @type {Map<string, LedgerRow>} */
  ledger = new Map();
  /** @type {Map<string, Issue[]>} */
  issues = new Map();
  /** @type {Report} the last answer */
  report = /** @type {any} */ (null);
  /** What was evaluated, once unreadable texts were set aside. @type {[string, string][]} */
  asked = [];
  /** @type {Map<string, LedgerRow> | null} the ledger of a page without inputs */
  usualLedger = null;
  /** @type {string[]} the workloads in their order */
  slugs = [];

  /** @param {Form} form */
  constructor(form) {
    this.form = form;
    /** What can be chosen on the catalog's own day: a name for what was not out on another. */
    this.newest = form;
    /** @type {Map<string, Field>} */
    this.fields = fieldsOf(form);
  }

  /** The inputs as the shortest link, with the day of the prices and the engine. */
  link() {
    const { pairs } = this.report;
    if (pairs.length <= 1) return pairs;
    const pinned = new Map(pairs);
    if (!pinned.get('asof')) pinned.set('asof', this.report.asof);
    if (!pinned.get('engine')) pinned.set('engine', this.report.engine);
    return [...pinned];
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
      const middle = given.text.split('~').length === 3 && row.value != null ? [row.value] : [];
      const [low, next, high] = typedTogether(given.low, ...middle, given.high);
      return high ? t`${t`${low} to ${next}`} to ${high}` : t`${low} to ${next}`;
    }
    if (row.value == null) return key.endsWith('.name') ? t(row.word || key.slice(0, -5)) : row.word;
    return typed(row.value);
  }

  /** Whether a key of the link is no input, but says how the page looks or what it counts on. @param {string} key */
  isDisplay(key) {
    // Engines of before 1.1 do not tell.
    return this.form.page_keys?.includes(key) ?? false;
  }

  /** The field of a key such as `horizon` or `assistant.requests`. @param {string} key */
  field(key) {
    return this.fields.get(key.slice(key.indexOf('.') + 1));
  }

  /** The row of a key's default, if it has one. @param {string} key */
  usual(key) {
    const row = this.usualLedger?.get(key);
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

  /** Whether the last answer was made from the text that stands in a control now. @param {string} key */
  answered(key) {
    return this.asked.find(([asked]) => asked === key)?.[1] === this.pairs.get(key);
  }

  /** Whether the host fixed an input. @param {string} key */
  locked(key) {
    const names = (this.pairs.get('lock') ?? '').split(/[~,\s]+/);
    return names.includes(key) || names.includes(key.slice(key.indexOf('.') + 1)) || names.includes('all');
  }
}
