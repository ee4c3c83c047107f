/** Which space search uses, and which one is being filled to replace it. */

import type { IDBPObjectStore } from 'idb';
import type { Choice, Choices } from '#core/space';
import { database } from './database';
import { keysUnder } from './ranges';
import type { MitsukeSchema } from './schema';
import { spacesIn, VECTOR_STORES } from './vectors';

/** @param otherwise the choice of a library that has not stored one yet */
export async function readChoices(otherwise: Choice): Promise<Choices> {
  return choicesIn((await database()).transaction('librarySettings').store, otherwise);
}

/**
 * Reads and writes both choices in one transaction, so that two tabs cannot mix theirs. If the next space is
 * cancelled, its vectors are deleted in the same transaction.
 * @param otherwise the choice of a library that has not stored one yet
 * @param change returns the new choices for the present ones; synchronous, because a transaction commits by
 *   itself while other work is awaited
 * @returns the new choices
 */
export async function updateChoices(
  otherwise: Choice,
  change: (choices: Choices) => Choices,
): Promise<Choices> {
  const tx = (await database()).transaction(['librarySettings', ...VECTOR_STORES], 'readwrite');
  const settings = tx.objectStore('librarySettings');
  const before = await choicesIn(settings, otherwise);
  const after = change(before);
  const kept = [before.active.space, after.active.space, after.next?.space];
  const calledOff = before.next && !kept.includes(before.next.space) ? before.next.space : null;
  await Promise.all([
    settings.put(after.active, 'active'),
    after.next ? settings.put(after.next, 'next') : settings.delete('next'),
    ...(calledOff === null
      ? []
      : VECTOR_STORES.map((name) => tx.objectStore(name).delete(keysUnder(calledOff)))),
    tx.done,
  ]);
  return after;
}

/**
 * Makes the next space the active one, and deletes the vectors of all others in the same transaction: until
 * it commits, search still needs them.
 * @returns false, with nothing changed, if it is no longer the next one because another tab cancelled it
 */
export async function takeOver(next: Choice): Promise<boolean> {
  const tx = (await database()).transaction(['librarySettings', ...VECTOR_STORES], 'readwrite');
  const settings = tx.objectStore('librarySettings');
  const { next: stored } = await choicesIn(settings, next);
  if (stored?.space !== next.space) return false;
  await settings.put(stored, 'active');
  await settings.delete('next');
  for (const name of VECTOR_STORES) {
    const store = tx.objectStore(name);
    for (const space of await spacesIn(store)) {
      if (space !== next.space) await store.delete(keysUnder(space));
    }
  }
  await tx.done;
  return true;
}

/** Reads both in one transaction: a write between two reads would yield a pair that never existed. */
async function choicesIn(
  settings: Pick<IDBPObjectStore<MitsukeSchema, ['librarySettings'], 'librarySettings'>, 'get'>,
  otherwise: Choice,
): Promise<Choices> {
  const [active, next] = await Promise.all([settings.get('active'), settings.get('next')]);
  return { active: (active as Choice | undefined) ?? otherwise, next: (next as Choice | undefined) ?? null };
}
