// A web server for tests: one origin, files from a folder and pages from memory, headers by path, a log of requests.

import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

/**
 * Starts an origin on a free port, or on `port`.
 *
 * `host` is the name pages are opened by: `localhost` and `127.0.0.1` are different sites, ports only origins.
 * `pages` are HTML texts by path; `headers(path)` adds headers; `open: true` lets every origin read
 * (Access-Control-Allow-Origin), as published sites do; `edit(path, bytes)` may return other bytes; `under` is the
 * folder of the address that `folder` stands at; `compress` sends Brotli, as real hosts do.
 */
export async function origin({ folder, host = '127.0.0.1', port = 0, pages = {}, headers = () => ({}), open = false, edit, under = '/', compress = false } = {}) {
  const requests = [];
  const self = { folder, pages, headers, open, edit, requests };
  const packed = new Map();
  const brotli = (name, bytes) => {
    if (!packed.has(name)) packed.set(name, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
    return packed.get(name);
  };
  // Room for a query of a megabyte.
  const server = createServer({ maxHeaderSize: 4_000_000 }, async (request, response) => {
    const path = decodeURIComponent(request.url.split('?')[0]);
    requests.push({ path, url: request.url, headers: request.headers });
    const named = path.endsWith('/') ? `${path}index.html` : path;
    let bytes = self.pages[path] ?? self.pages[named];
    if (bytes === undefined && self.folder && named.startsWith(under)) {
      bytes = await readFile(join(self.folder, normalize(named.slice(under.length - 1)))).catch(() => undefined);
    }
    if (bytes !== undefined && self.edit) bytes = self.edit(path, Buffer.from(bytes));
    const pack = compress && bytes !== undefined && /\bbr\b/.test(request.headers['accept-encoding'] ?? '');
    const type = TYPES[extname(named)] ?? 'application/octet-stream';
    response.writeHead(bytes === undefined ? 404 : 200, {
      'Content-Type': bytes === undefined ? 'text/plain' : type,
      'Cache-Control': 'no-cache',
      ...(pack && { 'Content-Encoding': 'br' }),
      ...(self.open && { 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin' }),
      ...self.headers(path),
    });
    response.end((pack ? brotli(named, bytes) : bytes) ?? 'not here');
  });
  const listen = wanted => new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(wanted, () => resolve(server.address().port));
  });
  const taken = await listen(port);
  return Object.assign(self, {
    url: `http://${host}:${taken}`,
    port: taken,
    stop: () => new Promise(resolve => {
      server.close(resolve);
      server.closeAllConnections();
    }),
  });
}
