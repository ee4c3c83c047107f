/** Sources with their counts and locks, as the interface shows them. */

import { awayCounts } from '#store/away';
import { allSources, countOrigins } from '#store/sources';
import type { SourceState } from '../contract';
import { tell } from '../events';
import { isLocked } from './folders';

export async function sourceStates(): Promise<SourceState[]> {
  const sources = await allSources();
  const ids = sources.map(({ id }) => id);
  const [counts, aways] = await Promise.all([countOrigins(ids), awayCounts(ids)]);
  const locked = await Promise.all(sources.map(isLocked));
  return (
    sources
      .map((source, i) => {
        const { missing = 0, awaited = 0, leftOut: hidden = 0 } = aways[i] ?? {};
        const photos = Math.max(0, (counts[i] ?? 0) - missing - awaited - hidden);
        return { ...source, photos, missing, awaited, hidden, locked: locked[i] ?? false };
      })
      // Hides picks that gave no photos; a folder may still get some.
      .filter(({ kind, photos, hidden }) => kind !== 'files' || photos + hidden > 0)
  );
}

export async function tellSources(): Promise<void> {
  tell({ type: 'sources', sources: await sourceStates() });
}
