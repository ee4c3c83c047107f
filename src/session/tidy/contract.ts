/** Groups of similar photos, and the map of all photos. */

import type { ReadonlySignal } from '@preact/signals';
import type { ProblemCode } from '#core/errors';
import type { PhotoNo } from '#core/photo';
import type { Deletion, PhotoFile } from '#workers/library/contract';
import type { AlikeGroup, Projection } from '#workers/tidy/contract';

/** A background task, and its last result. */
export interface Work<T> {
  /** 0..1; null if the task is not running. */
  progress: number | null;
  result: T | null;
  /** How the task ended, if not with a result. */
  ended: 'stopped' | ProblemCode | null;
  /** Number of photos added since the library was read for the result; they are not in it. */
  added: number;
}

/** What to look for: copies of a photo, or alike photos, with 0 for nearly identical .. 1 for similar. */
export type Wish = { kind: 'copies' } | { kind: 'alike'; likeness: number };

export interface Alike {
  wish: Wish;
  /** Sorted by the bytes that deleting would free, most first. */
  groups: readonly AlikeGroup[];
}

/** No verb rejects: errors become notices, or `Work.ended`. */
export interface Tidy {
  readonly alike: ReadonlySignal<Work<Alike>>;
  readonly map: ReadonlySignal<Work<Projection>>;
  /** Finds groups. The first call compares all photos; later ones reuse that comparison and are quick. */
  find(wish: Wish): void;
  /** Compares again, including photos added since. */
  findAgain(): void;
  stopFinding(): void;
  drawMap(): void;
  stopMap(): void;
  /** Returns the files of these photos in all folders; empty, with a notice, if they cannot be read. */
  filesOf(photos: readonly PhotoNo[]): Promise<readonly PhotoFile[]>;
  /** Deletes files after requesting write permission for folders. Null, with a notice, if that failed. */
  deleteFiles(files: readonly PhotoFile[]): Promise<readonly Deletion[] | null>;
}
