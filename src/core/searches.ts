/** Searches that are kept: recent ones, and those that the user saved under a name. */

import type { Filter } from './filter';
import type { Judgement } from './judging';
import type { PhotoNo } from './photo';

/** A query that can be stored and asked again. A query with a photo from outside the library cannot. */
export interface StoredQuery {
  /** As it was typed. */
  text: string;
  filter: Filter;
  /** A photo of the library, if photos like it are asked for. */
  photo: PhotoNo | null;
  /** What was judged, in order. (Absent if nothing was: searches stored before there were judgements have it not.) */
  judgements?: readonly Judgement[];
}

/** A live album: it is asked anew each time it is opened. */
export interface SavedSearch extends StoredQuery {
  id: string;
  name: string;
  /** Milliseconds since 1970. */
  added: number;
}

export interface RecentSearch extends StoredQuery {
  /** Milliseconds since 1970. */
  at: number;
}

export interface Searches {
  /** In the order they were added. */
  saved: readonly SavedSearch[];
  /** Newest first, no two alike. */
  recent: readonly RecentSearch[];
  /** Whether recent searches are remembered. */
  remembers: boolean;
}

export const NO_SEARCHES: Searches = { saved: [], recent: [], remembers: true };

/** How many recent searches are kept. */
export const MOST_RECENT = 30;

/** A key that is equal for searches that ask the same. */
export function askedKey({ text, filter, photo, judgements = [] }: StoredQuery): string {
  // JSON cannot hold the infinite ends of open date ranges.
  const infinite = (_: string, value: unknown) => (typeof value === 'number' ? String(value) : value);
  const judged = judgements.length > 0 ? [judgements] : [];
  return JSON.stringify([text.trim(), filter, photo, ...judged], infinite);
}
