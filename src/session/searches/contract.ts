/** Saved and recent searches, and suggestions. */

import type { ReadonlySignal } from '@preact/signals';
import type { PhotoCard, PhotoNo } from '#core/photo';
import type { Suggestion } from '#core/query/suggest';
import type { Searches, StoredQuery } from '#core/searches';
import { isAsking, type Query } from '../finding/contract';

/** Preview of a search's results, without making it the current query. */
export interface Glance {
  /** The best match; null if nothing matches. */
  cover: PhotoCard | null;
  /** Number of matches above the line; if the search has only conditions, of all photos that meet them. */
  count: number;
}

/** The query as it is stored; null if it is empty, or has a photo from outside and cannot be repeated. */
export function storedOf(query: Query): StoredQuery | null {
  const { text, filter, photo, judgements } = query;
  if (!isAsking(query) || photo?.kind === 'outside') return null;
  return {
    text: text.trim(),
    filter,
    photo: photo?.card.no ?? null,
    ...(judgements.length > 0 && { judgements }),
  };
}

/** No verb rejects: errors become notices, except that `suggest`, `glance` and `photosOf` post none. */
export interface KeptSearches {
  readonly kept: ReadonlySignal<Searches>;
  /** Saves the query under a name. Does nothing if it has a photo from outside, which is not stored. */
  save(name: string): Promise<void>;
  /**
   * Makes a word of photos (`core/own-words`), or teaches the one of that name, and asks for it. At least
   * `FEWEST_EXAMPLES` photos.
   */
  makeWord(name: string, photos: readonly PhotoNo[]): Promise<void>;
  /** Gives what was judged in the present query to an own word, which the query then has in its place. */
  teachWord(name: string): Promise<void>;
  rename(id: string, name: string): void;
  forget(id: string): void;
  forgetRecent(): void;
  /** Sets whether recent searches are remembered; if not, the remembered ones are deleted. */
  remember(on: boolean): void;
  /** Runs a search again. If its photo was removed, runs it without the photo. */
  open(search: StoredQuery): void;
  /** Returns null if the search cannot be answered now, for example because the model is missing. */
  glance(search: StoredQuery): Promise<Glance | null>;
  /** Returns the photos of an album: those that `glance` counts, the best first; null as there. */
  photosOf(search: StoredQuery): Promise<readonly PhotoCard[] | null>;
  /** Returns suggestions for a text that is being typed; `cursor` is an index into the text. */
  suggest(text: string, cursor: number): Promise<readonly Suggestion[]>;
}
