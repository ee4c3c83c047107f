/** Searches: the saved ones and the last that were asked. */

import {
  type Asked,
  askedKey,
  MOST_RECENT,
  type RecentSearch,
  type SavedSearch,
  type Searches,
} from '#core/searches';
import { database } from './database';
import { setSetting, setting } from './settings';

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
 * Remembers what was asked, unless the user wants nothing remembered. The oldest beyond `MOST_RECENT` go.
 * @param instead an earlier stage of the same search, which it takes the place of
 */
export async function noteSearch(search: RecentSearch, instead: Asked | null): Promise<void> {
  if (await setting('forgetful')) return;
  const tx = (await database()).transaction('recentSearches', 'readwrite');
  if (instead) await tx.store.delete(askedKey(instead));
  await tx.store.put({ ...search, key: askedKey(search) });
  const keys = await tx.store.index('at').getAllKeys();
  for (const key of keys.slice(0, -MOST_RECENT)) await tx.store.delete(key);
  await tx.done;
}

export async function forgetRecent(): Promise<void> {
  await (await database()).clear('recentSearches');
}

/** Whether searches are remembered from now on; where not, those that are go. */
export async function remember(on: boolean): Promise<void> {
  await setSetting('forgetful', on ? null : true);
  if (!on) await forgetRecent();
}

export async function putSavedSearch(search: SavedSearch): Promise<void> {
  await (await database()).put('savedSearches', search);
}

/** Nothing happens where it is gone. */
export async function renameSavedSearch(id: string, name: string): Promise<void> {
  const tx = (await database()).transaction('savedSearches', 'readwrite');
  const search = await tx.store.get(id);
  if (search) await tx.store.put({ ...search, name });
  await tx.done;
}

export async function deleteSavedSearch(id: string): Promise<void> {
  await (await database()).delete('savedSearches', id);
}
