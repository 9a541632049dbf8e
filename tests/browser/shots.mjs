import { calculator } from './acceptance/works.mjs';
import { BROWSERS } from './acceptance/browsers.mjs';
import { readFileSync } from 'node:fs';
const site = await calculator({ site: '/tmp/site1' });
const which = process.argv[2];
const b = await BROWSERS[which].start(BROWSERS[which].path);
const presets = JSON.parse(readFileSync('/work/main/www/presets.json', 'utf8'));
for (const { id } of presets) for (const dark of [false, true]) {
  for (const [w, h] of [[360, 740], [768, 1024], [1280, 800], [1600, 900]]) {
    const c = await b.newContext({ viewport: { width: w, height: h } });
    const p = await c.newPage();
    await p.goto(`${site.url}/p/${id}/${dark ? '?theme=dark' : ''}`);
    await p.waitForSelector('main[data-known="odds"], main[data-known="all"]', { timeout: 60000 }).catch(() => console.log('late', id, w));
    await p.waitForTimeout(300);
    const over = await p.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 0) console.log(which, id, w, dark, 'too wide by', over);
    await p.screenshot({ path: `/tmp/shots/${which}-${id}-${dark ? 'd' : 'l'}-${w}.png` });
    await c.close();
  }
}
await b.close(); await site.stop(); console.log('done', which); process.exit(0);
