/** Files of the app that are fetched when they are first needed, and verified before they are used. */

import { LATER_CACHE } from '#core/caches';
import { Problem } from '#core/errors';
import { sha256 } from '#core/hash';
import type { Reason } from '#core/requests';
import { fetchFrom } from './fetching';

/** A file of the app as the build knows it; `import file from '...?verified'` gives it. */
export interface BuiltFile {
  url: string;
  sha256: string;
}

/**
 * Returns the bytes of a decoder, or of a model of words or faces: from the cache, else from its host, and then kept for
 * when there is no network.
 * @param reason for the ledger
 * @throws Problem `decoder-missing` if it cannot be fetched, or its host has another file there
 */
export async function fetchVerified(file: BuiltFile, reason: Reason = 'decoder'): Promise<ArrayBuffer> {
  const url = addressOf(file);
  const cache = await openCache();
  const kept = await (await cache?.match(url))?.arrayBuffer();
  if (kept && (await sha256(kept)) === file.sha256) return kept;
  let bytes: ArrayBuffer;
  try {
    bytes = await fetchRight(file, reason);
  } catch (error) {
    throw new Problem('decoder-missing', String(error), { cause: error });
  }
  // A full disk costs the copy alone.
  await cache?.put(url, new Response(bytes, { headers: { 'Content-Type': typeOf(url) } })).catch(() => null);
  return bytes;
}

/**
 * Returns the bytes of a file of the app, and verifies them. Wrong bytes are dropped from every cache, and fetched once
 * more past the browser's own.
 * @throws Problem `network` if it cannot be fetched, `app-damaged` if its host has another file there
 */
export async function fetchRight(file: BuiltFile, reason: Reason = 'decoder'): Promise<ArrayBuffer> {
  const url = addressOf(file);
  // Encode workers tell the ledger nothing: it leaves out the app's own code, which the runtime is.
  const first = await (await fetchFrom(url, reason)).arrayBuffer();
  if ((await sha256(first)) === file.sha256) return first;
  console.warn(`${url.pathname} has wrong bytes, and is fetched again.`);
  await forget(url);
  const second = await (await fetchFrom(url, reason, { fresh: true })).arrayBuffer();
  if ((await sha256(second)) === file.sha256) return second;
  // The service worker has kept it.
  await forget(url);
  throw new Problem('app-damaged', `${url.pathname} is not the file of this version.`);
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

const addressOf = ({ url }: BuiltFile) => new URL(url, self.location.href);

const typeOf = ({ pathname }: URL) =>
  pathname.endsWith('.wasm') ? 'application/wasm' : 'application/octet-stream';

/** Private windows of some browsers have no caches. */
async function openCache(name: string = LATER_CACHE): Promise<Cache | null> {
  try {
    return await caches.open(name);
  } catch {
    return null;
  }
}

/** Drops a file from the caches of the app, the service worker's too, which would answer with it again. */
async function forget(url: URL): Promise<void> {
  const names = await Promise.resolve()
    .then(() => caches.keys())
    .catch(() => []);
  for (const name of names) await (await openCache(name))?.delete(url);
}
