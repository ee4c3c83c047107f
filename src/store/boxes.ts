/** The boxes that were paired. */

import { database } from './database';
import type { StoredBox } from './schema';

/** In the order in which they came. */
export async function allBoxes(): Promise<StoredBox[]> {
  return (await (await database()).getAll('boxes')).sort((a, b) => a.added - b.added);
}

export async function putBox(box: StoredBox): Promise<void> {
  await (await database()).put('boxes', box);
}

/** Writes what has changed of it. Does nothing if it is gone. */
export async function changeBox(id: string, change: Partial<StoredBox>): Promise<void> {
  const tx = (await database()).transaction('boxes', 'readwrite');
  const box = await tx.store.get(id);
  if (box) await tx.store.put({ ...box, ...change });
  await tx.done;
}

export async function deleteBox(id: string): Promise<void> {
  await (await database()).delete('boxes', id);
}
