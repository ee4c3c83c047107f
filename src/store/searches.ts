/** Saved and recent searches. */

import type { Judgement } from '#core/judging';
import {
  askedKey,
  MOST_RECENT,
  type RecentSearch,
  type SavedSearch,
  type Searches,
  type StoredQuery,
} from '#core/searches';
import { database } from './database';
import { setting } from './settings';

export async function allSearches(): Promise<Searches> {
  const db = await database();
  const [saved, recent, forgetful] = await Promise.all([
    db.getAllFromIndex('savedSearches', 'added'),
    db.getAllFromIndex('recentSearches', 'at'),
    setting('forgetful'),
  ]);
  return { saved, recent: recent.reverse().map(({ key: _, ...search }) => search), remembers: !forgetful };
}

/**
 * Stores a recent search, unless the user has switched that off, and deletes the oldest beyond `MOST_RECENT`.
 * @param instead an earlier version of the same search, which this one replaces
 */
export async function noteSearch(search: RecentSearch, instead: StoredQuery | null): Promise<void> {
  const tx = (await database()).transaction(['recentSearches', 'librarySettings'], 'readwrite');
  if (await tx.objectStore('librarySettings').get('forgetful')) return;
  const recent = tx.objectStore('recentSearches');
  if (instead) await recent.delete(askedKey(instead));
  // The newest has the latest time even if the clock was set back: the oldest is deleted.
  const newest = await recent.index('at').openCursor(null, 'prev');
  const at = Math.max(search.at, (newest?.value.at ?? 0) + 1);
  await recent.put({ ...search, at, key: askedKey(search) });
  const keys = await recent.index('at').getAllKeys();
  for (const key of keys.slice(0, -MOST_RECENT)) await recent.delete(key);
  await tx.done;
}

export async function forgetRecent(): Promise<void> {
  await (await database()).clear('recentSearches');
}

/** Sets whether searches are remembered. If not, the recent ones are deleted in the same transaction. */
export async function remember(on: boolean): Promise<void> {
  const tx = (await database()).transaction(['recentSearches', 'librarySettings'], 'readwrite');
  if (on) await tx.objectStore('librarySettings').delete('forgetful');
  else {
    await tx.objectStore('librarySettings').put(true, 'forgetful');
    await tx.objectStore('recentSearches').clear();
  }
  await tx.done;
}

export async function putSavedSearch(search: SavedSearch): Promise<void> {
  await (await database()).put('savedSearches', search);
}

/** Does nothing if the search was deleted. */
export async function renameSavedSearch(id: string, name: string): Promise<void> {
  const tx = (await database()).transaction('savedSearches', 'readwrite');
  const search = await tx.store.get(id);
  if (search) await tx.store.put({ ...search, name });
  await tx.done;
}

/** Appends judgements. Does nothing if the search was deleted. */
export async function teachSavedSearch(id: string, more: readonly Judgement[]): Promise<void> {
  const tx = (await database()).transaction('savedSearches', 'readwrite');
  const search = await tx.store.get(id);
  if (search) await tx.store.put({ ...search, judgements: [...(search.judgements ?? []), ...more] });
  await tx.done;
}

export async function deleteSavedSearch(id: string): Promise<void> {
  await (await database()).delete('savedSearches', id);
}
