/** Sources with their counts and locks, as the interface shows them. */

import { allSources, countOrigins } from '#store/sources';
import type { SourceState } from '../contract';
import { tell } from '../events';
import { isLocked } from './folders';

export async function sourceStates(): Promise<SourceState[]> {
  const sources = await allSources();
  const counts = await countOrigins(sources.map(({ id }) => id));
  const locked = await Promise.all(sources.map(isLocked));
  return (
    sources
      .map((source, i) => ({ ...source, photos: counts[i] ?? 0, locked: locked[i] ?? false }))
      // Hides picks that gave no photos; a folder may still get some.
      .filter(({ kind, photos }) => kind !== 'files' || photos > 0)
  );
}

export async function tellSources(): Promise<void> {
  tell({ type: 'sources', sources: await sourceStates() });
}
