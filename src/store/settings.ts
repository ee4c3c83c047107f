/** Single values that outlive the page, and the user's own spaces. */

import type { EncoderId, Space, SpaceId } from '#core/space';
import { database } from './database';
import type { Settings, StoredBackends } from './schema';

export async function setting<Name extends keyof Settings>(name: Name): Promise<Settings[Name] | undefined> {
  return (await (await database()).get('settings', name)) as Settings[Name] | undefined;
}

/** Null forgets it. */
export async function setSetting<Name extends keyof Settings>(
  name: Name,
  value: Settings[Name] | null,
): Promise<void> {
  const db = await database();
  if (value === null) await db.delete('settings', name);
  else await db.put('settings', value, name);
}

/**
 * Reads and writes in one transaction: of two changes at once, in two tabs too, neither is lost.
 * @param change gives the new value for the present one; it must not wait for anything
 */
export async function updateSetting<Name extends keyof Settings>(
  name: Name,
  change: (value: Settings[Name] | undefined) => Settings[Name],
): Promise<void> {
  const tx = (await database()).transaction('settings', 'readwrite');
  await tx.store.put(change((await tx.store.get(name)) as Settings[Name] | undefined), name);
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
