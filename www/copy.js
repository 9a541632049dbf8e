// @ts-check
import { t } from './language.js';
/** @typedef {import('./page.js').Page} Page */

/** Says what was done; said twice it is heard twice. @param {Page} page @param {unknown} said */
export async function tell(page, said) {
  if (page.memory.copied === said) {
    page.memory.copied = '';
    page.paint(page);
    await new Promise(resolve => { setTimeout(resolve, 100); });
  }
  page.memory.copied = said;
  page.paint(page);
}

/** Copies, or where that is forbidden shows the text to copy by hand. @param {Page} page @param {string} text @param {string} said */
export async function copy(page, text, said) {
  page.memory.copyText = '';
  try {
    await navigator.clipboard.writeText(text);
    await tell(page, said);
  } catch {
    page.memory.copyText = text;
    await tell(page, t('The browser does not let this page copy. Copy it from here:'));
  }
}
