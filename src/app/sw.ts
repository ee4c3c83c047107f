/// <reference lib="webworker" />
/**
 * The service worker. It precaches the shell; an update waits until the user takes it. The WebAssembly
 * runtime is too large to delay the installation, so it is cached when the page asks for it; a decoder, and the models
 * of words and faces, when first needed. Other model files are not cached here: the models worker verifies and stores
 * them. The service worker adds each of the app's headers that the host does not send, so that threads and the content
 * policy work there too.
 */

import { cacheNames, clientsClaim, type WorkboxPlugin } from 'workbox-core';
import { ExpirationPlugin } from 'workbox-expiration';
import {
  addPlugins,
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  getCacheKeyForURL,
  type PrecacheEntry,
  precacheAndRoute,
} from 'workbox-precaching';
import { registerRoute } from 'workbox-routing';
import { CacheFirst } from 'workbox-strategies';
import { LATER_CACHE, SHARED_CACHE } from '#core/caches';
import { HEADERS } from '#core/headers';
import { FIND, SHARE, SHARED } from '#core/system-names';

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: PrecacheEntry[] };

const LARGE_CACHE = 'mitsuke-large';
const WEBGPU_CACHE = 'mitsuke-webgpu';
const ALBUM_CACHE = 'mitsuke-album';

// The build replaces this name with the list of files.
const entries: PrecacheEntry[] = self.__WB_MANIFEST;
/** Decoders, and the models of words and faces. */
const isLater = (url: string) => /assets\/(decoders|words|faces)\//.test(url);
const isLarge = (url: string) => /\.(wasm|mjs)$/.test(url) && !isLater(url);
/** The app may be served from any folder of its host. */
const addressOf = (path: string) => new URL(path, self.registration.scope).href;
const all = entries.map(({ url }) => addressOf(url));
const large = all.filter(isLarge);
const later = all.filter(isLater);

const isolate: WorkboxPlugin = {
  handlerWillRespond: async ({ response }) => {
    const missing = Object.entries(HEADERS).filter(([name]) => !response.headers.has(name));
    if (missing.length === 0) return response;
    const headers = new Headers(response.headers);
    for (const [name, value] of missing) headers.set(name, value);
    return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
  },
};

addPlugins([isolate]);
const shell = entries.filter(({ url }) => !isLarge(url) && !isLater(url));
precacheAndRoute(shell);
cleanupOutdatedCaches();
clientsClaim();

// The page alone, with any query: its files are named relative to it, so it works at no other address.
registerRoute(
  ({ request, url }) =>
    request.mode === 'navigate' &&
    [addressOf('.'), addressOf('index.html')].includes(url.origin + url.pathname),
  createHandlerBoundToURL('index.html'),
);
registerRoute(
  ({ url }) => large.includes(url.href),
  new CacheFirst({ cacheName: LARGE_CACHE, plugins: [isolate] }),
);
registerRoute(
  ({ url }) => later.includes(url.href),
  new CacheFirst({ cacheName: LATER_CACHE, plugins: [isolate] }),
);
// The runtime for WebGPU, cached on first use: the script and the binary of the latest version.
registerRoute(
  ({ url }) => url.href.startsWith(addressOf('assets/')) && url.pathname.includes('.asyncify'),
  // Cast, because the plugin's type does not comply with `exactOptionalPropertyTypes`.
  new CacheFirst({
    cacheName: WEBGPU_CACHE,
    plugins: [isolate, new ExpirationPlugin({ maxEntries: 2 }) as WorkboxPlugin],
  }),
);
registerRoute(
  ({ url }) => url.href.startsWith(addressOf('album/')),
  new CacheFirst({ cacheName: ALBUM_CACHE, plugins: [isolate] }),
);

// The manifest's share target. The page may not be open: the files wait in a cache, and it takes them out.
registerRoute(
  ({ url }) => url.href === addressOf(SHARE.path),
  async ({ request }) => Response.redirect(addressOf(await keepShared(request)), 303),
  'POST',
);

self.addEventListener('message', (event) => {
  if (event.data?.type === 'SKIP_WAITING') void self.skipWaiting();
  if (event.data?.type === 'KEEP') event.waitUntil(keep(event.ports[0]));
});

/** Keeps shared files. @returns the fragment of the address that says what was shared: files, or the words of a query */
async function keepShared(request: Request): Promise<string> {
  try {
    const form = await request.formData();
    const files = form.getAll(SHARE.files).filter((each) => each instanceof File);
    const cache = await caches.open(SHARED_CACHE);
    for (const [i, file] of files.entries()) {
      const headers = {
        'Content-Type': file.type,
        'Last-Modified': new Date(file.lastModified).toUTCString(),
      };
      const key = addressOf(`shared/${Date.now()}-${i}/${encodeURIComponent(file.name)}`);
      await cache.put(key, new Response(file, { headers }));
    }
    if (files.length > 0) return `#${SHARED}`;
    const words = form.get(SHARE.text) ?? form.get(SHARE.title) ?? form.get(SHARE.url) ?? '';
    return `#${FIND}=${encodeURIComponent(String(words))}`;
  } catch (error) {
    console.error('What was shared cannot be kept:', error);
    return `#${SHARED}=failed`;
  }
}

/** Deletes what older versions left, of this app alone: another folder of the host may hold another copy of it. */
async function keepOnly(cache: Cache, urls: readonly string[]): Promise<void> {
  for (const { url } of await cache.keys()) {
    if (url.startsWith(addressOf('.')) && !urls.includes(url)) await cache.delete(url);
  }
}

/** Caches what is not there of this version, deletes large files of older versions, and answers when done. */
async function keep(answer: MessagePort | undefined): Promise<void> {
  try {
    await mendShell();
    const cache = await caches.open(LARGE_CACHE);
    for (const url of large) {
      if (!(await cache.match(url))) await cache.add(url);
    }
    await keepOnly(cache, large);
    await keepOnly(await caches.open(LATER_CACHE), later);
    answer?.postMessage({});
  } catch (error) {
    answer?.postMessage({ error: String(error) });
  }
}

/** Fetches what the browser has evicted of the shell: Workbox does so at an installation alone. */
async function mendShell(): Promise<void> {
  const cache = await caches.open(cacheNames.precache);
  for (const { url } of shell) {
    const key = getCacheKeyForURL(addressOf(url));
    if (key && !(await cache.match(key))) await cache.add(key);
  }
}
