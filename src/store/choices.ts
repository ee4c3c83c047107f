/** Which space search answers from, and which one is being filled to take its place. */

import type { Choice } from '#core/space';
import { database } from './database';
import { setSetting, setting } from './settings';
import { spaceRange, spacesIn, VECTOR_STORES } from './vectors';

export interface StoredChoices {
  active: Choice;
  next: Choice | null;
}

/** @param otherwise what a library starts with that has not been asked yet */
export async function readChoices(otherwise: Choice): Promise<StoredChoices> {
  return { active: (await setting('active')) ?? otherwise, next: (await setting('next')) ?? null };
}

export async function writeChoices({ active, next }: StoredChoices): Promise<void> {
  await setSetting('active', active);
  await setSetting('next', next);
}

/** The next space takes over; the vectors of all others go in the same transaction, and not before. */
export async function takeOver(next: Choice): Promise<void> {
  const tx = (await database()).transaction(['settings', ...VECTOR_STORES], 'readwrite');
  await tx.objectStore('settings').put(next, 'active');
  await tx.objectStore('settings').delete('next');
  for (const name of VECTOR_STORES) {
    const store = tx.objectStore(name);
    for (const space of await spacesIn(store)) {
      if (space !== next.space) await store.delete(spaceRange(space));
    }
  }
  await tx.done;
}

/** What was made for a space that is not wanted after all. */
export async function dropVectorsOf({ space }: Choice): Promise<void> {
  const tx = (await database()).transaction(VECTOR_STORES, 'readwrite');
  for (const name of VECTOR_STORES) await tx.objectStore(name).delete(spaceRange(space));
  await tx.done;
}
