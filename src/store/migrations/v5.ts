/**
 * Version 5: the settings of the library and those of the models are in separate stores, because two kinds of
 * worker write them.
 */

import type { OldDatabase, Upgrade } from './step';

const OF_LIBRARY = ['active', 'next', 'forgetful', 'backgrounds'];
const OF_MODELS = ['mirror', 'wanted'];

/** A model of the user's own. Version 2 first wrote figures (`unrelated`) that were soon dropped. */
interface OwnSpaceOfVersion4 {
  unverified: string[];
  unrelated?: object;
}

export async function toVersion5(db: OldDatabase, tx: Upgrade): Promise<void> {
  const old = tx.objectStore('settings');
  for (const [store, names] of [
    [db.createObjectStore('librarySettings'), OF_LIBRARY],
    [db.createObjectStore('modelSettings'), OF_MODELS],
  ] as const) {
    for (const name of names) {
      const value = await old.get(name);
      if (value !== undefined) await store.put(value, name);
    }
  }
  db.deleteObjectStore('settings');
  const spaces = tx.objectStore('ownSpaces');
  for (let cursor = await spaces.openCursor(); cursor; cursor = await cursor.continue()) {
    const { unrelated: _, ...space }: OwnSpaceOfVersion4 = cursor.value;
    // The interface has no words for 'strength' any more.
    await cursor.update({ ...space, unverified: space.unverified.filter((what) => what !== 'strength') });
  }
}
