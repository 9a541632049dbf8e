// What leaves the page, what it leaves behind, and what its policy had to stop: nothing.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { join } from 'node:path';
import { field, needs, open, sentence } from './top.mjs';

/** Opens everything that opens, and types into the first fields. */
async function exercise(page) {
  await page.evaluate(async () => {
    for (let round = 0; round < 3; round += 1) {
      for (const part of document.querySelectorAll('details:not([open])')) part.open = true;
      await new Promise(resolve => setTimeout(resolve, 120));
    }
  });
  for (const [name, text] of [['assistant.requests', '3M'], ['volume_factor', '2'], ['horizon', '48'], ['assistant.requests', 'oops']]) {
    await (await field(page, name)).fill(text);
    await page.waitForTimeout(60);
  }
  await page.waitForTimeout(1000);
}

export const tests = [
  {
    name: 'no third party, no cookie, no storage, no console message, no violation of the policy',
    needs,
    async run(t) {
      const context = await t.context();
      await context.addInitScript(() => {
        window.violations = [];
        document.addEventListener('securitypolicyviolation', event => window.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
      });
      const page = await open(t, '?v=2&assistant.requests=2M', { context });
      await sentence(page);
      await exercise(page);
      const left = await page.evaluate(async () => ({
        cookies: document.cookie, local: localStorage.length, session: sessionStorage.length, databases: (await indexedDB.databases()).length,
      }));
      const { foreign, console: said, errors } = page.seen;
      t.measure('security', 'third-party requests', '0', foreign.length, foreign.length === 0);
      t.measure('security', 'cookies and storage', '0', (await context.cookies()).length + left.local + left.session + left.databases,
        (await context.cookies()).length === 0 && left.local + left.session + left.databases === 0 && left.cookies === '');
      const violations = await page.evaluate(() => window.violations);
      assert.deepEqual(violations, []);
      t.measure('security', 'policy and Trusted Types violations', '0', violations.length, violations.length === 0);
      assert.deepEqual({ said, errors }, { said: [], errors: [] });
      t.measure('security', 'console messages', '0', said.length + errors.length, said.length + errors.length === 0);
      // Only the first document may carry what is asked, since its address does.
      const leaks = page.site.requests.slice(1).filter(one => /assistant/.test(one.url + (one.headers.referer ?? '')));
      assert.deepEqual(leaks.map(one => one.url), []);
    },
  },
  {
    name: 'every page has the policy, and every script and style its digest',
    browsers: ['chromium'],
    needs,
    async run(t) {
      for (const name of ['index.html', 'embed.html']) {
        const html = readFileSync(join(t.works.site, name), 'utf8');
        const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1] ?? '';
        assert.match(policy, /default-src 'none'/);
        assert.match(policy, /require-trusted-types-for 'script'/);
        assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'|\*/);
        // What an inline script holds as text loads nothing.
        const tags = html.replace(/(<script(?![^>]* src=)[^>]*>)[\s\S]*?<\/script>/g, '$1');
        const loading = tags.match(/<(?:script[^>]* src=|link[^>]*rel="stylesheet")[^>]*>/g) ?? [];
        for (const tag of loading) assert.match(tag, /integrity="sha(256|384|512)-/, tag);
        const files = /id="files"[^>]*>([^<]+)</.exec(html)[1];
        for (const [file, source] of Object.entries(JSON.parse(files))) {
          if (source?.url) assert.match(source.integrity ?? '', /^sha/, `${name}: ${file}`);
        }
      }
      t.measure('security', 'scripts, styles, module and prices with a digest', 'all', 'all', true);
    },
  },
  {
    name: 'the first visit is light',
    browsers: ['chromium'],
    needs,
    async run(t) {
      const context = await t.context({ serviceWorkers: 'block' });
      const page = await open(t, '', { context });
      await sentence(page);
      await page.waitForTimeout(500);
      const paths = page.site.requests.map(one => (one.path.endsWith('/') ? `${one.path}index.html` : one.path));
      const sizes = new Map(paths.map(path => {
        try { return [path, brotliCompressSync(readFileSync(join(t.works.site, path))).length]; } catch { return [path, 0]; }
      }));
      const kb = wanted => Math.round(paths.filter(path => wanted.test(path)).reduce((sum, path) => sum + sizes.get(path), 0) / 100) / 10;
      const loader = brotliCompressSync(readFileSync(join(t.works.site, 'embed.js'))).length;
      t.measure('weight', 'embed loader, Brotli', '<= 1500 bytes', loader, loader <= 1500, { unit: 'bytes' });
      t.measure('weight', 'requests of the first visit', '<= 9', paths.length, paths.length <= 9);
      t.measure('weight', 'JavaScript, Brotli', '<= 62 KB', kb(/\.js$/), kb(/\.js$/) <= 62, { unit: 'KB' });
      // The style stands inside the page.
      const style = /<style>([\s\S]*?)<\/style>/.exec(readFileSync(join(t.works.site, 'index.html'), 'utf8'))?.[1] ?? '';
      assert.ok(style.length > 5_000, 'the page holds its style');
      const styles = Math.round(brotliCompressSync(style).length / 100) / 10;
      t.measure('weight', 'CSS, Brotli', '<= 6 KB', styles, styles <= 6, { unit: 'KB' });
      t.measure('weight', 'engine module, Brotli', '<= 289 KB', kb(/\.wasm$/), kb(/\.wasm$/) <= 289, { unit: 'KB' });
      t.measure('weight', 'first visit, all files, Brotli', '<= 396.5 KB', kb(/./), kb(/./) <= 396.5, { unit: 'KB' });
    },
  },
];
