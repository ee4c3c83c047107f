/** Queries and their answers. */

import type { Signal } from '@preact/signals';
import type { ProblemCode } from '#core/errors';
import { type Facets, type Filter, isOpen, NO_FILTER } from '#core/filter';
import type { Judgement } from '#core/judging';
import type { GeoPoint, PhotoCard, PhotoNo } from '#core/photo';
import type { Reading } from '#core/query/reading';
import type { Strength } from '#core/rank';
import type { TextEntry } from '#core/space';

/** A query: text, conditions, a photo and judgements together. If all are empty, the whole library is shown. */
export interface Query {
  /** As the user typed it, with operators. */
  text: string;
  /** Conditions chosen in the interface, in addition to those in the text. */
  filter: Filter;
  photo: QueryPhoto | null;
  /** Photos that the user wants more of, or not, in the order in which they were judged. */
  judgements: readonly Judgement[];
}

export type QueryPhoto =
  | { kind: 'library'; card: PhotoCard }
  /** A picture that is not in the library, or a part of one that is, with its name; `url` is its object URL. */
  | { kind: 'outside'; name: string; file: Blob; url: string; isPart?: true };

export const NO_QUERY: Query = { text: '', filter: NO_FILTER, photo: null, judgements: [] };

export function isAsking({ text, filter, photo, judgements }: Query): boolean {
  return text.trim() !== '' || photo !== null || judgements.length > 0 || !isOpen(filter);
}

/** A ranked photo. */
export interface Match {
  photo: PhotoCard;
  /** Cosine, -1..1; 0 if nothing was ranked. */
  score: number;
  strength: Strength;
  /** Of a video: its picture that was scored, by the number of its preview, and the moment of it. */
  moment?: { picture: PhotoNo; seconds: number };
  /** It, or a photo of its stack, has words of the query; in which of its own lines. */
  lines?: readonly number[];
  /** Nearly identical photos, shown as a stack behind this one. */
  stack: readonly Match[];
}

/** The result of a query. */
export interface Found {
  query: Query;
  /** How the grammar parsed its text. */
  reading: Reading;
  /** False if the query has only conditions: then every photo that meets them matches, newest first. */
  ranked: boolean;
  /** The pages requested so far, best first; see `Finding.more`. */
  matches: readonly Match[];
  /** Number of photos that meet the conditions. */
  total: number;
  unspoken: Unspoken | null;
}

export type Answer =
  | { state: 'none' }
  /** The first answer is pending. When a later query changes, the last answer stays instead. */
  | { state: 'searching' }
  | ({ state: 'found' } & Found)
  /** `last` is the previous result, if there was one. */
  | { state: 'problem'; problem: ProblemCode; last: Found | null };

/** Set if no installed text encoder understands the language of the query. */
export interface Unspoken {
  /** BCP 47, or "und-Latn" for a Latin language that is not English. */
  language: string;
  /** An encoder of the same space that does, to be downloaded; null if the space has none. */
  offer: TextEntry | null;
}

/** Verbs and state of searching, besides `Session.query`, `ask` and `answer`. No verb rejects. */
export interface Finding {
  /** Accepted fraction of wrong matches above the line under the good ones: one of `LINES`. */
  readonly line: Signal<number>;
  /** Order of the matches above the line. */
  readonly order: Signal<'relevance' | 'date'>;
  /** Opens at an idle moment what a first query needs, because one is about to be typed. */
  prepare(): void;
  /**
   * Searches for photos like this picture, which is not added to the library.
   * @param how given if it is a part of a photo; then its name is that photo's
   */
  askPhoto(file: File, how?: { isPart: true }): void;
  /** Requests the next page of matches. */
  more(): void;
  /** Returns the values that the library can be filtered by; null if they cannot be counted right now. */
  facets(): Promise<Facets | null>;
  /** Returns the name of the nearest city; null if none is near, or the list cannot be downloaded. */
  cityAt(point: GeoPoint): Promise<string | null>;
}
