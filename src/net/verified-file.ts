/** Files of the app that are fetched when they are first needed, verified, and kept for when there is no network. */

import { DECODER_CACHE } from '#core/caches';
import { Problem } from '#core/errors';
import { sha256 } from '#core/hash';
import { fetchFrom } from './fetching';

/**
 * Returns the bytes of a file of the app: from the cache, else from its host. A copy that is not what the build says
 * is fetched once more, past the browser's own cache too.
 * @throws Problem `decoder-missing` if it cannot be fetched, or its host has another file there
 */
export async function fetchVerified(file: { url: string; sha256: string }): Promise<ArrayBuffer> {
  const url = new URL(file.url, self.location.href);
  const cache = await openCache();
  const kept = await cache?.match(url);
  const known = await kept?.arrayBuffer();
  if (known && (await sha256(known)) === file.sha256) return known;
  const bytes = await fetchBytes(url);
  if ((await sha256(bytes)) !== file.sha256) {
    throw new Problem('decoder-missing', `${url.pathname} is not the file of this version.`);
  }
  // A full disk costs the copy alone.
  await cache
    ?.put(url, new Response(bytes, { headers: { 'Content-Type': 'application/wasm' } }))
    .catch(() => null);
  return bytes;
}

/** Scripts that this worker has kept: each of its files asks again. */
const scripts = new Set<string>();

/** Keeps a script of the app that was loaded already: on a first visit no service worker has seen it. */
export async function keepScript(url: string): Promise<void> {
  if (scripts.has(url)) return;
  scripts.add(url);
  const cache = await openCache();
  if (cache && !(await cache.match(url))) await cache.add(url).catch(() => undefined);
}

async function fetchBytes(url: URL): Promise<ArrayBuffer> {
  try {
    return await (await fetchFrom(url, 'decoder')).arrayBuffer();
  } catch (error) {
    throw new Problem('decoder-missing', `${url.pathname} cannot be fetched: ${error}`, { cause: error });
  }
}

/** Private windows of some browsers have no caches. */
async function openCache(): Promise<Cache | null> {
  try {
    return await caches.open(DECODER_CACHE);
  } catch {
    return null;
  }
}
