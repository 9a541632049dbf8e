// @ts-check
/**
 * The look a link or a host may choose, by allow-list only.
 *
 * @param {import('./page.js').Page} page
 */
export function setTheme(page) {
  const root = document.documentElement;
  const theme = page.pairs.get('theme');
  root.style.setProperty('color-scheme', theme === 'light' || theme === 'dark' ? theme : 'light dark');
  const accent = page.pairs.get('accent')?.replace(/^#/, '') ?? '';
  if (/^[0-9a-f]{6}$/i.test(accent)) root.style.setProperty('--accent', `#${accent}`);
  else root.style.removeProperty('--accent');
  const radius = page.pairs.get('radius') ?? '';
  if (/^([0-9]|1[0-9]|2[0-4])$/.test(radius)) root.style.setProperty('--radius', `${radius}px`);
  else root.style.removeProperty('--radius');
}
