// @ts-check
import { bands } from './chart/bands.js';
import { currencyNote } from './format.js';
import { dates } from './dates.js';
import { ask } from './form.js';
import { mandate } from './mandate.js';
import { ownCases } from './own-cases.js';
import { nameOf } from './workloads.js';
import { linkOf } from './take-away.js';
import { odds } from './verdict.js';
import { said } from './words.js';
import { html, nothing, t } from './language.js';

/**
 * The calculator as a card inside a text: verdict, picture, three questions, and whose it is. The whole page is a link away.
 *
 * @typedef {import('./page.js').Page} Page
 */

/** @param {Page} page @param {number} width of the picture */
export function card(page, width) {
  const { verdict: found } = page.report;
  // The workload with the most tokens in stands for the case.
  const tokens = (/** @type {string} */ slug) => ['requests', 'input_tokens'].reduce((all, name) => all * (page.ledger.get(`${slug}.${name}`)?.value ?? 0), 1);
  const [most] = [...page.slugs].sort((a, b) => tokens(b) - tokens(a));
  const made = html`${dates(page, false)} ${currencyNote()}`;
  return html`<section id="answer" class="answer" aria-labelledby="verdict" tabindex="-1">
      <h1 id="verdict">${said(found.sentence, true)}</h1>
      ${mandate(page)}
      ${found.word === 'no-answer' ? nothing : html`${bands(page, width)}
        <p class="why"><b class="sure">${odds(page)}</b> ${said(found.check, true)} <span class="note">${made}</span></p>`}
    </section>
    ${ownCases(page)}<form id="questions" autocomplete="off" novalidate aria-label="Your case" @submit=${(/** @type {Event} */ event) => event.preventDefault()}><div class="asks">
      ${most ? ask(page, `${most}.requests`, t`Requests a month for ${nameOf(page, most)}`) : nothing}
      ${ask(page, 'ml_ops', t('Our own model would be run by'))}
      ${ask(page, 'regime', t('Must the data stay in-house?'), nothing, { none: t('no') })}</div></form>
    ${found.word === 'no-answer' ? html`<p class="made">${made}</p>` : nothing}
    ${whose(page)}`;
}

/** Who set what cannot be changed, and whom to write to; the letter carries the link. @param {Page} page */
export function whose(page) {
  const by = page.pairs.get('by')?.slice(0, 60) ?? '';
  const to = /^[^\s@?&,;]+@[^\s@?&,;]+$/.exec(page.pairs.get('contact') ?? '')?.[0];
  const lock = page.pairs.get('lock');
  const letter = `mailto:${to}?subject=${encodeURIComponent('Build or buy?')}&body=${encodeURIComponent(site(page))}`;
  return html`${by || lock ? html`<p class="made">${by ? html`Presented by ${by}. ` : nothing}${lock ? t`What cannot be changed here was set by ${by || t('this site')}.` : nothing}</p>` : nothing}
    ${to ? html`<p class="acts"><a class="call" href=${letter} target="_blank">Ask ${by || to} about this case</a></p>` : nothing}`;
}

/** The link of the whole page, as the frame's own foot has it. @param {Page} page */
const site = page => /** @type {HTMLAnchorElement | null} */ (document.getElementById('whole'))?.href ?? linkOf(page, '?');
