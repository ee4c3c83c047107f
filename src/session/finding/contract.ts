/** What is asked, and what is found. */

import type { Signal } from '@preact/signals';
import type { ProblemCode } from '#core/errors';
import { type Facets, type Filter, isOpen, NO_FILTER } from '#core/filter';
import type { GeoPoint, PhotoCard } from '#core/photo';
import type { Reading } from '#core/query/reading';
import type { Strength } from '#core/rank';
import type { TextEntry } from '#core/space';

/** All that is asked at once. If all of it is empty, nothing is asked: the whole library is shown. */
export interface Query {
  /** As it was typed, operators and all. */
  text: string;
  /** What was chosen beside the text. */
  filter: Filter;
  photo: QueryPhoto | null;
}

export type QueryPhoto =
  | { kind: 'library'; card: PhotoCard }
  /** Not in the library, and not added to it. `url` shows it. */
  | { kind: 'outside'; name: string; file: Blob; url: string };

export const NO_QUERY: Query = { text: '', filter: NO_FILTER, photo: null };

export function isAsking({ text, filter, photo }: Query): boolean {
  return text.trim() !== '' || photo !== null || !isOpen(filter);
}

/** A photo that was found. */
export interface Match {
  photo: PhotoCard;
  /** Cosine, -1..1; 0 if nothing was ranked. */
  score: number;
  strength: Strength;
  /** Photos nearly identical to this one, which stand behind it. */
  stack: readonly Match[];
}

/** The answer to a query. */
export interface Found {
  query: Query;
  /** How its text was understood. */
  reading: Reading;
  /** False if the query has conditions alone: then every photo that meets them matches, the newest first. */
  ranked: boolean;
  /** Best first, as far as they have been asked for; see `Finding.more`. */
  matches: readonly Match[];
  /** Photos that meet the conditions. */
  total: number;
  unspoken: Unspoken | null;
}

export type Answer =
  | { state: 'none' }
  /** Something is asked, and nothing was answered yet. A change of the query leaves the last answer in place. */
  | { state: 'searching' }
  | ({ state: 'found' } & Found)
  /** `last` is what was found before, if anything was. */
  | { state: 'problem'; problem: ProblemCode; last: Found | null };

/** No installed text encoder understands the language of the query. */
export interface Unspoken {
  /** BCP 47, or "und-Latn" for a Latin language that is not English. */
  language: string;
  /** One of the same space that does, and what bringing it in takes; null if the space has none. */
  offer: { encoder: TextEntry; bytes: number } | null;
}

/** The rest of asking and finding, beside `Session.query`, `Session.ask` and `Session.answer`. Nothing here rejects. */
export interface Finding {
  /** Share of wrong matches that is borne above the line under the good ones: one of `LINES`. */
  readonly line: Signal<number>;
  /** How what stands above the line is ordered. */
  readonly order: Signal<'relevance' | 'date'>;
  /** Asks for photos like this one, which is not added to the library. */
  askPhoto(file: File): void;
  /** The next matches of the query, beyond those that are there. */
  more(): void;
  /** What there is to filter by; null if it cannot be counted right now. */
  facets(): Promise<Facets | null>;
  /** What a place is called, after the nearest city; null if none is near, or cities cannot be fetched. */
  cityAt(point: GeoPoint): Promise<string | null>;
}
