/** Files that were shared into the app. The service worker puts them into a cache, where they wait for the page. */

import type { ReadonlySignal } from '@preact/signals';
import { SHARED_CACHE } from '#core/caches';
import type { Indexing } from '#core/photo';
import type { Added } from '../library/contract';

type Counts = Pick<Indexing, 'done' | 'failed' | 'total'>;

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

/**
 * Forgets files that the user has decided about. Those for the library stay until a killed tab would lose none; if they
 * cannot be added, they are offered again at the next start. Others may have been shared meanwhile.
 * @param added null if they are not for the library
 */
export async function forgetOnceSafe(
  keys: readonly Request[],
  added: Promise<Added> | null,
  indexing: ReadonlySignal<Counts>,
): Promise<void> {
  const outcome = (await added) ?? 'kept';
  if (outcome === 'failed') return;
  if (outcome === 'waiting') await noneWaits(indexing);
  const cache = await caches.open(SHARED_CACHE);
  for (const key of keys) await cache.delete(key);
}

/** Resolves once all files are indexed or listed as unreadable. */
function noneWaits(indexing: ReadonlySignal<Counts>): Promise<void> {
  return new Promise((resolve) => {
    const stop = indexing.subscribe(({ done, failed, total }) => {
      if (done + failed < total) return;
      queueMicrotask(() => stop());
      resolve();
    });
  });
}
