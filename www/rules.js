// @ts-check
import { table } from './chart/figure.js';
import { fold } from './fold.js';
import { day, money, number } from './format.js';
import { nameOf } from './workloads.js';
import { cite, said } from './words.js';
import { html, isForeign, nothing, t } from './language.js';

/**
 * The reasons people give, each with the number that decides it; what a law does; which models are good enough.
 *
 * @typedef {import('./page.js').Page} Page
 * @typedef {import('./pkg/build_or_buy.js').Rule} Rule
 */

/** @type {[Rule['status'], string][]} */
const STATES = [['applies', t('Applies here')], ['unknown', t('Not known yet')]];
const FAVORS = { buy: t('for an API'), build: t('for running your own'), hybrid: t('for doing both'), neither: t('changes no cost') };

/** @param {Page} page */
export function rules(page) {
  const reasons = page.deep?.reasons;
  if (!reasons) return nothing;
  const rest = reasons.rules.filter(rule => rule.status === 'does-not-apply');
  const others = page.open.has('others');
  return html`<section class=${page.fresh ? 'part' : 'part stale'} aria-labelledby="h-rules"><h2 id="h-rules">Reasons people give</h2>
    ${STATES.map(([state, title]) => {
      const some = reasons.rules.filter(rule => rule.status === state);
      return some.length === 0 ? nothing : html`<h3>${title}</h3><ul class="rules">${some.map(rule => reason(rule))}</ul>`;
    })}
    <details class="wide" data-part="others" ?open=${others} @toggle=${(/** @type {any} */ event) => page.toggle('others', event.target.open)}>
      <summary>${rest.length} that do not apply here: <span class="few">${rest.slice(0, 3).map(rule => (isForeign() ? t(rule.title) : rule.title.toLowerCase())).join('; ')}…</span></summary>
      ${others ? html`<ul class="rules">${rest.map(rule => reason(rule))}</ul>` : nothing}</details>
    ${gate(page)}${bridge(page)}
  </section>`;
}

/** The reason, who it speaks for and the number that decides it; what to ask beside it. @param {Rule} rule */
function reason(rule) {
  return html`<li><p><b>${rule.title}</b> <span class="small">${FAVORS[rule.favors]}</span></p>
    <p>${said(rule.deciding)}</p>
    <p class="note"><span>Ask: ${rule.question}</span>${rule.source ? html` <span class="cite">Source: ${cite(rule.source)}.</span>` : nothing}</p></li>`;
}

/** @param {Page} page */
function gate(page) {
  const found = page.deep?.reasons?.compliance;
  if (!found || found.status === 'none') return nothing;
  const lines = (/** @type {import('./pkg/build_or_buy.js').Sentence[]} */ all) => all.map(one => html`<li>${said(one)}</li>`);
  return html`<h3>${found.regime?.name ?? t('The rule')}</h3>
    <div class="text"><p>${said(found.finding)}</p>
    ${found.regime ? html`<p>Condition: ${found.regime.condition}</p><p>Ask: ${found.regime.question}</p>
      <p class="note">Source: ${cite(found.regime.source)}, seen ${found.regime.checked}.</p>` : nothing}
    ${found.to_do.length ? html`<ol>${lines(found.to_do)}</ol>` : nothing}
    ${found.readings.length ? html`<ul>${lines(found.readings.map(one => one.sentence))}</ul>` : nothing}
    ${found.questions.length ? html`<ul>${found.questions.map(one => html`<li>${one}</li>`)}</ul>` : nothing}
    ${found.notes.map(one => html`<p class="note">${said(one)}</p>`)}</div>`;
}

/** The steps from another calculator's number to this one. @param {Page} page */
function bridge(page) {
  const found = page.deep?.reasons?.bridge;
  if (!found) return nothing;
  return html`<h3 id="h-bridge" tabindex="-1">From the other calculator’s number to ours</h3>
    ${table([t('Step'), t('A month')], [[t('Their way gives'), money(found.theirs)], ...found.steps.map(step => [said(step.label), money(step.amount)]),
      [html`<b>Ours</b>`, html`<b>${money(found.ours)}</b>`]], t('Steps from the other number to ours'))}`;
}

/** @param {Page} page */
export function quality(page) {
  const reasons = page.deep?.reasons;
  if (!reasons || reasons.candidates.length === 0) return nothing;
  const list = (/** @type {import('./pkg/build_or_buy.js').Scored[]} */ all) => (all.length === 0 ? t('none')
    : all.map(one => html`<span class="block">${one.name}, ${one.is_floor ? t`${number(one.points, 3)} or more` : number(one.points, 3)}${one.monthly === null ? '' : `, ${money(one.monthly)}`}</span>`));
  const unscored = [...new Set(reasons.candidates.flatMap(one => one.unscored))];
  return fold(page, { id: 'quality', title: t('Which models are good enough'), stale: !page.fresh }, () => html`
    <p class="note">Quality score: ${page.report.index}, ${day(page.report.index_date)}; higher is better. Cost a month for the whole workload.</p>
    ${table([t('Workload'), t('Closed, by API'), t('Open weights, by API'), t('Open weights, on your own servers')], reasons.candidates.map(one => [
      html`<b>${nameOf(page, one.slug)}</b><span class="note block">${one.floor === null ? t('any') : t`needs ${number(one.floor, 3)}`}</span>`,
      list(one.hosted_closed), list(one.hosted_open), list(one.own)]), t('Models that clear the floor, by workload'))}
    ${unscored.length ? html`<p class="note">Without a score, and so no candidate: ${unscored.join(', ')}. Under “Your own prices” you can give one.</p>` : nothing}
    <ul class="plain">${reasons.one_notch_less.filter(one => one.saves > 0).map(one => html`<li>${said(one.note)}</li>`)}</ul>
    ${reasons.fine_tuning.map(one => html`<p class="text">${said(one.hosted_adapter)} ${said(one.hosted_closed)} ${said(one.own)}</p>`)}
    <details ?open=${page.open.has('licences')} @toggle=${(/** @type {any} */ event) => page.toggle('licences', event.target.open)}>
      <summary>Licences, and what fits on which GPU</summary>
      ${page.open.has('licences') ? html`<ul class="plain">${reasons.compliance.licences.map(one => html`<li>${said(one.sentence)}</li>`)}</ul>
        ${table([t('Model'), 'GPU', 'GPUs', t('Fits')], reasons.compliance.fits.map(one => [one.model || t('None'), one.gpu, one.gpus || '', one.fits ? t('yes') : one.why]), t('What fits on which GPU'))}` : nothing}
    </details>`);
}
