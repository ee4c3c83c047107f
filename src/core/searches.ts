/** Searches that are kept: those one asked lately, and those one gave a name to. */

import type { Filter } from './filter';
import type { PhotoNo } from './photo';

/** What was asked, as far as it can be asked again: a photo from outside cannot. */
export interface Asked {
  /** As it was typed. */
  text: string;
  filter: Filter;
  /** Photos like this one of the library. */
  photo: PhotoNo | null;
}

/** A live album: it is asked anew each time it is opened. */
export interface SavedSearch extends Asked {
  id: string;
  name: string;
  /** Milliseconds since 1970. */
  added: number;
}

export interface RecentSearch extends Asked {
  /** Milliseconds since 1970. */
  at: number;
}

export interface Searches {
  /** In the order they were added. */
  saved: readonly SavedSearch[];
  /** Newest first, no two alike. */
  recent: readonly RecentSearch[];
  /** Whether searches are remembered that nobody saved. */
  remembers: boolean;
}

export const NO_SEARCHES: Searches = { saved: [], recent: [], remembers: true };

/** As many recent searches are kept. */
export const MOST_RECENT = 30;

/** The same for searches that ask the same. */
export function askedKey({ text, filter, photo }: Asked): string {
  // JSON has no infinity, and ranges of dates may have no end.
  const infinite = (_: string, value: unknown) => (typeof value === 'number' ? String(value) : value);
  return JSON.stringify([text.trim(), filter, photo], infinite);
}
