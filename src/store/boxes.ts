/** Paired boxes. */

import { database } from './database';
import type { StoredBox } from './schema';

/** Returns the boxes in the order in which they were added. */
export async function allBoxes(): Promise<StoredBox[]> {
  return (await (await database()).getAll('boxes')).sort((a, b) => a.added - b.added);
}

export async function putBox(box: StoredBox): Promise<void> {
  await (await database()).put('boxes', box);
}

/** Merges a change into the box's record. Does nothing if the record was deleted. */
export async function changeBox(id: string, change: Partial<StoredBox>): Promise<void> {
  const tx = (await database()).transaction('boxes', 'readwrite');
  const box = await tx.store.get(id);
  if (box) await tx.store.put({ ...box, ...change });
  await tx.done;
}

export async function deleteBox(id: string): Promise<void> {
  await (await database()).delete('boxes', id);
}
