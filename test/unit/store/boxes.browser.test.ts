import { afterEach, beforeEach, expect, test } from 'vitest';
import { importKey, newKey } from '#core/protocol/pairing';
import { allBoxes, changeBox, deleteBox, putBox } from '#store/boxes';
import { eraseDatabase } from '#store/database';
import type { StoredBox } from '#store/schema';

beforeEach(() => eraseDatabase());
afterEach(() => eraseDatabase());

async function paired(id: string, added: number): Promise<StoredBox> {
  const key = await importKey(newKey());
  return { id, name: id, secure: false, host: '10.0.0.7', port: 7650, key, added, enabled: true, last: null };
}

test('boxes are read in the order in which they were added, with keys that cannot be exported', async () => {
  await putBox(await paired('a', 2));
  await putBox(await paired('b', 1));
  const [first, second] = await allBoxes();
  expect([first?.id, second?.id]).toEqual(['b', 'a']);
  expect(first?.key.extractable).toBe(false);
  await expect(crypto.subtle.exportKey('raw', first?.key as CryptoKey)).rejects.toThrow();
});

test('a change of a removed box does not restore it', async () => {
  await putBox(await paired('a', 1));
  await changeBox('a', { enabled: false });
  expect(await allBoxes()).toMatchObject([{ id: 'a', enabled: false }]);
  await deleteBox('a');
  await changeBox('a', { enabled: true });
  expect(await allBoxes()).toEqual([]);
});
