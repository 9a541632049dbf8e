// @ts-check
import { number, typed } from './format.js';
import { leaveNames, table, told } from './usage-proposals.js';
import { UsageReading } from './usage-reading.js';
import { nameOf } from './workloads.js';
import { html, nothing, t, word } from './language.js';

/**
 * Your own numbers in: usage exports and load tests are chosen, dropped or pasted, read here, and shown before anything
 * is replaced.
 *
 * @typedef {import('./page.js').Page} Page
 * @typedef {import('./pkg/build_or_buy_usage.js').Usage} Usage
 * @typedef {import('./pkg/build_or_buy_usage.js').Proposal} Proposal
 * @typedef {import('./pkg/build_or_buy_usage.js').Measured} Measured
 * @typedef {{ reading: UsageReading, usage: Usage | null, edits: Map<string, string>, said: string, told: string, part: number, name: string, showing: Promise<void> }} Import
 */

const WEEK = {
  measured: t('the week is measured hour by hour'),
  hours: t('hours of the day are measured, days of the week are not'),
  days: t('days of the week are measured, hours are not: the true peak may be higher'),
  none: t('no week can be made of it'),
};

/** The line beside the presets, and what stands in its place while files are read and shown. @param {Page} page */
export function usage(page) {
  const now = /** @type {Import | undefined} */ (page.memory.usage);
  const choose = (/** @type {any} */ event) => {
    const files = [...event.target.files];
    event.target.value = '';
    begin(page, files);
  };
  return html`<div class="usage" id="usage">
    <p class="note">Or start from <label class="pick">your usage export<input class="sr" type="file" multiple data-usage @change=${choose}></label>:
      choose, drop or paste files from OpenAI, Anthropic, OpenRouter, LiteLLM, Langfuse, Bedrock, a request log or a load test.
      They are read in this page and sent nowhere.</p>
    <p class="sr" role="status">${now && !now.usage && !now.said ? t`Reading ${now.name}` : nothing}</p>
    ${now ? (now.usage ? preview(page, now, now.usage) : progress(page, now)) : nothing}
    ${page.memory.usageDone ? html`<p class="notice">${page.memory.usageDone.said}
      <button type="button" class="text" data-undo @click=${() => undo(page)}>Undo<span class="sr">: ${page.memory.usageDone.said}</span></button></p>` : nothing}
  </div>`;
}

/** Files that are dropped on the page or pasted into it. @param {Page} page */
export function takeFiles(page) {
  addEventListener('dragover', event => {
    if ([...(event.dataTransfer?.items ?? [])].some(item => item.kind === 'file')) event.preventDefault();
  });
  addEventListener('drop', event => {
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    begin(page, files);
  });
  addEventListener('paste', event => {
    const files = [...(event.clipboardData?.files ?? [])];
    const text = event.clipboardData?.getData('text/plain') ?? '';
    const typing = /** @type {HTMLElement | null} */ (event.target)?.closest?.('input:not([type=file]), textarea');
    // What is pasted into a field belongs to the field.
    if (files.length === 0 && (typing || !text.trim().includes('\n') && !/^\s*[[{]/.test(text))) return;
    event.preventDefault();
    begin(page, files.length ? files : [new File([text], 'pasted text')]);
  });
}

/** @param {Page} page @param {File[]} files */
async function begin(page, files) {
  if (files.length === 0 || page.compact) return;
  page.memory.usage?.reading.stop();
  const now = /** @type {Import} */ ({ reading: new UsageReading(), usage: null, edits: new Map(), said: '', told: '', part: 0, name: files[0].name, showing: Promise.resolve() });
  page.memory.usage = now;
  page.memory.usageDone = null;
  page.paint(page);
  document.getElementById('usage')?.scrollIntoView({ block: 'nearest' });
  const all = files.reduce((sum, file) => sum + file.size, 0) || 1;
  let before = 0;
  let painted = 0;
  try {
    await now.reading.start();
    for (const file of files) {
      now.name = file.name;
      const whole = await now.reading.read(file, read => {
        now.part = Math.min(1, (before + read) / all);
        if (performance.now() - painted < 100) return;
        painted = performance.now();
        page.paint(page);
      });
      if (!whole) return;
      before += file.size;
    }
    await show(page, now);
    focusOn('#h-import');
  } catch (error) {
    if (now.reading.stopped) return;
    now.said = t`The files could not be read: ${error instanceof Error ? error.message : error}.`;
    page.paint(page);
  }
}

/** Moves the focus to what has come in place of what it was on, and the page only to what would be out of sight. @param {string} what */
function focusOn(what) {
  requestAnimationFrame(() => {
    const there = /** @type {HTMLElement | null} */ (document.querySelector(what));
    there?.focus({ preventScroll: what !== '[data-undo]' });
    // On a phone what the files say would begin at the foot of the screen.
    if (what === '#h-import') there?.parentElement?.scrollIntoView({ block: 'nearest' });
  });
}

/** Reads the case anew with the edits of the moment, one time after another. @param {Page} page @param {Import} now */
function show(page, now) {
  // An edit that could not be read does not keep the next one from being read.
  now.showing = now.showing.catch(() => {}).then(async () => {
    const before = now.usage;
    now.usage = await now.reading.finish([...page.pairs], [...now.edits]);
    leaveNames(page, now, now.usage);
    now.told = before ? edited(before, now.usage) : '';
    page.paint(page);
  });
  return now.showing;
}

/** What a screen reader hears of an edit: what is left of the workloads, and what is wrong since. @param {Usage} before @param {Usage} usage */
function edited(before, usage) {
  const old = before.issues.map(issue => issue.sentence);
  const names = usage.workloads.filter(one => !one.into && !one.left_out).map(one => one.name);
  return [t`Kept: ${names.join(', ') || t('nothing')}.`, ...usage.issues.map(issue => issue.sentence).filter(said => !old.includes(said)).map(word)].join(' ');
}

/** @param {Page} page @param {Import} now */
function progress(page, now) {
  if (now.said) return html`<p class="issue" role="alert">${now.said}</p><p class="acts"><button type="button" @click=${() => drop(page)}>Close</button></p>`;
  return html`<p class="note">Reading ${now.name}
    <progress max="1" .value=${now.part} aria-label="How much is read"></progress>
    <button type="button" @click=${() => drop(page)}>Cancel</button></p>`;
}

/** Gives up what is read or shown. @param {Page} page */
function drop(page) {
  page.memory.usage?.reading.stop();
  page.memory.usage = null;
  page.paint(page);
  focusOn('[data-usage]');
}

/** How much of a file was used. @param {Usage['files'][number]} file */
function read(file) {
  if (file.formats.length === 0) return t('nothing was read');
  // A page of an API is one record with many rows in it.
  if (file.rows > file.records) return t`${typed(file.rows)} rows used`;
  if (file.rows || !file.formats.includes('load test')) return t`${typed(file.rows)} of ${typed(file.records)} rows used`;
  return file.records === 1 ? t('one result') : t`${typed(file.records)} results`;
}

/** The row that an issue is about, where its sentence does not say it. @param {Usage['issues'][number]} issue */
const rowOf = issue => (issue.row && !issue.sentence.startsWith('Row') ? t`, row ${issue.row}` : '');

/** @param {Page} page @param {Import} now @param {Usage} usage */
function preview(page, now, usage) {
  const wrong = usage.issues.filter(issue => issue.wrong);
  const known = usage.issues.filter(issue => !issue.wrong);
  const some = usage.workloads.length > 0 || usage.globals.some(one => one.text) || usage.throughputs.some(one => one.value != null);
  const said = (/** @type {any} */ issue) => html`<li>${issue.file ? html`<b>${[issue.file]}</b>${rowOf(issue)}: ` : nothing}${issue.sentence}</li>`;
  return html`<section class="import" aria-labelledby="h-import"><h3 id="h-import" tabindex="-1">What the files say</h3>
    <ul class="plain note">${usage.files.map(file => html`<li><b>${[file.name]}</b>: ${file.formats.length ? `${file.formats.map(word).join(', ')}; ` : ''}${read(file)}${file.left_out.map(left =>
      html`<span class="block inset">${left.rows > 1 ? t`left out: ${typed(left.rows)} rows` : t('left out: 1 row')}${left.tokens == null ? '' : t`, ${number(left.tokens, 3)} tokens`}: ${left.reason}</span>`)}</li>`)}
    ${usage.sources.map(source => html`<li>${source.format}: ${source.from ? t`${source.from} to ${source.to} UTC` : t('no dates')}; ${/** @type {any} */ (WEEK)[source.evidence]}</li>`)}</ul>
    ${wrong.length ? html`<ul class="plain issues">${wrong.map(issue => html`<li class="issue">${issue.file ? html`${[issue.file]}${rowOf(issue)}: ` : nothing}${issue.sentence}</li>`)}</ul>` : nothing}
    ${known.length ? html`<ul class="plain note">${known.map(said)}</ul>` : nothing}
    <p class="sr" role="status">${now.told}</p>
    ${usage.workloads.length ? table(page, now, usage, () => show(page, now)) : nothing}
    ${usage.globals.filter(one => one.text).map(one => html`<p class="note">${one.label}: ${one.value == null ? one.text : typed(one.value)}, ${told(one)}.</p>`)}
    ${loads(page, now, usage)}
    <p class="acts">${some ? html`<button type="button" data-accept @click=${() => accept(page, now)}>${usage.workloads.length ? t('Use these numbers') : t('Use them')}</button>` : nothing}
      <button type="button" @click=${() => drop(page)}>${some ? t('Do not use them') : t('Close')}</button></p></section>`;
}

/** @param {Page} page @param {Import} now @param {Usage} usage */
function loads(page, now, usage) {
  if (usage.loads.length === 0) return nothing;
  const cell = (/** @type {number | null | undefined} */ value) => (value == null ? '' : number(value, 3));
  const heads = [t('Requests under way'), t('Tokens in'), t('Tokens out'), t('Tokens a second'), t('ms a token'), t('ms to the first')];
  const of = (/** @type {any} */ point) => [point.model, point.gpu].filter(Boolean).join(', ');
  const same = (/** @type {any} */ one, /** @type {any} */ other) => one && one.tool === other.tool && of(one) === of(other);
  const named = (/** @type {string} */ slug) => usage.workloads.find(one => one.slug === slug)?.name ?? nameOf(page, slug);
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Points of load tests"><table class="proposals points"><thead><tr>${heads.map(head => html`<th scope="col">${head}</th>`)}</tr></thead>
    <tbody>${usage.loads.map((point, at) => html`${same(usage.loads[at - 1], point) ? nothing : html`<tr class="named"><th scope="rowgroup" colspan="6">${point.tool} <span class="note">${of(point)}</span></th></tr>`}
      <tr class=${point.not_used ? 'stale' : ''}><td>${cell(point.concurrency)}</td><td>${cell(point.input)}</td>
      <td>${cell(point.output)}</td><td>${cell(point.tokens_per_second)}</td><td>${cell(point.per_token)}</td><td>${cell(point.first_token)}</td></tr>
      ${point.not_used ? html`<tr class="stale"><td class="from" colspan="6"><span class="note">not used: ${point.not_used}</span></td></tr>` : nothing}`)}</tbody></table></div>
    <p class="note">It was tested on <label><input class="number" size="3" aria-label="Replicas tested" placeholder="1" .value=${now.edits.get('replicas') ?? ''}
      @change=${(/** @type {any} */ event) => { if (event.target.value) now.edits.set('replicas', event.target.value); else now.edits.delete('replicas'); show(page, now); }}></label> replicas.</p>
    <ul class="plain note">${usage.throughputs.map((one, at, all) => {
      // Workloads that get nothing for the same reason share a line.
      const like = all.filter(other => other === one || (one.value == null && other.value == null && other.rule === one.rule));
      return like[0] === one ? html`<li>${like.map(each => named(each.slug)).join(', ')}: ${one.value == null ? t('not set') : t`${number(one.value, 3)} tokens a second`}, ${one.rule}${one.stands && ` (${word(one.stands)})`}.</li>` : nothing;
    })}</ul>`;
}

/** Takes the case of the files in place of the one that stands. @param {Page} page @param {Import} now */
async function accept(page, now) {
  // A name that was typed just before counts too.
  await now.showing.catch(() => {});
  const usage = now.usage;
  if (!usage || page.memory.usage !== now) return;
  const before = /** @type {[string, string][]} */ ([...page.pairs]);
  const origins = new Map(page.memory.origins ?? []);
  const note = (/** @type {string} */ key, /** @type {Measured} */ one) => {
    // What the visitor typed or chose here is not the file's.
    if (one.text && one.how !== 'given') origins.set(key, { text: one.text, stands: one.stands || one.file, rule: one.rule });
  };
  for (const one of usage.workloads) for (const input of one.inputs) note(`${one.slug}.${input.key}`, input);
  for (const one of usage.globals) note(one.key, one);
  const texts = new Map(usage.pairs);
  for (const one of usage.throughputs) {
    for (const name of ['throughput', 'throughput_gpus', 'open_model', 'first_token_measured']) {
      const text = texts.get(`${one.slug}.${name}`);
      if (one.value != null && text) origins.set(`${one.slug}.${name}`, { text, stands: one.stands, rule: one.rule });
    }
  }
  now.reading.stop();
  page.memory.usage = null;
  page.memory.origins = origins;
  page.memory.fileNames = new Map(usage.workloads.filter(one => one.name_from_file && !one.into && !one.left_out).map(one => [one.slug, one.name]));
  const many = usage.workloads.filter(one => !one.into && !one.left_out).length;
  page.memory.usageDone = { before, said: many === 1 ? t('Your files fill in 1 workload.') : many ? t`Your files fill in ${many} workloads.` : t('Your load test is filled in.') };
  await page.go(usage.pairs.map(([key, text]) => [key, key.endsWith('.name') ? word(text) : text]));
  focusOn('[data-undo]');
}

/** Back to what stood before, in one step. @param {Page} page */
async function undo(page) {
  const { before } = page.memory.usageDone;
  page.memory.usageDone = null;
  page.memory.origins = page.memory.fileNames = null;
  await page.go(before);
  focusOn('[data-usage]');
}

/** Names of workloads that came from a file in this visit and that a link of the case holds. @param {Page} page @returns {string[]} */
export function namesFromFiles(page) {
  const listed = (page.pairs.get('workloads') ?? '').split('~');
  return [...(page.memory.fileNames ?? [])].filter(([slug, name]) => listed.includes(slug) && (page.pairs.get(`${slug}.name`) ?? name) === name).map(([, name]) => name);
}

/** Which file and rule a number of the case came from, in this visit; empty where none did or it was changed since. @param {Page} page @param {string} key */
export function originOf(page, key) {
  const origin = page.memory.origins?.get(key);
  return origin && page.pairs.get(key) === origin.text ? `${word(origin.stands)}: ${word(origin.rule)}` : '';
}
