/** Files that were shared into the app. The service worker puts them into a cache, where they wait for the page. */

import { SHARED_CACHE } from '#core/caches';

/** @returns the files in the order in which they came, and the keys to forget them by */
export async function sharedFiles(): Promise<{ files: File[]; keys: readonly Request[] }> {
  // Private windows of some browsers have no caches.
  if (!('caches' in globalThis) || !(await caches.has(SHARED_CACHE).catch(() => false))) {
    return { files: [], keys: [] };
  }
  const cache = await caches.open(SHARED_CACHE);
  const keys = await cache.keys();
  const files = await Promise.all(
    keys.map(async (key) => {
      const response = await cache.match(key);
      const bytes = (await response?.blob()) ?? new Blob();
      const name = decodeURIComponent(new URL(key.url).pathname.split('/').at(-1) ?? '');
      const modified = Date.parse(response?.headers.get('Last-Modified') ?? '');
      return new File([bytes], name, {
        type: bytes.type,
        lastModified: Number.isNaN(modified) ? Date.now() : modified,
      });
    }),
  );
  return { files, keys };
}

/** Called once they are in the library's queue. Others may have been shared meanwhile. */
export async function forgetShared(keys: readonly Request[]): Promise<void> {
  const cache = await caches.open(SHARED_CACHE);
  for (const key of keys) await cache.delete(key);
}
