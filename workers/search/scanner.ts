/** Interface of the scan: one index in this worker, or slices of it in several workers. */

import type { PhotoNo } from '#core/photo';
import type { CodedRows } from '#core/quantise';

/** Photos that a filter lets pass. */
export interface Passing {
  /** One bit per photo, at the position of its number. */
  bits: Uint32Array<ArrayBuffer>;
  /** Changes with the bits, so that an index copies them to its rows only once. */
  version: number;
}

export interface Sought {
  /** Unit-length vector of the space. */
  vector: Float32Array;
  /** Null if all pass. */
  passing: Passing | null;
  without: PhotoNo | null;
  /** Largest number of photos to return. */
  limit: number;
}

/** Scores are cosines from 8-bit codes, with an error of about 0.005. */
export interface ScanResult {
  /** Best first; ties by the lower photo number. */
  photos: Uint32Array<ArrayBuffer>;
  scores: Float32Array<ArrayBuffer>;
  /** Number of rows that passed, sum of their scores, sum of the squares. */
  count: number;
  sum: number;
  squares: number;
}

export interface Scanner {
  size(): number | Promise<number>;
  /** Bytes of memory for the vectors and their index. */
  bytes(): number | Promise<number>;
  /** Adds photos. Those that it has already are skipped. */
  append(rows: CodedRows): void | Promise<void>;
  remove(photos: readonly PhotoNo[]): void | Promise<void>;
  find(sought: Sought): ScanResult | Promise<ScanResult>;
  /** Ends workers, which are not garbage-collected. From then on `find` returns an empty result. */
  dismiss?(): void;
}

export function isPassing({ bits }: Passing, photo: PhotoNo): boolean {
  return (((bits[photo >>> 5] ?? 0) >>> (photo & 31)) & 1) === 1;
}
