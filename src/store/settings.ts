/** Settings, the user's own spaces, and the measurements of backends. */

import type { EncoderId, Space, SpaceId } from '#core/space';
import { database } from './database';
import type { LibrarySettings, ModelSettings, StoredBackends } from './schema';

type Settings = LibrarySettings & ModelSettings;

/** Settings of the library and of the models are in separate stores, because each store has one writer. */
const STORE_OF = {
  active: 'librarySettings',
  next: 'librarySettings',
  forgetful: 'librarySettings',
  backgrounds: 'librarySettings',
  away: 'librarySettings',
  leaveOut: 'librarySettings',
  unturned: 'librarySettings',
  unswept: 'librarySettings',
  unread: 'librarySettings',
  readsWords: 'librarySettings',
  findsFaces: 'librarySettings',
  makesTiles: 'librarySettings',
  peopleEdition: 'librarySettings',
  removed: 'librarySettings',
  folderIndexes: 'librarySettings',
  unconverted: 'librarySettings',
  mirror: 'modelSettings',
  wanted: 'modelSettings',
  plan: 'modelSettings',
  filesChecked: 'modelSettings',
  unconvertedParts: 'modelSettings',
} as const satisfies Record<keyof LibrarySettings, 'librarySettings'> &
  Record<keyof ModelSettings, 'modelSettings'>;

export async function setting<Name extends keyof Settings>(name: Name): Promise<Settings[Name] | undefined> {
  return (await (await database()).get(STORE_OF[name], name)) as Settings[Name] | undefined;
}

/**
 * Reads and writes in one transaction, so that concurrent changes, even from two tabs, are both applied.
 * @param change returns the new value for the present one, or null to delete it; synchronous, because a
 *   transaction commits by itself while other work is awaited
 */
export async function updateSetting<Name extends keyof Settings>(
  name: Name,
  change: (value: Settings[Name] | undefined) => Settings[Name] | null,
): Promise<void> {
  const tx = (await database()).transaction(STORE_OF[name], 'readwrite');
  const value = change((await tx.store.get(name)) as Settings[Name] | undefined);
  await (value === null ? tx.store.delete(name) : tx.store.put(value, name));
  await tx.done;
}

export async function ownSpaces(): Promise<Space[]> {
  return (await database()).getAll('ownSpaces');
}

export async function putOwnSpace(space: Space): Promise<void> {
  await (await database()).put('ownSpaces', space);
}

export async function deleteOwnSpace(id: SpaceId): Promise<void> {
  await (await database()).delete('ownSpaces', id);
}

export async function allBackends(): Promise<StoredBackends[]> {
  return (await database()).getAll('backends');
}

export async function backendsOf(encoder: EncoderId): Promise<StoredBackends | undefined> {
  return (await database()).get('backends', encoder);
}

/**
 * Reads and writes in one transaction, as `updateSetting` does: the pace of a run, a refusal and the user's choice
 * may come at the same time.
 * @param change returns the new record for the present one; synchronous
 * @returns the new record
 */
export async function changeBackends(
  encoder: EncoderId,
  change: (known: StoredBackends) => StoredBackends,
): Promise<StoredBackends> {
  const tx = (await database()).transaction('backends', 'readwrite');
  const changed = change((await tx.store.get(encoder)) ?? unknownBackends(encoder));
  await tx.store.put(changed);
  await tx.done;
  return changed;
}

/** The record of an encoder that was never opened. */
export function unknownBackends(encoder: EncoderId): StoredBackends {
  return { encoder, wanted: null, used: null, timings: {}, refused: {} };
}
