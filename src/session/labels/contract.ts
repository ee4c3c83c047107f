/** Many texts against the whole library: classes for labels, or a batch of queries. And the tags that come of it. */

import type { ReadonlySignal, Signal } from '@preact/signals';
import type { ProblemCode } from '#core/errors';
import type { LogSums } from '#core/labels';
import type { PhotoCard, PhotoNo } from '#core/photo';
import type { Unspoken } from '../finding/contract';

/** The cosines of photos and texts, and what both softmaxes need; see core/labels. */
export interface Scores extends LogSums {
  texts: readonly string[];
  /** The rows. All photos that have an embedding, the newest first. */
  photos: readonly PhotoCard[];
  /** photos x texts. */
  cosines: Float32Array;
  /** What "none of these" stands for; see `noneCosine`. */
  none: number;
  unspoken: Unspoken | null;
}

/** A comparison under way, and the last that has come about. */
export interface Comparing {
  /** How many of its texts are encoded; null while nothing is under way. */
  progress: { done: number; total: number } | null;
  problem: ProblemCode | null;
  scores: Scores | null;
}

export const NOT_COMPARED: Comparing = { progress: null, problem: null, scores: null };

/** Photos that are given a tag together. */
export interface Tagging {
  tag: string;
  photos: readonly PhotoNo[];
}

/** Nothing here rejects: what goes wrong becomes a notice, and of a comparison its `problem`. */
export interface Labels {
  /** Classes against the library. */
  readonly classes: ReadonlySignal<Comparing>;
  /** A batch of queries against the library. */
  readonly batch: ReadonlySignal<Comparing>;
  /** The classes that were typed last, as they were typed. Kept from one visit to the next. */
  readonly classText: Signal<string>;
  /** The queries of the batch, as they were typed or read from a file. */
  readonly batchText: Signal<string>;
  /** The tags given last, to those photos that did not have them; null if there is nothing to undo. */
  readonly lastTagging: ReadonlySignal<readonly Tagging[] | null>;
  /** Compares classes with every photo; see `classes`. No classes clear it. */
  compareClasses(classes: readonly string[]): void;
  /** The same for a batch of queries; see `batch`. */
  compareBatch(queries: readonly string[]): void;
  /** Gives photos tags. */
  applyTags(tags: readonly Tagging[]): Promise<void>;
  /** Takes back what was applied last. */
  undoTags(): Promise<void>;
}
