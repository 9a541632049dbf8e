// @ts-check
import { fold } from './fold.js';
import { html, nothing, t, word } from './language.js';

/**
 * A small price list of one's own, laid over the catalog: quotes, rents, wages, models. It stays in this page.
 *
 * @typedef {import('./page.js').Page} Page
 * @typedef {import('./pkg/build_or_buy.js').Overlaid} Overlaid
 */

/** The longest file that is read. */
const LONGEST = 5_000_000;

/**
 * Lays a price list over the catalog and answers anew. What it took and refused is said by `ownPricesNotice`.
 * @param {Page} page @param {string} list the text of the file
 */
export async function layOver(page, list) {
  const refuse = (/** @type {string} */ allowed) => {
    page.memory.own = { name: '', taken: [], inputs: [], refused: [{ said: t`The file must be ${allowed}.` }], aside: [], asked: [] };
    page.paint(page);
    document.getElementById('own-notice')?.focus();
  };
  if (list.length > LONGEST) return refuse(t('at most 5 MB'));
  let file = null;
  try { file = list && JSON.parse(list); } catch { return refuse(t('JSON, like {"name":"Us","inputs":{"engineer_cost":150000}}')); }
  page.memory.own = await page.asking.lay(file);
  page.memory.ownFile = page.memory.own ? file : undefined;
  await page.use(page.asking);
  await page.load([...page.pairs]);
  // What came of it stands beside the questions, far from where the file was chosen.
  document.getElementById(page.memory.own ? 'own-notice' : 'answer')?.focus();
  page.speakSoon();
}

/** Whose numbers count beside the catalog's, and what was refused. @param {Page} page */
export function ownPricesNotice(page) {
  /** @type {Overlaid | undefined} */
  const own = page.memory.own;
  if (!own) return nothing;
  const used = page.report.ledger.filter(row => row.set_by === 'overlay').map(row => row.label);
  const { taken: { length: rows }, inputs: { length: inputs } } = own;
  const count = rows + inputs;
  return html`<div class="notice" role="status" id="own-notice" tabindex="-1">${count ? html`<p><b>Prices of ${own.name || t('your file')}</b>: ${count === 1 ? t('1 number or row over the public ones') : t`${count} numbers or rows over the public ones`}${used.length
      ? t`; in this answer: ${used.slice(0, 8).map(word).join('; ')}` + (used.length > 8 ? t`; and ${used.length - 8} more` : '') : t(', none of which this answer uses')}. ${!rows ? t('A link carries them.') : inputs ? t('A link does not carry the rows; the inputs it does.') : t('A link does not carry them.')}</p>` : nothing}
    ${without(t('Counted, and worth a question'), own.asked)}${without(t('Read, and not counted today'), own.aside)}${without(t('Refused, and not counted'), own.refused)}
    ${page.compact ? nothing : html`<button type="button" class="text" @click=${() => layOver(page, '')}>Without them</button>`}</div>`;
}

/** Rows that do not count, and why. @param {string} title @param {Overlaid['refused']} rows */
const without = (title, rows) => rows.length ? html`<p><b>${title}:</b></p><ul class="plain">${rows.map(one =>
  html`<li>${one.said}</li>`)}</ul>` : nothing;

/** Where the file is chosen. @param {Page} page */
export function ownPrices(page) {
  if (page.memory.old) return nothing;
  const take = async (/** @type {any} */ event) => { const [file] = event.target.files; if (file) await layOver(page, await file.text()); };
  return fold(page, { id: 'own-prices', title: t('Your own prices'), few: t('quotes, rents, wages or models of yours over the public ones') }, () => html`
    <p class="text"><label>A file of your own <input type="file" id="own-prices-file" accept=".json,application/json" @change=${take}></label></p>
    <p class="note">JSON with any of the catalog’s tables, and inputs: <code>{"name":"Us","inputs":{"engineer_cost":150000},"rents":[…]}</code>. It is read here and sent nowhere; the answer says which numbers came from it.</p>
    ${scores(page)}`);
}

/** A score for a model that the index has not measured. @param {Page} page */
function scores(page) {
  const names = [...new Set((page.deep?.reasons?.candidates ?? []).flatMap(one => one.unscored))];
  if (!names.length) return nothing;
  const give = () => {
    const [of, points] = ['score-of', 'score-points'].map(id => /** @type {HTMLInputElement} */ (document.getElementById(id)).value);
    const score = points.trim() ? Number(points.replace(',', '.')) : NaN;
    if (!(score > 0 && score <= 100)) {
      page.memory.scoreSaid = t`“${points}” is no score: points go from above 0 to 100.`;
      return page.paint(page);
    }
    page.memory.scoreSaid = '';
    const file = page.memory.ownFile ?? {};
    const others = (file.quality ?? []).filter((/** @type {{ model: string }} */ one) => one.model !== of);
    layOver(page, JSON.stringify({ ...file, quality: [...others, { model: of, score, plain: score }] }));
  };
  return html`<p class="text"><label>Without a score here <select id="score-of">${names.map(name => html`<option>${name}</option>`)}</select></label>
    <label>yours, in points <input id="score-points" size="4" inputmode="decimal"></label> <button type="button" @click=${give}>Score it</button> <span class="issue" role="alert">${page.memory.scoreSaid ?? ''}</span></p>`;
}
