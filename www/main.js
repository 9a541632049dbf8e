// @ts-check
import { start } from './start.js';

export { start };

const root = document.getElementById('app');
if (root) start({ root, compact: false });
