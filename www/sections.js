// @ts-check
import { breath } from './state.js';
import { html } from './language.js';

/** The way to each section, in sight while the page scrolls where there is room for it, with the one that is read marked. */
export const sections = () => html`<nav class="sections" aria-label="Sections"><a href="#answer">Answer</a>
  <a href="#h-flips">What changes it</a> <a href="#costs">Costs</a> <a href="#h-odds">How sure</a> <a href="#h-cash">Cash</a>
  <a href="#h-rules">Reasons</a> <a href="#h-futures">What if</a> <a href="#h-quality">Models</a> <a href="#h-ledger">Sources</a></nav>`;

/** What was last asked for. */
let asked = '';

/** Goes to a place of the page, and opens what it lies in. @param {HTMLElement} goal */
export async function goTo(goal) {
  asked = goal.id;
  for (let fold; (fold = /** @type {HTMLDetailsElement | null} */ (goal.closest('details:not([open])')));) {
    fold.open = true;
    // What is inside is drawn once it is open.
    await new Promise(requestAnimationFrame);
    await breath();
  }
  const summary = goal.closest('summary');
  if (!summary && goal.tabIndex < 0) goal.tabIndex = -1;
  (summary ?? goal).focus();
  // A heading that stays in view while its section passes does not tell where that begins.
  (goal.matches('h2') && goal.closest('section') || goal).scrollIntoView();
}

/** Marks the last section that has come up; at the end of the page the one that was asked for. What is not there leads nowhere. */
export function mark() {
  const end = scrollY && scrollY + innerHeight > document.documentElement.scrollHeight - 2;
  /** @type {Element | undefined} */
  let now;
  const links = document.querySelectorAll('.sections a');
  if (!links[0]?.checkVisibility()) return;
  for (const link of links) {
    const id = link.getAttribute('href')?.slice(1) ?? '';
    const top = document.getElementById(id)?.getBoundingClientRect().top;
    link.toggleAttribute('hidden', top === undefined);
    if (top !== undefined && (top < innerHeight / 3 || !now || (end && id === asked && top < innerHeight))) now = link;
    if (end && id === asked) break;
  }
  for (const link of links) if (link === now) link.setAttribute('aria-current', 'location'); else link.removeAttribute('aria-current');
}
