/// <reference lib="webworker" />
/**
 * The service worker. It precaches the shell; an update waits until the user takes it. The WebAssembly
 * runtime is too large to delay the installation, so it is cached when the page asks for it; a decoder, when a file
 * first needs it. Model files are
 * not cached here: the models worker verifies and stores them. If the host sends no isolation headers, the
 * service worker adds them, so that threads work there too.
 */

import { clientsClaim, type WorkboxPlugin } from 'workbox-core';
import { ExpirationPlugin } from 'workbox-expiration';
import {
  addPlugins,
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  type PrecacheEntry,
  precacheAndRoute,
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { CacheFirst } from 'workbox-strategies';
import { DECODER_CACHE } from '#core/caches';

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: PrecacheEntry[] };

const LARGE_CACHE = 'mitsuke-large';
const WEBGPU_CACHE = 'mitsuke-webgpu';
const ALBUM_CACHE = 'mitsuke-album';

// The build replaces this name with the list of files.
const entries: PrecacheEntry[] = self.__WB_MANIFEST;
const isDecoder = (url: string) => url.includes('assets/decoders/');
const isLarge = (url: string) => /\.(wasm|mjs)$/.test(url) && !isDecoder(url);
const all = entries.map(({ url }) => new URL(url, self.location.href).href);
const large = all.filter(isLarge);
const decoders = all.filter(isDecoder);

const isolate: WorkboxPlugin = {
  handlerWillRespond: async ({ response }) => {
    if (response.headers.has('Cross-Origin-Embedder-Policy')) return response;
    const headers = new Headers(response.headers);
    headers.set('Cross-Origin-Opener-Policy', 'same-origin');
    headers.set('Cross-Origin-Embedder-Policy', 'require-corp');
    headers.set('Cross-Origin-Resource-Policy', 'same-origin');
    return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
  },
};

addPlugins([isolate]);
precacheAndRoute(entries.filter(({ url }) => !isLarge(url) && !isDecoder(url)));
cleanupOutdatedCaches();
clientsClaim();

registerRoute(new NavigationRoute(createHandlerBoundToURL('/index.html')));
registerRoute(
  ({ url }) => large.includes(url.href),
  new CacheFirst({ cacheName: LARGE_CACHE, plugins: [isolate] }),
);
// Decoders, cached when a file first needs them.
registerRoute(
  ({ url }) => decoders.includes(url.href),
  new CacheFirst({ cacheName: DECODER_CACHE, plugins: [isolate] }),
);
// The runtime for WebGPU, cached on first use: the script and the binary of the latest version.
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && /^\/assets\/.*\.asyncify/.test(url.pathname),
  // Cast, because the plugin's type does not comply with `exactOptionalPropertyTypes`.
  new CacheFirst({
    cacheName: WEBGPU_CACHE,
    plugins: [isolate, new ExpirationPlugin({ maxEntries: 2 }) as WorkboxPlugin],
  }),
);
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/album/'),
  new CacheFirst({ cacheName: ALBUM_CACHE, plugins: [isolate] }),
);

self.addEventListener('message', (event) => {
  if (event.data?.type === 'SKIP_WAITING') void self.skipWaiting();
  if (event.data?.type === 'KEEP') event.waitUntil(keepLarge(event.ports[0]));
});

/** Deletes what older versions left. */
async function keepOnly(cache: Cache, urls: readonly string[]): Promise<void> {
  for (const request of await cache.keys()) {
    if (!urls.includes(request.url)) await cache.delete(request);
  }
}

/** Caches the large files of this version, deletes those of older versions, and answers when done. */
async function keepLarge(answer: MessagePort | undefined): Promise<void> {
  try {
    const cache = await caches.open(LARGE_CACHE);
    for (const url of large) {
      if (!(await cache.match(url))) await cache.add(url);
    }
    await keepOnly(cache, large);
    await keepOnly(await caches.open(DECODER_CACHE), decoders);
    answer?.postMessage({});
  } catch (error) {
    answer?.postMessage({ error: String(error) });
  }
}
