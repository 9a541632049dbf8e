// What the tests look at: the published site and the single file, built once, or why they are not there.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { origin } from './origin.mjs';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');

/** Runs the project's own command; `BUILD_OR_BUY` names a binary that is already built. */
export function command(...words) {
  const [program, ...first] = process.env.BUILD_OR_BUY ? [process.env.BUILD_OR_BUY] : ['cargo', 'run', '--quiet', '--'];
  return execFileSync(program, [...first, ...words], { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 31 - 1, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Builds everything that can be built; `TESTS_IN` names another folder for it than `target/tests/browser`. */
export async function prepare() {
  const missing = {};
  const works = { missing, www: join(root, 'www'), stop: async () => {} };
  for (const [name, file] of Object.entries({ page: 'index.html', embed: 'embed.html' })) {
    works[name] = existsSync(join(works.www, file));
    missing[name] = `www/${file} is not there yet`;
  }
  const listed = command('--help');
  const folder = process.env.TESTS_IN ?? join(root, 'target/tests/browser');
  works.folder = folder;
  mkdirSync(folder, { recursive: true });
  const build = (word, path, needs) => {
    missing[needs] = `\`build-or-buy ${word}\` is not built yet`;
    if (!listed.includes(`  ${word} `) || !works.page) return undefined;
    rmSync(path, { recursive: true, force: true });
    command(word, path);
    return path;
  };
  works.site = build('site', join(folder, 'site'), 'site');
  works.singleFile = build('single-file', join(folder, 'build-or-buy.html'), 'singleFile');
  return works;
}

/** The published site on an origin of its own, which everyone may read, as the README tells hosts to serve it. */
export const calculator = (works, options = {}) => origin({ folder: works.site, open: true, ...options });
