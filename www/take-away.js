// @ts-check
import { isNarrow } from './brief.js';
import { copy, tell } from './copy.js';
import { copyWith, has, isSingleFile } from './files.js';
import { HEAD, headed, memoText } from './memo.js';
import { embedCode } from './embed-code.js';
import { reportWorded, worded } from './own-words.js';
import { pngOf, svgOf } from './picture.js';
import { csvOf } from './sheet.js';
import { keep } from './scenarios.js';
import { queryText } from './state.js';
import { namesFromFiles } from './usage.js';
import { workbookOf } from './workbook.js';
import { html, isForeign, nothing, t } from './language.js';
import { plain } from './words.js';

/**
 * What a visitor leaves with: the link, the memo, the numbers, the picture, the embed.
 *
 * @typedef {import('./page.js').Page} Page
 */

/** The whole link. @param {Page} page @param {'?' | '#'} mark */
export function linkOf(page, mark) {
  const here = location.href.split(/[?#]/)[0];
  // A link is pinned to its prices and engine, also where every input stands at its default.
  const pairs = new Map(page.link());
  if (!pairs.get('asof')) pairs.set('asof', page.report.asof);
  if (!pairs.get('engine')) pairs.set('engine', page.report.engine);
  const preset = page.pairs.get('preset');
  if (preset) pairs.set('preset', preset);
  return `${here}${mark}${queryText(pairs)}`;
}

/** @param {Page} page */
export function takeAway(page) {
  const open = page.open.has('take');
  const names = namesFromFiles(page);
  return html`<section class="take" aria-label="Take away">
    <p class="acts"><button type="button" @click=${() => copy(page, linkOf(page, '?'), isSingleFile ? t('Link copied.') : t('Link copied. When it is opened, its inputs reach this site’s server; those of a private link, under More, do not.'))}>Copy link</button>
      <button type="button" @click=${() => beside(page)}>Compare</button>
      <button type="button" @click=${async () => { await whole(page); print(); }}>Memo</button>
      <button type="button" aria-expanded=${open} @click=${() => page.toggle('take', !open)}>More</button></p>
    ${names.length ? html`<p class="note" data-names>The link and the memo name ${names.join(', ')}, as your files do.</p>` : nothing}
    <p class="note" role="status">${page.memory.copied ?? nothing}</p>
    ${page.memory.copyText ? html`<label class="sr" for="copy-text">Copy this</label><textarea id="copy-text" rows="3" readonly .value=${page.memory.copyText}></textarea>` : nothing}
    ${open ? html`<p class="acts">
        <button type="button" @click=${() => copy(page, linkOf(page, '#'), t('Link copied. What stands behind # is not sent to any server.'))}>Copy private link</button>
        <button type="button" @click=${() => markdown(page)}>Memo as Markdown</button>
        <button type="button" @click=${() => toDocument(page)}>Copy memo into a document</button>
        <button type="button" @click=${() => sheet(page)}>All numbers as CSV</button>
        ${has('workbook') ? html`<button type="button" @click=${() => workbook(page)}>Costs as a spreadsheet with formulas</button>` : nothing}
        <button type="button" @click=${() => save(page, 'build-or-buy.json', 'application/json', JSON.stringify(page.report, null, 1))}>Report as JSON</button>
        <button type="button" @click=${() => save(page, 'build-or-buy.svg', 'image/svg+xml', svgOf(page))}>Picture as SVG</button>
        <button type="button" @click=${async () => saveBlob(page, 'build-or-buy.png', await pngOf(page))}>Picture as PNG</button>
        ${isSingleFile ? html`<button type="button" @click=${() => save(page, 'build-or-buy.html', 'text/html', copyWith({ query: queryText(page.link()), own: page.memory.ownFile }))}>This file with these inputs</button>` : nothing}</p>
      ${has('workbook') ? nothing : html`<p class="note">The spreadsheet with formulas comes from the page on the web or the command: this file has no room for its writer.</p>`}
      <p class="acts" role="group" aria-label="Above the memo">${HEAD.map(([key, label]) => html`<label>${label} of the memo <input size="20" maxlength="80" .value=${page.pairs.get(key) ?? ''}
        @change=${(/** @type {any} */ event) => page.set(key, event.target.value)}></label>`)}</p>
      ${isSingleFile ? nothing : embedCode(page)}` : nothing}
  </section>`;
}

/** What was said of a copy goes as the hand goes on, where it would cover the page. @param {Page} page */
export function leave(page) {
  if (!page.memory.copied || page.memory.copyText || !isNarrow(page)) return;
  page.memory.copied = '';
  page.draw('answer');
}

/** Keeps what is shown, and says where it went: the inputs stay in sight. @param {Page} page */
async function beside(page) {
  const name = await keep(page);
  page.memory.copied = name ? html`Kept as “${name}”, also in the link. Change an input: the two stand side by side <a href="#h-compare">further down</a>.`
    : html`Three are kept already. <a href="#h-compare">Remove one</a> first.`;
  page.paint(page);
}

/** A text as Markdown has it. @param {string} text */
const escaped = text => text.replace(/[\\`*_{}[\]<>#|]/g, '\\$&');

/** The memo as the engine writes it; in another language from its blocks, in the same form. @param {Page} page @returns {Promise<string>} */
async function markdownOf(page) {
  const blocks = isForeign() && page.deep?.reasons?.memo;
  if (!blocks) return (await page.asking.ask('memo', 'markdown', page.asked)) ?? '';
  return `# Build or buy\n${blocks.map(({ heading, paragraphs, rows }) => {
    const columns = Math.max(0, ...rows.map(row => row.cells.length));
    const line = (/** @type {string[]} */ cells) => `| ${cells.join(' | ')} |\n`;
    return `\n## ${t(heading)}\n${paragraphs.map(one => `${paragraphs.length > 2 ? '- ' : '\n'}${escaped(plain(one))}\n`).join('')}${columns ? `\n| |${' |'.repeat(columns)}\n|---|${'---|'.repeat(columns)}\n` : ''}${rows
      .map(row => line([escaped(t(row.label)), ...Array.from({ length: columns }, (_, at) => escaped(plain(row.cells[at])))])).join('')}`;
  }).join('')}`;
}

/** @param {Page} page */
async function markdown(page) {
  const text = worded(await markdownOf(page), escaped);
  const [title, ...rest] = headed(page).map(escaped);
  save(page, 'build-or-buy.md', 'text/markdown', text.replace(/^# .*\n/, () => `# ${title}\n\n${rest.join(', ')}\n`) + `\n${t('The same answer again')}: <${linkOf(page, page.hidden ? '#' : '?')}>\n`);
}

/** Waits for what would change the answer, which a memo tells too; eight seconds at the most. @param {Page} page */
async function whole(page) {
  page.follow();
  for (let tries = 0; tries < 80 && !document.querySelector('main[data-known=all]'); tries += 1) await new Promise(next => { setTimeout(next, 100); });
}

/** Headings, text and tables, as a document takes them. @param {Page} page */
async function toDocument(page) {
  await whole(page);
  const text = memoText();
  try {
    page.memory.copied = t('The memo is not ready yet: its odds are still being counted.');
    if (text) {
      const plain = worded(await markdownOf(page));
      await navigator.clipboard.write([new ClipboardItem({ 'text/html': new Blob([text], { type: 'text/html' }), 'text/plain': new Blob([plain], { type: 'text/plain' }) })]);
      page.memory.copied = t('Memo copied: paste it into a document.');
    }
  } catch {
    page.memory.copied = t('The browser does not let this page copy. Print the memo, or take it as Markdown.');
  }
  page.paint(page);
}

/** @param {Page} page */
async function sheet(page) {
  const rows = await page.asking.ask('memo', 'sheet', page.asked);
  if (rows) return save(page, 'build-or-buy.csv', 'text/csv', csvOf(rows.map((/** @type {any[]} */ row) => row.map(cell => (typeof cell === 'string' ? (row[0] === 'ledger' ? t(cell) : worded(t(cell))) : cell)))));
  page.memory.copied = t('The engine of this link writes no table. Use today’s engine and prices, offered above, for one.');
  page.paint(page);
}

/** @param {Page} page */
async function workbook(page) {
  const told = (/** @type {string} */ text) => tell(page, text);
  told(t('Making the spreadsheet.'));
  try {
    const report = page.fresh ? page.deep : await page.asking.ask('memo', 'evaluate', page.asked, page.form.draws ?? 2000);
    if (!report) throw new Error(t('the inputs changed meanwhile'));
    // Engines of before 1.1 tell their equations in words only.
    if (!report.options.some((/** @type {any} */ option) => option.lines.some((/** @type {any} */ line) => line.equations))) throw new Error(t('the engine of this link is too old for it'));
    const bytes = await workbookOf(reportWorded(report), `${page.memory.own?.taken.length ? t('The same case at public prices') : t('The same answer again')}: ${linkOf(page, page.hidden ? '#' : '?')}`);
    saveBlob(page, 'build-or-buy.xlsx', new Blob([/** @type {any} */ (bytes)], { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' }));
    told(t('Spreadsheet saved. Change a number in it, and the amounts follow.'));
  } catch (error) {
    told(t`The spreadsheet could not be made: ${error instanceof Error ? error.message : String(error)}. Try again, or take all numbers as CSV.`);
  }
}

/** @param {Page} page @param {string} name @param {string} type @param {string} text */
const save = (page, name, type, text) => saveBlob(page, name, new Blob([text], { type: `${type};charset=utf-8` }));

/** @param {Page} page @param {string} name @param {Blob} blob */
function saveBlob(page, name, blob) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  tell(page, t`Saved: ${name}.`);
}
