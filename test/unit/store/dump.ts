/** The whole database as text, so that two states can be compared. */

import { database } from '#store/database';

/** Returns every row of every store by its key. */
export async function dump(): Promise<Record<string, string[]>> {
  const db = await database();
  const stores = [...db.objectStoreNames];
  const rows = stores.map(async (name) => {
    const [keys, values] = await Promise.all([db.getAllKeys(name), db.getAll(name)]);
    return [name, values.map((value, i) => JSON.stringify([keys[i], value], asText))] as const;
  });
  return Object.fromEntries(await Promise.all(rows));
}

/** Maps each byte to a character, natively: parts of model files have 4 MB. */
const characters = new TextDecoder('windows-1252');

function asText(_: string, value: unknown): unknown {
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return characters.decode(value);
  if (value instanceof CryptoKey) return value.type;
  return value;
}
