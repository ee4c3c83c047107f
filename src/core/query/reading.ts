/** A query as it was understood: what is wanted, what is not, and the conditions in it. */

import type { Filter } from '#core/filter';

/** Something a photo should show, or (with a weight below zero) should not. */
export interface Term {
  text: string;
  weight: number;
}

/** A stretch of the text and what it was taken for. */
export interface Part {
  /** Characters of the text, [from, to). */
  from: number;
  to: number;
  kind: 'wanted' | 'unwanted' | 'text' | 'withoutText' | ConditionKey;
  /** What it says, without operator, key and quotes. */
  value: string;
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
  | 'favourite';

export interface Reading {
  terms: readonly Term[];
  filter: Filter;
  /** In the order of the text. */
  parts: readonly Part[];
}
