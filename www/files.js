// @ts-check
/**
 * Where the engine and its prices come from: beside the page while developing, under hashed names on a published
 * site, inside the page itself in an embed or a single file, or from the archive of released engines. The build
 * fills in the page's `files` and `baked` elements; everything else reads them here.
 *
 * @typedef {{ url?: string, inline?: string, integrity?: string }} Source
 * @typedef {{ version: string, root?: string, engines: Source | null, wasm: Source, catalog: Source, [other: string]: any }} Files
 * @typedef {{ version: string, date: string, js: Source, wasm: Source, catalog: Source }} Release
 */

/** What a page was made with: a preset's query, or the inputs and prices of a saved copy. @type {any} */
export const baked = json('baked');

/** @type {Files} */
const files = json('files');

/** This page's engine: a version, or `dev`. */
export const version = files.version;

/** The way from this page to the site's front page, such as `../../`; empty where there is no site of its own. */
export const siteRoot = files.root ?? '';

/** Whether everything stands in the page itself and nothing can be fetched. */
export const isSingleFile = Boolean(files.wasm.inline) && !files.engines;

/** The page about the method, which stands beside the site's front page, in English or another language. @param {string} tag */
export const methodAddress = tag => {
  const name = tag ? `method.${tag}.html` : 'method.html';
  return files.engines?.url ? new URL(name, new URL(files.engines.url, document.baseURI)).href : name;
};

/** @param {Source} source */
const compiled = async source => WebAssembly.compileStreaming(await open(source, 'application/wasm'));
/** @type {Promise<WebAssembly.Module> | undefined} */
let compiledOnce;

/** The engine's module. */
export const module = () => (compiledOnce ??= compiled(files.wasm));

/** @type {Record<string, Promise<WebAssembly.Module>>} */
const later = {};

/**
 * A module that is fetched when it is first asked for. A fetch that failed is tried again.
 * @param {'usage' | 'workbook'} name the reader of usage exports, or the writer of spreadsheets
 */
export function laterModule(name) {
  later[name] ??= compiled(files[name]);
  later[name].catch(() => { delete later[name]; });
  return later[name];
}

/** Scripts of workers that have come: a second worker fetches nothing. @type {Record<string, string>} */
const scripts = {};

/** @type {any} */
let policy;
let address = '';

/**
 * A worker: its script is checked like every other before it runs.
 * @param {'worker' | 'usage_worker' | 'workbook_worker'} [name] the engine's, or that of a module that comes later
 * @returns {Promise<Worker>}
 */
export async function startWorker(name = 'worker') {
  const { url, inline, integrity } = files[name];
  const checked = inline || integrity
    ? (scripts[name] ??= URL.createObjectURL(new Blob([await text(name)], { type: 'text/javascript' })))
    : new URL(url, document.baseURI).href;
  // Starting a worker is a Trusted Types sink: this policy lets one address pass.
  // One policy of a name is all that a page may have, and there may be more workers than one.
  address = checked;
  policy ??= /** @type {any} */ (self).trustedTypes?.createPolicy('build-or-buy-engine', { createScriptURL: () => address });
  return new Worker(policy ? policy.createScriptURL('') : checked, { type: 'module' });
}

/** The prices and parameters as text. @returns {Promise<string>} */
export const catalog = () => text('catalog');

/** Any other file that the page's `files` element names, as text. @param {string} name @returns {Promise<string>} */
export const text = async name => (await open(files[name], 'text/plain')).text();

/** Whether this page has such a file. @param {string} name */
export const has = name => Boolean(files[name]);

/** What the names of tables of words begin with. */
const WORDS = 'words-';

/** Languages that there is a table of words for. */
export const languages = Object.keys(files ?? {}).filter(name => name.startsWith(WORDS)).map(name => name.slice(WORDS.length));

/** The words of a language. @param {string} tag @returns {Promise<Record<string, string>>} */
export const wordsOf = async tag => JSON.parse(await text(WORDS + tag));

/** The engines this site keeps, newest first; none in a single file. @returns {Promise<Release[]>} */
export async function releases() {
  return files.engines ? (await open(files.engines, 'application/json')).json() : [];
}

/**
 * An earlier engine with its prices, started and ready.
 * @param {string} wanted the version that a link names
 * @returns {Promise<{ release: Release, engine: any, catalog: string } | null>} null where the site does not keep it
 */
export async function released(wanted) {
  const release = (await releases()).find(known => known.version === wanted);
  if (!release || !files.engines?.url) return null;
  const root = new URL(files.engines.url, document.baseURI);
  const at = (/** @type {Source} */ source) => ({ ...source, url: new URL(source.url ?? '', root).href });
  const engine = await import(at(release.js).url);
  await engine.default({ module_or_path: await open(at(release.wasm), 'application/wasm') });
  return { release, engine, catalog: await (await open(at(release.catalog), 'application/json')).text() };
}

/** The page as it was delivered, before any script changed it; kept only where it can be saved again. */
const delivered = isSingleFile ? document.documentElement.outerHTML : '';

/**
 * A copy of the single file that starts from what is baked into it.
 * @param {any} content anything that JSON can hold
 */
export function copyWith(content) {
  const start = delivered.indexOf('>', delivered.indexOf(' id="baked"')) + 1;
  const end = delivered.indexOf('</script>', start);
  const text = JSON.stringify(content).replaceAll('<', '\\u003c');
  return `<!doctype html>\n${delivered.slice(0, start)}${text}${delivered.slice(end)}\n`;
}

/** @param {Source} source @param {string} type @returns {Promise<Response>} */
async function open(source, type) {
  if (source.inline) {
    const bytes = Uint8Array.from(atob(document.getElementById(source.inline)?.textContent ?? ''), mark => mark.charCodeAt(0));
    const { writable, readable } = new DecompressionStream('deflate-raw');
    const writer = writable.getWriter();
    // Whoever reads hears of what is broken.
    Promise.all([writer.write(bytes), writer.close()]).catch(() => {});
    return new Response(readable, { headers: { 'Content-Type': type } });
  }
  // A changed byte makes the fetch fail: nothing of it runs.
  const response = await fetch(source.url ?? '', source.integrity ? { integrity: source.integrity } : {});
  if (!response.ok) throw new Error(`${source.url}: ${response.status}`);
  return response;
}

/** @param {string} id */
function json(id) {
  return JSON.parse(document.getElementById(id)?.textContent || 'null');
}

/** A worker that a policy forbids says so while the module still comes: that is not to be missed. @param {Worker} worker */
export function listened(worker) {
  let lost = false;
  worker.onerror = () => { lost = true; };
  return { worker, lost: () => lost };
}
