// @ts-check
import { COST_GROUPS, colorOf, groupsOf } from '../cost-groups.js';
import { explain } from '../explain.js';
import { exactMoney, money } from '../format.js';
import { html, nothing, svg } from '../language.js';

/**
 * A bar for each option with the headline's amounts, in four parts that have one key.
 *
 * @typedef {import('../page.js').Page} Page
 */

const LONG = 1000;

/** @param {Page} page */
export function bars(page) {
  const all = page.report.options;
  if (all.length === 0) return nothing;
  const most = Math.max(...all.map(option => groupsOf(option).reduce((sum, group) => sum + Math.max(0, group.monthly), 0)), 1e-9);
  const met = COST_GROUPS.filter(group => all.some(option => option.lines.some(line => group.lines.includes(line.id) && line.monthly > 0)));
  return html`<div class="bars" role="group" aria-label="What each costs a month">
    ${all.map(option => {
      let at = 0;
      const pieces = groupsOf(option).filter(group => group.monthly > 0).map(group => {
        const from = at;
        at += (group.monthly / most) * LONG;
        return svg`<rect class="piece ${colorOf(option)} ${group.id}" x=${from} y="0" width=${Math.max(1, at - from - 2)} height="14"><title>${group.label}: ${money(group.monthly)} a month</title></rect>`;
      });
      return html`<p class=${option.best ? 'bar-row best' : 'bar-row'}><span class="bar-name">${option.label}</span>
        <svg viewBox="0 0 ${LONG} 14" preserveAspectRatio="none" aria-hidden="true">${pieces}</svg>
        <button type="button" class="amount" title=${exactMoney(option.monthly)} @click=${() => explain(page, option.id, '')}
          aria-label="${option.label}: ${money(option.monthly)} a month. Where this comes from">${money(option.monthly)}</button></p>`;
    })}
    <p class="bar-key" aria-hidden="true">${met.map(group => html`<span><svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true"><rect class="piece plain ${group.id}" width="10" height="10"></rect></svg> ${group.short}</span>`)}</p>
  </div>`;
}
