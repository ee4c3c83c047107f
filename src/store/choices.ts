/** Which space search uses, and which one is being filled to replace it. */

import type { IDBPObjectStore, IDBPTransaction } from 'idb';
import type { Choice, Choices, SpaceId } from '#core/space';
import { database } from './database';
import { keysUnder } from './ranges';
import type { MitsukeSchema } from './schema';
import type { Database } from './stores';
import { spacesIn, VECTOR_STORES } from './vectors';

type ChoiceStores = ('librarySettings' | (typeof VECTOR_STORES)[number])[];

/** @param otherwise the choice of a library that has not stored one yet */
export async function readChoices(otherwise: Choice): Promise<Choices> {
  return choicesIn((await database()).transaction('librarySettings').store, otherwise);
}

/**
 * Reads and writes both choices in one transaction, so that two tabs cannot mix theirs. If the next space is
 * cancelled, its vectors are deleted in the same transaction. The active choice is stored only if `change` returns
 * another object: a default is not made permanent by choosing the next space.
 * @param otherwise the choice of a library that has not stored one yet
 * @param change returns the new choices for the present ones; synchronous, because a transaction commits by
 *   itself while other work is awaited
 * @param kept whether the vectors of a cancelled space are kept
 * @returns the new choices
 */
export async function updateChoices(
  otherwise: Choice,
  change: (choices: Choices) => Choices,
  kept: (space: SpaceId) => boolean = () => false,
): Promise<Choices> {
  const tx = (await database()).transaction(['librarySettings', ...VECTOR_STORES], 'readwrite');
  const settings = tx.objectStore('librarySettings');
  const before = await choicesIn(settings, otherwise);
  const after = change(before);
  const needed = [before.active.space, after.active.space, after.next?.space];
  const was = before.next?.space;
  const calledOff = was === undefined || needed.includes(was) || kept(was) ? null : was;
  await Promise.all([
    ...(after.active === before.active ? [] : [settings.put(after.active, 'active')]),
    after.next ? settings.put(after.next, 'next') : settings.delete('next'),
    ...(calledOff === null
      ? []
      : VECTOR_STORES.map((name) => tx.objectStore(name).delete(keysUnder(calledOff)))),
    tx.done,
  ]);
  return after;
}

/**
 * Makes the next space the active one, and deletes the vectors of others in the same transaction: until it
 * commits, search still needs them.
 * @param kept whether the vectors of another space are kept
 * @returns false, with nothing changed, if it is no longer the next one because another tab cancelled it
 */
export async function takeOver(
  next: Choice,
  kept: (space: SpaceId) => boolean = () => false,
): Promise<boolean> {
  const tx = (await database()).transaction(['librarySettings', ...VECTOR_STORES], 'readwrite');
  const settings = tx.objectStore('librarySettings');
  const { next: stored } = await choicesIn(settings, next);
  if (stored?.space !== next.space) return false;
  await settings.put(stored, 'active');
  await settings.delete('next');
  await deleteVectors(tx, (space) => space !== next.space && !kept(space));
  await tx.done;
  return true;
}

/**
 * Deletes the vectors of spaces, and choices that name them.
 * @param gone whether a space is one of them
 */
export async function dropSpaces(gone: (space: SpaceId) => boolean): Promise<void> {
  const db = await database();
  // Asked at each start, and almost always in vain: a write would be on the disk before others go on.
  if (!(await namedSpaces(db)).some(gone)) return;
  const tx = db.transaction(['librarySettings', ...VECTOR_STORES], 'readwrite');
  const settings = tx.objectStore('librarySettings');
  for (const name of ['active', 'next'] as const) {
    const choice = (await settings.get(name)) as Choice | undefined;
    if (choice && gone(choice.space)) await settings.delete(name);
  }
  await deleteVectors(tx, gone);
  await tx.done;
}

/** Returns the spaces that have vectors or are chosen. */
async function namedSpaces(db: Database): Promise<SpaceId[]> {
  const tx = db.transaction(['librarySettings', ...VECTOR_STORES]);
  const settings = tx.objectStore('librarySettings');
  const [active, next, ...withVectors] = await Promise.all([
    settings.get('active') as Promise<Choice | undefined>,
    settings.get('next') as Promise<Choice | undefined>,
    ...VECTOR_STORES.map((name) => spacesIn(tx.objectStore(name))),
  ]);
  const chosen = [active, next].flatMap((choice) => choice?.space ?? []);
  return [...chosen, ...withVectors.flat()];
}

async function deleteVectors(
  tx: Pick<IDBPTransaction<MitsukeSchema, ChoiceStores, 'readwrite'>, 'objectStore'>,
  these: (space: SpaceId) => boolean,
): Promise<void> {
  for (const name of VECTOR_STORES) {
    const store = tx.objectStore(name);
    for (const space of await spacesIn(store)) {
      if (these(space)) await store.delete(keysUnder(space));
    }
  }
}

/** Reads both in one transaction: a write between two reads would yield a pair that never existed. */
async function choicesIn(
  settings: Pick<IDBPObjectStore<MitsukeSchema, ['librarySettings'], 'librarySettings'>, 'get'>,
  otherwise: Choice,
): Promise<Choices> {
  const [active, next] = await Promise.all([settings.get('active'), settings.get('next')]);
  return { active: (active as Choice | undefined) ?? otherwise, next: (next as Choice | undefined) ?? null };
}
