/** A query as it was understood: what is wanted, what is not, and the conditions in it. */

import type { Filter, PlaceArea, TimeRange } from '#core/filter';

/** Something a photo should show, or (with a weight below zero) should not. */
export interface Term {
  text: string;
  weight: number;
  /** It is the name of a word that the user made of photos. */
  own?: true;
}

/** Characters of a text, [from, to). */
export interface Stretch {
  from: number;
  to: number;
}

/** A stretch of the text and what it was taken for. */
export interface QueryPart extends Stretch {
  /** `words`: plain words, without any operator; `wanted` and `unwanted` are terms of their own. */
  kind:
    | 'words'
    | 'wanted'
    | 'unwanted'
    | 'text'
    | 'withoutText'
    | 'ownWord'
    | 'withoutOwnWord'
    | ConditionKey;
  /** What it says, without operator, key and quotes. */
  value: string;
  /**
   * Of what was found among plain words: what says it, without "near", "and" or の around it. These belong to the part.
   */
  said?: Stretch;
  /** What stays without it: the operator of several, and where the next of them begins. */
  leaves?: { operator: string; to: number };
  /** What it may mean as well; plain words come last. */
  others?: readonly OtherReading[];
}

/** Another way to take a part. */
export interface OtherReading {
  kind: 'person' | 'ownWord' | 'near' | 'date' | 'words';
  value: string;
  /** Of a date. */
  range?: TimeRange;
}

/** Keys of conditions, as they are written: "camera:canon". */
export type ConditionKey =
  | 'date'
  | 'near'
  | 'camera'
  | 'folder'
  | 'kind'
  | 'shape'
  | 'tag'
  | 'withoutTag'
  | 'favourite'
  | 'written'
  | 'person'
  | 'withoutPerson';

export interface Reading {
  /** The plain words first, joined into one term; then the others in the order of the text. */
  terms: readonly Term[];
  filter: Filter;
  /** In the order of the text. */
  parts: readonly QueryPart[];
}

/** What a reader may know beside the grammar. Both are large, so they are loaded when they are needed. */
export interface Knowledge {
  dates?: DateReader;
  /** A place by its name; null if it is unknown. */
  place?: (name: string) => PlaceArea | null;
  /** Names that the user gave to people. Absent if no faces are looked for. */
  people?: readonly string[];
  /** Names of words that the user made of photos. */
  ownWords?: readonly string[];
  /** Places that may be named in a sentence. */
  places?: PlaceNames;
}

export interface PlaceNames {
  /** The longest name of a place that begins there; see `nameFinder`. */
  at(text: string, from: number, edges: ReadonlySet<number>): { to: number } | null;
  /** The place of that name, the one with photos first; null if it is unknown. */
  area(name: string): PlaceArea | null;
  /** Whether photos were taken near it. */
  has(name: string): boolean;
}

export interface DateReader {
  /** Dates among other words, in the order of the text, without overlaps. */
  among(text: string): DateMention[];
  /** The range of a text that is nothing but a date; null if it is not. */
  only(text: string): TimeRange | null;
}

export interface DateMention extends Stretch {
  range: TimeRange;
}
