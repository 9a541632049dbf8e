// Keeps the whole calculator on the visitor's device, so that a link still answers without a network.
// `site` fills in the two lines below: every file of this version with its digest, and a digest of that list.
const VERSION = 'dev';
const FILES = [];

const SCOPE = new URL(self.registration.scope);
const PREFIX = `build-or-buy ${SCOPE.pathname} `;
const CACHE = PREFIX + VERSION;
const url = path => new URL(path, SCOPE).href;

/** A file whose name carries its digest is taken over from an older version; the others are fetched anew. */
async function keep(cache, [path, integrity]) {
  const kept = integrity && (await caches.match(url(path)));
  const response = kept || (await fetch(url(path), { cache: 'no-cache', ...(integrity && { integrity }) }));
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  await cache.put(url(path), response);
}

async function install() {
  const cache = await caches.open(CACHE);
  await Promise.all(FILES.map(file => keep(cache, file)));
}

async function activate() {
  const names = await caches.keys();
  await Promise.all(names.filter(name => name.startsWith(PREFIX) && name !== CACHE).map(name => caches.delete(name)));
  await self.clients.claim();
}

/** Whatever stands behind `?`, the page is the same. Pages that are not kept lead to the one that is. */
async function page(request) {
  const cache = await caches.open(CACHE);
  const here = new URL(request.url);
  const shell = here.href.split(/[?#]/)[0].replace(/index\.html$/, '');
  const kept = await cache.match(shell, { ignoreSearch: true });
  if (kept) return kept;
  const response = await fetch(request).catch(() => Response.redirect(SCOPE.href + here.search));
  // The method in another language: kept once it was read, as the language itself is.
  if (response.ok && /\/method\.\w+\.html$/.test(shell)) await cache.put(shell, response.clone());
  return response;
}

/** Older engines never change, and a language is fetched by who speaks it: once used they are kept too. */
async function file(request) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request.url, { ignoreVary: true });
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok && ['engines/', 'languages/'].some(folder => request.url.startsWith(url(folder)))) await cache.put(request.url, response.clone());
  return response;
}

self.addEventListener('install', event => event.waitUntil(install()));
self.addEventListener('activate', event => event.waitUntil(activate()));
self.addEventListener('message', event => {
  // Said by the page when the visitor agrees to the update.
  if (event.data === 'skip-waiting') self.skipWaiting();
});
self.addEventListener('fetch', event => {
  const { request } = event;
  const ours = request.method === 'GET' && request.url.startsWith(SCOPE.href);
  if (FILES.length === 0 || !ours || request.destination === 'iframe') return;
  event.respondWith(request.mode === 'navigate' ? page(request) : file(request));
});
