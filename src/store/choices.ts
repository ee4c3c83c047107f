/** Which space search answers from, and which one is being filled to take its place. */

import type { IDBPObjectStore } from 'idb';
import type { Choice, Choices } from '#core/space';
import { database } from './database';
import { keysUnder } from './ranges';
import type { MitsukeSchema } from './schema';
import { spacesIn, VECTOR_STORES } from './vectors';

/** @param otherwise what a library starts with that has not been asked yet */
export async function readChoices(otherwise: Choice): Promise<Choices> {
  return choicesIn((await database()).transaction('librarySettings').store, otherwise);
}

/**
 * Both choices in one transaction, read and written, so that two tabs cannot mix theirs. What was made for
 * a next space that is called off goes with it.
 * @param otherwise what a library starts with that has not been asked yet
 * @param change gives the new choices for the present ones; it must not wait for anything
 * @returns the new ones
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
 * The next space takes over; the vectors of all others go in the same transaction, and not before.
 * @returns false, with nothing changed, where it is no longer the next one: another tab called it off
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

/** Both in one transaction: a change between two would show a pair that never was. */
async function choicesIn(
  settings: Pick<IDBPObjectStore<MitsukeSchema, ['librarySettings'], 'librarySettings'>, 'get'>,
  otherwise: Choice,
): Promise<Choices> {
  const [active, next] = await Promise.all([settings.get('active'), settings.get('next')]);
  return { active: (active as Choice | undefined) ?? otherwise, next: (next as Choice | undefined) ?? null };
}
