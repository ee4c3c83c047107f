/** Single values that outlive the page, the user's own spaces, and what was measured of backends. */

import type { EncoderId, Space, SpaceId } from '#core/space';
import { database } from './database';
import type { LibrarySettings, ModelSettings, StoredBackends } from './schema';

type Settings = LibrarySettings & ModelSettings;

/** The library's and the models' lie apart: each store is written by one kind of worker. */
const STORE_OF = {
  active: 'librarySettings',
  next: 'librarySettings',
  forgetful: 'librarySettings',
  backgrounds: 'librarySettings',
  mirror: 'modelSettings',
  wanted: 'modelSettings',
} as const satisfies Record<keyof LibrarySettings, 'librarySettings'> &
  Record<keyof ModelSettings, 'modelSettings'>;

export async function setting<Name extends keyof Settings>(name: Name): Promise<Settings[Name] | undefined> {
  return (await (await database()).get(STORE_OF[name], name)) as Settings[Name] | undefined;
}

/**
 * Reads and writes in one transaction: of two changes at once, in two tabs too, neither is lost.
 * @param change gives the new value for the present one, or null to forget it; it must not wait for anything
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

export async function putBackends(backends: StoredBackends): Promise<void> {
  await (await database()).put('backends', backends);
}
