// @ts-check
import { languages, methodAddress, wordsOf } from './files.js';
import { speak, t, word } from './language.js';

/**
 * The change of the page to another language. Its words are fetched when they are first asked for.
 */

/** The language whose words are spoken. */
let spoken = '';
/** The language that was asked for last. */
let asked = '';

/** The page about the method, in the language that is spoken. */
export const methodPage = () => methodAddress(spoken);

/** The table for a tag, or for its language: `de` for `de-AT`; none for English. @param {string} tag */
const tableFor = tag => languages.find(one => one === tag) ?? languages.find(one => one === tag.split('-')[0].toLowerCase()) ?? '';

/** Takes the words for a link's language; English where there is no table, or it does not come. @param {string} tag */
export async function takeTongue(tag) {
  const wanted = (asked = tableFor(tag));
  if (wanted === spoken) return;
  const words = wanted ? await wordsOf(wanted).catch(error => { console.error(error); return null; }) : null;
  // Another may have been asked for while this one came.
  if (asked !== wanted) return;
  spoken = words ? wanted : '';
  speak(words);
  document.documentElement.lang = words ? tag : 'en';
  sayAround();
}

/** The English of what stands around the calculator in its file. @type {Map<Text, string>} */
const around = new Map();

function sayAround() {
  document.title = t('Build or buy? Self-hosted LLM or hosted API');
  for (const part of document.querySelectorAll('body > .skip, .masthead, .foot')) {
    const walk = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    for (let node = /** @type {Text | null} */ (walk.nextNode()); node; node = /** @type {Text | null} */ (walk.nextNode())) {
      const english = around.get(node) ?? node.data;
      around.set(node, english);
      node.data = word(english.replace(/\s+/g, ' '));
    }
  }
  document.querySelector('#to-method a')?.setAttribute('href', methodPage());
}
