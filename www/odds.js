// @ts-check
import { figure, point, table } from './chart/figure.js';
import { extent, linear, ticks } from './chart/scale.js';
import { coarseMoney, exactMoney, money, number, shortMoney } from './format.js';
import { fold } from './fold.js';
import { isNarrow } from './brief.js';
import { plain, said } from './words.js';
import { html, nothing, svg, t } from './language.js';

/**
 * How sure the answer is, what to find out first, and how each choice fares in named futures.
 *
 * @typedef {import('./page.js').Page} Page
 */

/** @param {Page} page @param {number} width */
export function odds(page, width) {
  const found = page.deep?.uncertainty;
  if (!found?.difference) return nothing;
  const { dots50: dots, p10, p50, p90 } = found.difference.monthly;
  const own = found.strategies.filter(one => one.strategy !== 'buy').sort((a, b) => a.mean - b.mean)[0]?.strategy ?? 'build';
  const cheaper = dots.filter(dot => dot > 0).length;
  const title = t`In ${cheaper} of 50 plausible futures an API is cheaper`;
  const [low, high] = extent([0, ...dots]);
  const x = linear([low, high], [12, Math.max(13, width - 12)]);
  /** @type {Map<number, number>} */
  const piled = new Map();
  const placed = dots.map(dot => {
    const column = Math.round(x(dot) / 11);
    const at = piled.get(column) ?? 0;
    piled.set(column, at + 1);
    return { x: column * 11, level: at, side: dot > 0 ? 'buy' : own };
  });
  const tall = Math.max(...piled.values(), 1);
  const base = tall * 11 + 24;
  const height = base + 22;
  const zero = x(0);
  const picture = svg`
    <path class="grid" d="M0,${base}H${width}"></path>
    ${ticks([low, high], width < 500 ? 3 : 6).map(tick => svg`<text class="tick" x=${x(tick)} y=${height - 4} text-anchor="middle">${shortMoney(tick)}</text>`)}
    <path class="at you" d="M${zero},10V${base}"></path>
    ${zero < width - 110 ? svg`<text x=${zero + 6} y="12">API cheaper by …</text>` : nothing}${zero > 130 ? svg`<text x=${zero - 6} y="12" text-anchor="end">own cheaper by …</text>` : nothing}
    ${placed.map(dot => point(dot.side, dot.x, base - 6 - dot.level * 11))}`;
  const lessons = found.learn.filter(lesson => !lesson.suppressed && lesson.worth_it);
  const wrong = found.regret / Math.max(1, page.report.horizon);
  return html`<section class=${page.fresh ? 'part' : 'part stale'} aria-labelledby="h-odds"><h2 id="h-odds">How sure this is</h2>
    ${figure(page, {
      id: 'dots', width, height, picture, title,
      note: t('50 plausible futures. Each dot: how much more running your own would cost than an API, a month.'),
      description: t('Difference in cost a month between running one’s own and buying, in 50 equally likely futures.'),
      heads: [t('Future'), t('Own servers over API, a month')],
      rows: dots.map((dot, at) => [at + 1, money(dot)]),
    })}
    <div class="margin"><p class="text">In 8 of 10 futures the difference lies between ${money(p10)} and ${money(p90)} a month; the middle is ${money(p50)}.
      ${wrong < 100 ? t('The risk of choosing wrong is next to nothing.') : html`Choosing wrong would cost about ${coarseMoney(wrong)} a month on average.`}</p>
    <h3>What to find out first</h3>
    ${lessons.length === 0 ? html`<p class="text">Nothing. You can decide now.</p>`
      : html`<ol class="text">${lessons.slice(0, 3).map(lesson => html`<li>${said(lesson.advice)}</li>`)}</ol>`}</div>
  </section>`;
}

/** @param {Page} page */
export function futures(page) {
  const found = page.deep?.reasons?.scenarios;
  const exit = page.deep?.reasons?.lock_in;
  if (!found || !exit) return nothing;
  const way = (/** @type {string} */ title, /** @type {import('./pkg/build_or_buy.js').Exit | null} */ out) => (out
    ? html`<h3>${title}: ${number(out.weeks, 2)} weeks, ${money(out.money)}</h3><ul class="plain">${out.items.map(item => html`<li>${item.label} ${money(item.amount)}</li>`)}</ul>` : nothing);
  const finding = found.disagreement ? said(found.disagreement) : html`The choice that is cheapest now also goes wrong by the least.`;
  const title = t('If the world turns out otherwise');
  const inside = (/** @type {unknown} */ before) => html`<p class="text">${before} Each amount: what the choice would cost over the cheapest one in that future, in today’s money.</p>
    <div class="wide">${table([t('Future'), ...found.strategies.map(one => one.label)], found.scenarios.map(one => [
      html`<b>${one.label}</b><span class="note block">${one.assumed}</span>`,
      ...one.regret.map((regret, at) => (regret === null ? '—' : at === one.best ? html`<b>cheapest</b>`
        : found.strategies.length < 3 || regret < Math.max(...one.regret.map(Number)) ? html`<span title=${exactMoney(regret)}>${money(regret)}</span>`
          : html`<span class="dearest" title=${exactMoney(regret)}>${money(regret)} <span class="note block">dearest</span></span>`)),
    ]), t('Regret of each choice in each future'))}</div>`;
  return html`${isNarrow(page) ? fold(page, { id: 'futures', title, few: finding, stale: !page.fresh }, () => inside(nothing))
    : html`<section class=${page.fresh ? 'part' : 'part stale'} aria-labelledby="h-futures"><h2 id="h-futures">${title}</h2>${inside(finding)}</section>`}
  ${fold(page, { id: 'exit', title: t('The way back'), stale: !page.fresh }, () => html`<p class="text">${plain(exit.note)}</p>
    <div class="two"><div>${way(t('Leaving the API'), exit.leave_api)}</div><div>${way(t('Leaving your own GPUs'), exit.leave_gpus)}</div></div>`)}`;
}
