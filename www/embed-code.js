// @ts-check
import { copy } from './copy.js';
import { CURRENCIES } from './currency.js';
import { siteRoot } from './files.js';
import { queryText } from './state.js';
import { html, nothing, t } from './language.js';

/**
 * The snippet that puts these inputs into another page, with a preview of what it will show.
 *
 * @typedef {import('./page.js').Page} Page
 */

/** The color of lines and buttons where no other is given (`--ink`). */
const INK = '#16181d';

/** @param {Page} page */
export function embedCode(page) {
  const shown = (/** @type {string} */ key) => page.pairs.get(key) ?? '';
  const chosen = page.memory.embed ??= { kind: 'script', currency: shown('currency').toUpperCase() || 'USD', rate: shown('rate'), accent: shown('accent').replace(/^#?(?=.)/, '#') };
  // A field that goes while it is typed in says its change in the midst of drawing: what follows is drawn afterwards.
  const set = (/** @type {string} */ key) => (/** @type {any} */ event) => { chosen[key] = event.target.value; queueMicrotask(() => page.paint(page)); };
  /** One choice of several. @param {string} key @param {string} label @param {Record<string, string>} words */
  const one = (key, label, words) => html`<label>${label} <select @change=${set(key)}>${Object.entries(words).map(([word, said]) => html`<option value=${word} .selected=${word === (chosen[key] ?? '')}>${said}</option>`)}</select></label>`;
  const pairs = new Map(page.link());
  for (const key of [...pairs.keys()]) if (/^(beside\d|memo_.*)$/.test(key)) pairs.delete(key);
  const inUsd = chosen.currency === 'USD';
  const look = { view: chosen.view, theme: chosen.theme, lock: chosen.lock, accent: chosen.accent.slice(1), currency: !inUsd && chosen.currency, rate: !inUsd && chosen.rate };
  for (const [key, text] of Object.entries(look)) if (text) pairs.set(key, text); else pairs.delete(key);
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
    <p class="acts">${one('kind', t('As'), { script: t('a script, which fits its height'), frame: t('a plain frame') })}
      ${one('view', t('Shows'), { '': t('the calculator'), card: t('a card: verdict, picture, three questions') })}
      ${one('currency', t('Amounts in'), Object.fromEntries([...CURRENCIES, chosen.currency].map(code => [code, code])))}
      ${chosen.currency === 'USD' ? nothing : html`<label>1 USD = <input type="text" inputmode="decimal" size="6" maxlength="12" placeholder="rate" .value=${chosen.rate} @change=${set('rate')}> ${chosen.currency}</label>`}
      <label>Accent <input type="color" .value=${chosen.accent || INK} @change=${set('accent')}></label>
      ${one('theme', t('Theme'), { '': t('follows the reader'), light: t('light'), dark: t('dark') })}
      ${one('lock', t('Inputs'), { '': t('may be changed'), all: t('are fixed') })}
      ${one('wide', t('Preview'), { '': t('wide'), narrow: t('narrow, 320 pixels') })}</p>
    <label class="sr" for="embed-code">Embed code</label><textarea id="embed-code" rows="4" readonly spellcheck="false" .value=${code}></textarea>
    <p class="acts"><button type="button" @click=${() => copy(page, code, 'Embed code copied.')}>Copy embed code</button></p>
    <iframe class="preview ${chosen.wide ?? ''}" title="Preview of the embed" loading="lazy" src=${frame}></iframe>`;
}
