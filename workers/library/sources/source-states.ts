/** Sources with what the interface shows of them. */

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
      // A pick of which nothing became a photo is over; a folder may yet get photos.
      .filter(({ kind, photos }) => kind !== 'files' || photos > 0)
  );
}

export async function tellSources(): Promise<void> {
  tell({ type: 'sources', sources: await sourceStates() });
}
