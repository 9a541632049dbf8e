// @ts-check
import { copy } from './copy.js';
import { siteRoot } from './files.js';
import { queryText } from './state.js';
import { html } from './language.js';

/**
 * The snippet that puts these inputs into another page, with a preview of what it will show.
 *
 * @typedef {import('./page.js').Page} Page
 */

/** @param {Page} page */
export function embedCode(page) {
  const chosen = page.memory.embed ??= { theme: 'auto', kind: 'script', lock: '', view: '' };
  const set = (/** @type {string} */ key) => (/** @type {any} */ event) => { chosen[key] = event.target.value; page.paint(page); };
  const pairs = new Map(page.link());
  for (const key of [...pairs.keys()]) if (/^(theme|beside\d|memo_.*)$/.test(key)) pairs.delete(key);
  if (chosen.view) pairs.set('view', chosen.view);
  if (chosen.theme !== 'auto') pairs.set('theme', chosen.theme);
  if (chosen.lock) pairs.set('lock', chosen.lock);
  const query = queryText(pairs);
  // Who opens the whole page may change everything.
  const open = queryText([...pairs].filter(([key]) => key !== 'lock' && key !== 'view'));
  const base = new URL(siteRoot || './', document.baseURI.split(/[?#]/)[0]).href;
  const frame = `${base}embed.html?${query}`;
  const escaped = (/** @type {string} */ text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  const attributes = [...pairs].map(([key, value]) => `${key}="${escaped(value)}"`).join(' ');
  const title = 'Build or buy? Self-hosted LLM or hosted API';
  const code = chosen.kind === 'script'
    ? `<script defer src="${base}embed.js"></script>\n<build-or-buy${attributes && ` ${attributes}`}><a href="${escaped(`${base}?${open}`)}">${title}</a></build-or-buy>`
    : `<iframe src="${escaped(frame)}" title="${title}" width="100%" height="640" loading="lazy" style="border:0"></iframe>`;
  return html`<h3>Put it into your own page</h3>
    <p class="acts"><label>As <select @change=${set('kind')}><option value="script">a script, which fits its height</option><option value="frame">a plain frame</option></select></label>
      <label>Shows <select @change=${set('view')}><option value="">the calculator</option><option value="card">a card: verdict, picture, three questions</option></select></label>
      <label>Theme <select @change=${set('theme')}><option value="auto">follows the reader</option><option value="light">light</option><option value="dark">dark</option></select></label>
      <label>Inputs <select @change=${set('lock')}><option value="">may be changed</option><option value="all">are fixed</option></select></label></p>
    <label class="sr" for="embed-code">Embed code</label><textarea id="embed-code" rows="4" readonly spellcheck="false" .value=${code}></textarea>
    <p class="acts"><button type="button" @click=${() => copy(page, code, 'Embed code copied.')}>Copy embed code</button></p>
    <iframe class="preview" title="Preview of the embed" loading="lazy" src=${frame}></iframe>`;
}
