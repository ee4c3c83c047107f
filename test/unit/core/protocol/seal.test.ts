import { expect, test, vi } from 'vitest';
import { session } from '#core/protocol/keys';
import { MOST_FRAMES, Opener, SEAL_BYTES, Sealer } from '#core/protocol/seal';
import { ORIGIN, someKey } from './line';

const A = 'aa'.repeat(32);
const B = 'bb'.repeat(32);
const plain = Uint8Array.of(1, 2, 3);

async function aesKey(): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', new Uint8Array(32), 'AES-GCM', false, ['encrypt', 'decrypt']);
}

test('a seal adds SEAL_BYTES bytes', async () => {
  expect(await new Sealer(await aesKey()).seal(plain)).toHaveLength(plain.length + SEAL_BYTES);
});

test('IVs count up from 0, big-endian, and stay unique when many frames are sealed at once', async () => {
  const encrypt = vi.spyOn(crypto.subtle, 'encrypt');
  const sealer = new Sealer(await aesKey());
  await Promise.all(Array.from({ length: 300 }, () => sealer.seal(plain)));
  const ivs = encrypt.mock.calls.map(([algorithm]) =>
    Buffer.from((algorithm as AesGcmParams).iv as Uint8Array),
  );
  expect(ivs.map((iv) => iv.toString('hex'))).toEqual(
    Array.from({ length: 300 }, (_, n) => n.toString(16).padStart(24, '0')),
  );
  encrypt.mockRestore();
});

test('a session ends before its counter wraps around', async () => {
  const key = await aesKey();
  const sealer = new Sealer(key, MOST_FRAMES - 1);
  const opener = new Opener(key, MOST_FRAMES - 1);
  expect(await opener.open(await sealer.seal(plain))).toEqual(plain);
  await expect(sealer.seal(plain)).rejects.toMatchObject({ name: 'ProtocolError' });
  await expect(opener.open(plain)).rejects.toMatchObject({ message: 'The session is worn out.' });
});

test('every direction, session, origin and pairing has its own key', async () => {
  const [one, other] = [await someKey(), await someKey()];
  const sealed = await Promise.all(
    [
      session(one, 'page', ORIGIN, A, B),
      session(one, 'box', ORIGIN, A, B),
      session(one, 'page', ORIGIN, B, A),
      session(one, 'page', ORIGIN, A, A),
      session(one, 'page', `${ORIGIN}.evil`, A, B),
      session(other, 'page', ORIGIN, A, B),
    ].map(async (ends) => Buffer.from(await (await ends).sealer.seal(plain)).toString('hex')),
  );
  expect(new Set(sealed).size).toBe(sealed.length);
});

test('each side opens what the other seals', async () => {
  const key = await someKey();
  const page = await session(key, 'page', ORIGIN, A, B);
  const box = await session(key, 'box', ORIGIN, A, B);
  expect(await box.opener.open(await page.sealer.seal(plain))).toEqual(plain);
  expect(await page.opener.open(await box.sealer.seal(plain))).toEqual(plain);
});
