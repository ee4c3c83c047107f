/** Comparison of many texts (classes or queries) with the whole library, and tags made from labels. */

import type { ReadonlySignal, Signal } from '@preact/signals';
import type { ProblemCode } from '#core/errors';
import type { LogSums } from '#core/labels';
import type { PhotoCard, PhotoNo } from '#core/photo';
import type { Unspoken } from '../finding/contract';

/** Cosines of photos and texts, with the log-sum-exps of both softmaxes; see core/labels. */
export interface Scores extends LogSums {
  texts: readonly string[];
  /** The rows: all photos that have an embedding, newest first. */
  photos: readonly PhotoCard[];
  /** photos x texts. */
  cosines: Float32Array;
  /** Cosine that stands for "none of these"; see `noneCosine`. */
  none: number;
  unspoken: Unspoken | null;
}

/** A comparison in progress, and the result of the last one. */
export interface Comparing {
  /** How many of its texts are encoded; null if no comparison is in progress. */
  progress: { done: number; total: number } | null;
  problem: ProblemCode | null;
  scores: Scores | null;
}

export const NOT_COMPARED: Comparing = { progress: null, problem: null, scores: null };

/** A tag and the photos that get it. */
export interface Tagging {
  tag: string;
  photos: readonly PhotoNo[];
}

/** No verb rejects: errors become notices, or the `problem` of a comparison. */
export interface Labels {
  /** Comparison of classes with the library. */
  readonly classes: ReadonlySignal<Comparing>;
  /** Comparison of a batch of queries with the library. */
  readonly batch: ReadonlySignal<Comparing>;
  /** The classes as the user typed them; stored for the next visit. */
  readonly classText: Signal<string>;
  /** The queries of the batch, as the user typed them or as read from a file. */
  readonly batchText: Signal<string>;
  /** The tags applied last, with the photos that did not have them before; null if nothing can be undone. */
  readonly lastTagging: ReadonlySignal<readonly Tagging[] | null>;
  /** Compares classes with every photo and sets `classes`. An empty list clears it. */
  compareClasses(classes: readonly string[]): void;
  /** Compares queries with every photo and sets `batch`. */
  compareBatch(queries: readonly string[]): void;
  /** Applies tags to photos. */
  applyTags(tags: readonly Tagging[]): Promise<void>;
  /** Reverts the last `applyTags`. */
  undoTags(): Promise<void>;
}
