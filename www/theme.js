// @ts-check
import { accentStyles } from './accent.js';

/** The choices that were set last: to set a style again makes the browser work every style out again. */
let set = '   ';

/**
 * The look a link or a host may choose, by allow-list only.
 *
 * @param {import('./page.js').Page} page
 */
export function setTheme(page) {
  const root = document.documentElement;
  const [theme, accent, radius, ground] = ['theme', 'accent', 'radius', 'ground'].map(key => page.pairs.get(key)?.replace(/^#/, '') ?? '');
  const wanted = [theme, accent, radius, ground].join(' ');
  if (wanted === set) return;
  set = wanted;
  root.style.setProperty('color-scheme', theme === 'light' || theme === 'dark' ? theme : 'light dark');
  for (const [name, value] of accentStyles(/^[0-9a-f]{6}$/i.test(accent) ? accent : '')) root.style.setProperty(name, value);
  if (/^([0-9]|1[0-9]|2[0-4])$/.test(radius)) root.style.setProperty('--radius', `${radius}px`);
  else root.style.removeProperty('--radius');
  // The color of the page around shows through.
  if (ground === 'clear' && page.compact) root.style.background = 'none';
  else root.style.removeProperty('background');
}
