/** Brotli by the decoder of the app. */

import { expect, test } from 'vitest';
import { unbrotli } from '#workers/decode/decoders/brotli';

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
/** As Node's zlib packs them: a text, and five million spaces. */
const TEXT = bytesOf('Cw2AQSBkYXkgYXQgdGhlIHNlYSwg5rW344Gu5pelAw==');
const SPACES = bytesOf('mz9LTPglQOKxQCBfiAk=');
const UNPACKED = 'A day at the sea, 海の日';

test('what is packed by Brotli is unpacked', async () => {
  expect(new TextDecoder().decode(await unbrotli(TEXT, 1000))).toBe(UNPACKED);
});

test('it may become as much as is said, and no more', async () => {
  const { length } = new TextEncoder().encode(UNPACKED);
  expect(await unbrotli(TEXT, length)).toHaveLength(length);
  expect((await unbrotli(SPACES, 5e6)).length).toBe(5e6);
  await expect(unbrotli(TEXT, length - 1)).rejects.toThrow();
  await expect(unbrotli(SPACES, 5e6 - 1)).rejects.toThrow();
});

test('what is cut or damaged is refused, and the next is unpacked', async () => {
  for (let length = 0; length < TEXT.length; length++) {
    await expect(unbrotli(TEXT.slice(0, length), 1000)).rejects.toThrow();
    const damaged = TEXT.slice().fill(0xff, 0, length + 1);
    await unbrotli(damaged, 1000).catch(() => undefined);
  }
  await expect(unbrotli(new Uint8Array(100).fill(0x55), 1000)).rejects.toThrow();
  expect(new TextDecoder().decode(await unbrotli(TEXT, 1000))).toBe(UNPACKED);
});
