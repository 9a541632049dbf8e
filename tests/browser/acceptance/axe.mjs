// What axe-core finds wrong on a page, by WCAG 2.2 A and AA.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** The violations that axe finds, one line each. */
export async function violations(page) {
  await page.evaluate(AXE);
  return page.evaluate(async tags => {
    const { violations: found } = await window.axe.run(document, { runOnly: { type: 'tag', values: tags } });
    return found.map(one => `${one.id} (${one.nodes.length}): ${one.nodes[0].target} ${one.nodes[0].failureSummary?.split('\n')[1] ?? ''}`);
  }, TAGS);
}
