/// <reference lib="webworker" />
/**
 * The service worker. The shell is precached, and an update of it waits until the user wants it.
 * The WebAssembly runtime, too large to hold up the installation, is kept when the page asks.
 * (The model is not the service worker's: it is verified and stored by the encode workers.)
 * Where a host sends no isolation headers, they are added here, so that threads work there too.
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

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: PrecacheEntry[] };

const LARGE_CACHE = 'mitsuke-large';
const WEBGPU_CACHE = 'mitsuke-webgpu';
const ALBUM_CACHE = 'mitsuke-album';

// The build puts the list of files in the place of this name.
const entries: PrecacheEntry[] = self.__WB_MANIFEST;
const isLarge = (url: string) => /\.(wasm|mjs)$/.test(url);
const large = entries.map(({ url }) => new URL(url, self.location.href).href).filter(isLarge);

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
precacheAndRoute(entries.filter(({ url }) => !isLarge(url)));
cleanupOutdatedCaches();
clientsClaim();

registerRoute(new NavigationRoute(createHandlerBoundToURL('/index.html')));
registerRoute(
  ({ url }) => large.includes(url.href),
  new CacheFirst({ cacheName: LARGE_CACHE, plugins: [isolate] }),
);
// The runtime for WebGPU, where it was tried: its script and its binary, of the latest version.
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && /^\/assets\/.*\.asyncify/.test(url.pathname),
  // Its type does not know `exactOptionalPropertyTypes`.
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

/** Keeps the large files of this version, lets go of those of older ones, and answers when done. */
async function keepLarge(answer: MessagePort | undefined): Promise<void> {
  try {
    const cache = await caches.open(LARGE_CACHE);
    for (const url of large) {
      if (!(await cache.match(url))) await cache.add(url);
    }
    for (const request of await cache.keys()) {
      if (!large.includes(request.url)) await cache.delete(request);
    }
    answer?.postMessage({});
  } catch (error) {
    answer?.postMessage({ error: String(error) });
  }
}
