// @ts-check
import { start } from './start.js';

start({ root: /** @type {HTMLElement} */ (document.getElementById('app')), compact: false });
