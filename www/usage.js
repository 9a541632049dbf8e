// @ts-check
import { sketch } from './chart/hours.js';
import { number, typed } from './format.js';
import { isWeek } from './field.js';
import { UsageReading } from './usage-reading.js';
import { html, nothing } from './vendor/lit-html.js';

/**
 * Your own numbers in: usage exports and load tests are chosen, dropped or pasted, read here, and shown before anything
 * is replaced.
 *
 * @typedef {import('./page.js').Page} Page
 * @typedef {import('./pkg/build_or_buy_usage.js').Usage} Usage
 * @typedef {import('./pkg/build_or_buy_usage.js').Proposal} Proposal
 * @typedef {import('./pkg/build_or_buy_usage.js').Measured} Measured
 * @typedef {{ reading: UsageReading, usage: Usage | null, edits: Map<string, string>, said: string, part: number, name: string, showing: Promise<void> }} Import
 */

const WEEK = {
  measured: 'the week is measured hour by hour',
  hours: 'hours of the day are measured, days of the week are not',
  days: 'days of the week are measured, hours are not: the true peak may be higher',
  none: 'no week can be made of it',
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
    ${now ? (now.usage ? preview(page, now, now.usage) : progress(page, now)) : nothing}
    ${page.memory.usageDone ? html`<p class="notice" role="status">${page.memory.usageDone.said}
      <button type="button" class="text" @click=${() => undo(page)}>Undo</button></p>` : nothing}
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
    const typing = /** @type {HTMLElement | null} */ (event.target)?.closest?.('input, textarea');
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
  const now = /** @type {Import} */ ({ reading: new UsageReading(), usage: null, edits: new Map(), said: '', part: 0, name: files[0].name, showing: Promise.resolve() });
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
  } catch (error) {
    if (now.reading.stopped) return;
    now.said = `The files could not be read: ${error instanceof Error ? error.message : error}.`;
    page.paint(page);
  }
}

/** Reads the case anew with the edits of the moment, one time after another. @param {Page} page @param {Import} now */
function show(page, now) {
  now.showing = now.showing.then(async () => {
    now.usage = await now.reading.finish([...page.pairs], [...now.edits]);
    page.paint(page);
  });
  return now.showing;
}

/** @param {Page} page @param {Import} now */
function progress(page, now) {
  if (now.said) return html`<p class="issue" role="alert">${now.said}</p><p class="acts"><button type="button" @click=${() => drop(page)}>Close</button></p>`;
  return html`<p class="note" role="status">Reading ${now.name}
    <progress max="1" .value=${now.part} aria-label="How much is read"></progress>
    <button type="button" @click=${() => drop(page)}>Cancel</button></p>`;
}

/** Gives up what is read or shown. @param {Page} page */
function drop(page) {
  page.memory.usage?.reading.stop();
  page.memory.usage = null;
  page.paint(page);
}

/** @param {Page} page @param {Import} now @param {Usage} usage */
function preview(page, now, usage) {
  const wrong = usage.issues.filter(issue => issue.wrong);
  const known = usage.issues.filter(issue => !issue.wrong);
  const some = usage.workloads.length > 0 || usage.globals.some(one => one.text) || usage.throughputs.some(one => one.value != null);
  const said = (/** @type {any} */ issue) => html`<li>${issue.file ? html`<b>${issue.file}</b>${issue.row ? `, row ${issue.row}` : ''}: ` : nothing}${issue.sentence}</li>`;
  return html`<section class="import" aria-labelledby="h-import"><h3 id="h-import">What the files say</h3>
    <ul class="plain note">${usage.files.map(file => html`<li><b>${file.name}</b>: ${file.formats.join(', ') || 'not known here'}; ${typed(file.rows)} of ${typed(file.records)} rows used${file.left_out.map(left =>
      html`<span class="block inset">left out: ${typed(left.rows)} rows, ${number(left.tokens, 3)} tokens: ${left.reason}</span>`)}</li>`)}
    ${usage.sources.map(source => html`<li>${source.format}: ${source.from ? `${source.from} to ${source.to} UTC` : 'no dates'}; ${/** @type {any} */ (WEEK)[source.evidence]}</li>`)}</ul>
    ${wrong.length ? html`<ul class="issues">${wrong.map(issue => html`<li class="issue">${issue.file}${issue.row ? `, row ${issue.row}` : ''}: ${issue.sentence}</li>`)}</ul>` : nothing}
    ${known.length ? html`<ul class="plain note">${known.map(said)}</ul>` : nothing}
    ${usage.workloads.length ? table(page, now, usage) : nothing}
    ${usage.globals.filter(one => one.text).map(one => html`<p class="note">${one.label}: ${one.value == null ? one.text : typed(one.value)}, ${HOW[one.how]}${one.rule}.</p>`)}
    ${loads(page, now, usage)}
    <p class="acts">${some ? html`<button type="button" data-accept @click=${() => accept(page, now)}>${usage.workloads.length ? 'Use these numbers' : 'Use them'}</button>` : nothing}
      <button type="button" @click=${() => drop(page)}>${some ? 'Do not use them' : 'Close'}</button></p></section>`;
}

/** @param {Page} page @param {Import} now @param {Usage} usage */
function table(page, now, usage) {
  const set = (/** @type {string} */ key, /** @type {string} */ text) => {
    if (text) now.edits.set(key, text); else now.edits.delete(key);
    show(page, now);
  };
  const kept = usage.workloads.filter(one => !one.into && !one.left_out);
  const cell = (/** @type {Proposal} */ one, /** @type {string} */ key) => {
    const input = one.inputs.find(input => input.key === key);
    if (!input) return '';
    const title = `${input.rule}${place(input)}`;
    return html`<span title=${title}>${input.value == null ? (input.text || (input.how === 'needed' ? 'needed' : 'as it is')) : typed(input.value)}</span>`;
  };
  const needed = kept.some(one => one.inputs.some(input => input.how === 'needed'));
  const requests = (/** @type {Proposal} */ one) => one.inputs.find(input => input.key === 'requests');
  // What is not in the file, or was only scaled up to a month, is asked for by name.
  const asked = (/** @type {Proposal} */ one) => ['needed', 'assumed'].includes(requests(one)?.how ?? '');
  const ask = (/** @type {Proposal} */ one) => {
    const given = now.edits.get(`${one.id}.requests`) ?? '';
    const scaled = requests(one)?.value;
    return html`<input class="number" size="9" aria-label="Requests a month of ${one.name}" placeholder=${scaled == null ? 'needed' : typed(scaled)} .value=${given}
      @change=${(/** @type {any} */ event) => set(`${one.id}.requests`, event.target.value)}><span class="note block">${given ? 'given by you' : scaled == null ? 'not in the file' : 'assumed: give yours'}</span>`;
  };
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Workloads that the files propose"><table class="proposals"><thead><tr>
      ${['Workload', 'Requests a month', 'Tokens in', 'Tokens out', 'Cached, %', 'Bought today', 'Cost a month, $', 'Keep'].map(head => html`<th scope="col">${head}</th>`)}</tr></thead>
    <tbody>${usage.workloads.map(one => html`<tr class=${one.into || one.left_out ? 'stale' : ''}>
      <th scope="row"><input aria-label="Name of ${one.name}" .value=${one.name} maxlength="80" @change=${(/** @type {any} */ event) => set(`${one.id}.name`, event.target.value)}>
        <span class="note block">${one.named_by === 'rest' ? 'all smaller ones' : `${one.named_by} in ${one.format}`}</span></th>
      <td>${asked(one) ? ask(one) : cell(one, 'requests')}</td>
      <td>${cell(one, 'input_tokens')}</td><td>${cell(one, 'output_tokens')}</td><td>${cell(one, 'cached')}</td>
      <td><select aria-label="Model of ${one.name}" @change=${(/** @type {any} */ event) => set(`${one.id}.model`, event.target.value)}>
          ${one.model ? nothing : html`<option value="" selected>${one.model_read || 'not named'}: choose</option>`}
          ${page.form.hosted.map(row => html`<option value=${row.word} .selected=${row.word === one.model}>${row.label}</option>`)}</select>
        <span class="note block">${one.model_read}${one.model_known === 'exact' ? '' : ` (${one.model_known === 'elsewhere' ? 'at another host' : one.model_known})`}</span></td>
      <td>${one.cost == null ? '' : number(one.cost, 3)}${one.list_cost == null ? '' : html`<span class="note block">${number(one.list_cost, 3)} at list price</span>`}</td>
      <td><select aria-label="What to do with ${one.name}" @change=${(/** @type {any} */ event) => {
          const goal = event.target.value;
          now.edits.delete(`${one.id}.out`);
          now.edits.delete(`${one.id}.into`);
          if (goal === 'out') set(`${one.id}.out`, '1'); else set(`${one.id}.into`, goal === 'keep' ? '' : goal);
        }}>
        <option value="keep" .selected=${!one.into && !one.left_out}>keep</option>
        <option value="out" .selected=${one.left_out}>leave out</option>
        ${kept.filter(other => other.id !== one.id).map(other => html`<option value=${other.id} .selected=${one.into === other.id}>merge with ${other.name}</option>`)}</select></td></tr>
      ${one.week.length && !one.into && !one.left_out ? html`<tr><td class="from" colspan="8">${sketch(one.week)}</td></tr>` : nothing}
      ${one.notes.map(note => html`<tr><td class="from" colspan="8">${note}</td></tr>`)}`)}</tbody></table></div>
    <details><summary>Where each number is from</summary>${kept.map(one => html`<h4>${one.name}</h4><ul class="plain note">${one.inputs.map(input => html`<li>${input.label}: ${shown(input)}, ${HOW[input.how]}${input.rule}${place(input)}</li>`)}</ul>`)}</details>
    ${usage.sources.some(source => source.naive) ? html`<p class="note">The times in the log name no zone. They are ahead of UTC by
      <label><input class="number" size="3" aria-label="Hours that the times are ahead of UTC" placeholder="0" .value=${now.edits.get('zone') ?? ''} @change=${(/** @type {any} */ event) => set('zone', event.target.value)}></label> hours.</p>` : nothing}
    ${needed ? html`<p class="note">What is needed and stays empty keeps the default of the page.</p>` : nothing}
    ${kept.some(one => one.name_from_file) ? html`<p class="note">The link will hold the names above, which come from your files. Change one that should not be in it.</p>` : nothing}`;
}

/** @type {Record<string, string>} */
const HOW = { read: '', derived: '', assumed: 'assumed: ', needed: 'needed: ' };

/** An input's value for people. @param {Measured} input */
const shown = input => (isWeek(input.text) ? 'your measured week' : input.value == null ? input.text || 'left as it is' : typed(input.value));

/** The file and rows that a number was read from. @param {Measured} input */
const place = input => (input.rows[2] && (input.how === 'read' || input.how === 'derived') ? ` (${input.file}, rows ${input.rows[0]} to ${input.rows[1]})` : '');

/** @param {Page} page @param {Import} now @param {Usage} usage */
function loads(page, now, usage) {
  if (usage.loads.length === 0) return nothing;
  const cell = (/** @type {number | null | undefined} */ value) => (value == null ? '' : number(value, 3));
  const heads = ['Tool', 'Model', 'Requests under way', 'Tokens in', 'Tokens out', 'Tokens a second', 'ms a token', 'ms to the first', ''];
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Points of load tests"><table><thead><tr>${heads.map(head => html`<th scope="col">${head}</th>`)}</tr></thead>
    <tbody>${usage.loads.map(point => html`<tr class=${point.not_used ? 'stale' : ''}><th scope="row">${point.tool}</th><td>${point.model}</td><td>${cell(point.concurrency)}</td><td>${cell(point.input)}</td>
      <td>${cell(point.output)}</td><td>${cell(point.tokens_per_second)}</td><td>${cell(point.per_token)}</td><td>${cell(point.first_token)}</td><td class="from">${point.not_used}</td></tr>`)}</tbody></table></div>
    <p class="note">It was tested on <label><input class="number" size="3" aria-label="Replicas tested" placeholder="1" .value=${now.edits.get('replicas') ?? ''}
      @change=${(/** @type {any} */ event) => { if (event.target.value) now.edits.set('replicas', event.target.value); else now.edits.delete('replicas'); show(page, now); }}></label> replicas.</p>
    <ul class="plain note">${usage.throughputs.map(one => html`<li>${one.slug}: ${one.value == null ? 'not set' : `${number(one.value, 3)} tokens a second`}, ${one.rule}.</li>`)}</ul>`;
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
    if (one.text) origins.set(key, { text: one.text, from: `${one.file}${one.rows[2] ? `, rows ${one.rows[0]} to ${one.rows[1]}` : ''}: ${one.rule}` });
  };
  for (const one of usage.workloads) for (const input of one.inputs) note(`${one.slug}.${input.key}`, input);
  for (const one of usage.globals) note(one.key, one);
  const texts = new Map(usage.pairs);
  for (const one of usage.throughputs) {
    const text = texts.get(`${one.slug}.throughput`);
    if (one.value != null && text) origins.set(`${one.slug}.throughput`, { text, from: `${one.file}: ${one.rule}` });
  }
  now.reading.stop();
  page.memory.usage = null;
  page.memory.origins = origins;
  page.memory.fileNames = new Map(usage.workloads.filter(one => one.name_from_file && !one.into && !one.left_out).map(one => [one.slug, one.name]));
  const many = usage.workloads.filter(one => !one.into && !one.left_out).length;
  page.memory.usageDone = { before, said: many ? `Your files fill in ${many} ${many === 1 ? 'workload' : 'workloads'}.` : 'Your load test is filled in.' };
  await page.go(usage.pairs);
}

/** Back to what stood before, in one step. @param {Page} page */
async function undo(page) {
  const { before } = page.memory.usageDone;
  page.memory.usageDone = null;
  page.memory.origins = null;
  page.memory.fileNames = null;
  await page.go(before);
}

/** Names of workloads that came from a file in this visit and that a link of the case holds. @param {Page} page @returns {string[]} */
export function namesFromFiles(page) {
  const listed = (page.pairs.get('workloads') ?? '').split('~');
  return [...(page.memory.fileNames ?? [])].filter(([slug, name]) => listed.includes(slug) && (page.pairs.get(`${slug}.name`) ?? name) === name).map(([, name]) => name);
}

/** Which file and rule a number of the case came from, in this visit; empty where none did or it was changed since. @param {Page} page @param {string} key */
export function originOf(page, key) {
  const origin = page.memory.origins?.get(key);
  return origin && page.pairs.get(key) === origin.text ? origin.from : '';
}
