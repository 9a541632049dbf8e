// @ts-check
import { t } from './language.js';
/** @typedef {import('./page.js').Page} Page */

/** Copies, or where that is forbidden shows the text to copy by hand. @param {Page} page @param {string} text @param {string} said */
export async function copy(page, text, said) {
  page.memory.copyText = '';
  try {
    await navigator.clipboard.writeText(text);
    page.memory.copied = said;
  } catch {
    page.memory.copied = t('The browser does not let this page copy. Copy it from here:');
    page.memory.copyText = text;
  }
  page.paint(page);
}
