// @ts-check
import { pairsOf } from './state.js';
import { html, nothing, t } from './language.js';

/**
 * Cases of the host's own, in place of ours: `presets` of an embed, as JSON, `{"Small shop": "assistant.requests=20k"}`. Each
 * is laid over what the host asks for besides. What cannot be used is named, with the reason, and left out.
 *
 * @typedef {import('./page.js').Page} Page
 * @typedef {{ name: string, pairs: [string, string][] }} Own
 */

const MOST = 8;
const LONGEST_NAME = 40;

/** The attribute as it was given, which the frame's own address keeps. */
let given = '';
/** What the host asks for besides. @type {[string, string][]} */
let around = [];
/** @type {Own[]} */
let cases = [];
/** What was left out, and why, in the language of the moment. @type {(() => string)[]} */
let left = [];

/** The host's cases as a part of an address, where there are any. @returns {[string, string][]} */
export const kept = () => (given ? [['presets', given]] : []);

/**
 * Takes the cases out of what the host asks for: they are no input, and no link carries them on.
 * @param {[string, string][]} pairs @param {boolean} [same] whether the host is the same as before, and says what has changed
 */
export function withoutCases(pairs, same = false) {
  const now = new Map(pairs).get('presets') ?? (same ? given : '');
  const rest = pairs.filter(([key]) => key !== 'presets');
  if (!same || now !== given) {
    around = rest;
    take(now);
  }
  return rest;
}

/** @param {string} text */
function take(text) {
  given = text;
  [cases, left] = [[], []];
  if (!text) return;
  try {
    for (const [name, query] of Object.entries(Object(JSON.parse(text)))) add(name.trim(), query);
  } catch {
    // Said below.
  }
  if (cases.length + left.length === 0) left.push(() => t`The cases of this site could not be read: “${[text.slice(0, LONGEST_NAME)]}” is no JSON of names and inputs.`);
}

/** @param {string} name @param {unknown} query */
function add(name, query) {
  // A whole link, or what stands behind its mark.
  const pairs = typeof query === 'string' ? pairsOf(query.replace(/^[^?#]*[?#]/, '')).filter(([, value]) => value) : [];
  if (!name || name.length > LONGEST_NAME) leave(name, () => t`a name has 1 to ${LONGEST_NAME} letters`);
  else if (pairs.length === 0) leave(name, () => t('it sets no input'));
  else if (cases.length === MOST) leave(name, () => t`${MOST} are shown at most`);
  else cases.push({ name, pairs });
}

/** @param {string} name @param {() => string} why */
const leave = (name, why) => { left.push(() => t`The case “${[name.slice(0, LONGEST_NAME)]}” of this site was left out: ${why()}.`); };

/** A case over what the host asks for besides; one with workloads of its own leaves the others'. @param {Own} own @returns {[string, string][]} */
function over({ pairs }) {
  const whole = new Map(pairs).has('workloads');
  return [...new Map([...around.filter(([key]) => !(whole && /\.|^workloads$/.test(key))), ...pairs])];
}

/**
 * Asks the engine what it makes of each: a key or a value that it cannot read would show another case than the host's.
 * @param {Page} page @param {(pairs: [string, string][]) => Promise<[string, string][]>} spelled with the inputs of a case that is named
 */
export async function tryCases(page, spelled) {
  for (const own of cases) {
    const { name, pairs } = own;
    const asked = new Map(pairs);
    own.pairs = await spelled(pairs);
    const report = await page.asking.ask('memo', 'evaluate', over(own), 0);
    const wrong = report?.issues.find((/** @type {import('./pkg/build_or_buy.js').Issue} */ one) => !one.notice && asked.has(one.field));
    const unknown = own.pairs === pairs && !asked.has('v') && asked.get('preset');
    if (!wrong && !unknown) continue;
    cases = cases.filter(one => one !== own);
    leave(name, () => (unknown ? t`there is no case “${[unknown]}”` : `${wrong.field}=${wrong.text} ${t(wrong.problem)}`));
  }
  page.paint(page);
}

/** The cases as buttons, and what was left out. @param {Page} page */
export function ownCases(page) {
  const choose = (/** @type {Own} */ own) => {
    page.go(over(own));
    page.fromLink = new Set();
  };
  const isChosen = (/** @type {Own} */ own) => {
    const all = over(own);
    return all.length === page.pairs.size && all.every(([key, value]) => page.pairs.get(key) === value);
  };
  const shown = page.locked('all') ? [] : cases;
  return html`${left.map(one => html`<p class="issue" role="alert">${[one()]}</p>`)}${shown.length ? html`<div class="acts" role="group" aria-labelledby="own-cases"><span class="small" id="own-cases">Start from a case like yours</span>
    ${shown.map(own => html`<button type="button" aria-pressed=${isChosen(own)} @click=${() => choose(own)}>${[own.name]}</button>`)}</div>` : nothing}`;
}
