import { afterEach, expect, test, vi } from 'vitest';
import { LATER_CACHE } from '#core/caches';
import { sha256 } from '#core/hash';
import { fetchRight, fetchVerified } from '#net/verified-file';

const BYTES = new TextEncoder().encode('the decoder');
const OTHER = new TextEncoder().encode('half of the dec');

afterEach(async () => {
  vi.unstubAllGlobals();
  await caches.delete(LATER_CACHE);
});

/** Answers every request with these bytes. */
function serve(bytes: Uint8Array<ArrayBuffer>) {
  const fetched = vi.fn(async () => new Response(bytes));
  vi.stubGlobal('fetch', fetched);
  return fetched;
}

async function wanted(name: string) {
  return { url: `/assets/decoders/${name}.wasm`, sha256: await sha256(BYTES) };
}

test('a file is fetched once, and kept for when there is no network', async () => {
  const fetched = serve(BYTES);
  const file = await wanted('kept');
  expect(new Uint8Array(await fetchVerified(file))).toEqual(BYTES);
  fetched.mockRejectedValue(new TypeError('no network'));
  expect(new Uint8Array(await fetchVerified(file))).toEqual(BYTES);
  expect(fetched).toHaveBeenCalledOnce();
});

test('a file with other bytes is refused and not kept', async () => {
  serve(OTHER);
  const file = await wanted('other');
  await expect(fetchVerified(file)).rejects.toMatchObject({ name: 'decoder-missing' });
  serve(BYTES);
  expect(new Uint8Array(await fetchVerified(file))).toEqual(BYTES);
});

test('a kept copy that was damaged is fetched again', async () => {
  const file = await wanted('damaged');
  const cache = await caches.open(LATER_CACHE);
  await cache.put(new URL(file.url, location.origin), new Response(OTHER));
  serve(BYTES);
  expect(new Uint8Array(await fetchVerified(file))).toEqual(BYTES);
  serve(OTHER);
  expect(new Uint8Array(await fetchVerified(file))).toEqual(BYTES);
});

test('a wrong file is dropped from every cache, and fetched once more past them', async () => {
  const file = await wanted('stale');
  const url = new URL(file.url, location.origin);
  const other = await caches.open('test-large');
  await other.put(url, new Response(OTHER));
  const fetched = serve(OTHER);
  fetched.mockResolvedValueOnce(new Response(OTHER)).mockResolvedValueOnce(new Response(BYTES));
  expect(new Uint8Array(await fetchRight(file))).toEqual(BYTES);
  expect(fetched.mock.calls.map(([, init]: unknown[]) => (init as RequestInit).cache)).toEqual([
    'default',
    'reload',
  ]);
  expect(await other.match(url)).toBeUndefined();
  await caches.delete('test-large');
});

test('one wrong byte is enough, and is named', async () => {
  const wrong = BYTES.slice();
  wrong[3] = (wrong[3] ?? 0) ^ 1;
  const fetched = serve(wrong);
  fetched.mockImplementation(async () => new Response(wrong));
  await expect(fetchRight(await wanted('wrong'))).rejects.toMatchObject({ name: 'app-damaged' });
  expect(fetched).toHaveBeenCalledTimes(2);
});

test('without network and copy the decoder is missing', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
  await expect(fetchVerified(await wanted('gone'))).rejects.toMatchObject({ name: 'decoder-missing' });
});

test('a browser without caches fetches each time', async () => {
  const fetched = serve(BYTES);
  vi.stubGlobal('caches', undefined);
  const file = await wanted('private');
  await fetchVerified(file);
  await fetchVerified(file);
  expect(fetched).toHaveBeenCalledTimes(2);
  vi.unstubAllGlobals();
});
