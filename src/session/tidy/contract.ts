/** Groups of photos that look alike, and the map of all of them. */

import type { ReadonlySignal } from '@preact/signals';
import type { ProblemCode } from '#core/errors';
import type { PhotoNo } from '#core/photo';
import type { Deletion, PhotoFile } from '#workers/library/contract';
import type { AlikeGroup, Projection } from '#workers/tidy/contract';

/** Work in the background, and the last that came of it. */
export interface Work<T> {
  /** 0..1; null while nothing is under way. */
  progress: number | null;
  result: T | null;
  /** How the work ended, if not with a result. */
  ended: 'stopped' | ProblemCode | null;
  /** Photos that came into the library since; they are not in the result. */
  added: number;
}

/** Copies of one photo, or photos that are alike: 0 nearly identical .. 1 similar. */
export type Wish = { kind: 'copies' } | { kind: 'alike'; likeness: number };

export interface Alike {
  wish: Wish;
  /** What frees most first. */
  groups: readonly AlikeGroup[];
}

/** Nothing here rejects: what goes wrong becomes a notice, or the end of the work. */
export interface Tidy {
  readonly alike: ReadonlySignal<Work<Alike>>;
  readonly map: ReadonlySignal<Work<Projection>>;
  /** Compares the photos where that was not done yet; then every wish is quick. */
  find(wish: Wish): void;
  /** Compares them anew, with those that have come since. */
  findAgain(): void;
  stopFinding(): void;
  drawMap(): void;
  stopMap(): void;
  /** Files of these photos in all folders; empty if they cannot be told. */
  filesOf(photos: readonly PhotoNo[]): Promise<readonly PhotoFile[]>;
  /** Asks the browser for the folders first. Null if it did not come to it; the notice says why. */
  deleteFiles(files: readonly PhotoFile[]): Promise<readonly Deletion[] | null>;
}
