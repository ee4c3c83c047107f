/** What scans: one index in this worker, or slices of it in several. */

import type { PhotoNo } from '#core/photo';
import type { CodedRows } from '#core/quantise';

/** Photos that a filter lets pass. */
export interface Passing {
  /** Bit by number of the photo. */
  bits: Uint32Array<ArrayBuffer>;
  /** Another one for other bits, so that they are applied to the rows once. */
  version: number;
}

export interface Sought {
  /** Unit-length vector of the space. */
  vector: Float32Array;
  /** Null: all pass. */
  passing: Passing | null;
  without: PhotoNo | null;
  /** So many of the best. */
  limit: number;
}

/** In 8 bits: cosines within an error of about 0.005. */
export interface ScanResult {
  /** Best first; of equal scores the lower number first. */
  photos: Uint32Array<ArrayBuffer>;
  scores: Float32Array<ArrayBuffer>;
  /** Rows that passed, the sum of their scores, and the sum of the squares. */
  count: number;
  sum: number;
  squares: number;
}

export interface Scanner {
  size(): number | Promise<number>;
  /** Bytes of memory for the vectors and what belongs to them. */
  bytes(): number | Promise<number>;
  /** Takes in photos that are not in yet; the others are left as they are. */
  append(rows: CodedRows): void | Promise<void>;
  remove(photos: readonly PhotoNo[]): void | Promise<void>;
  find(sought: Sought): ScanResult | Promise<ScanResult>;
  /** Lets go of what does not go by itself. Whoever asks afterwards finds nothing. */
  dismiss?(): void;
}

export function isPassing({ bits }: Passing, photo: PhotoNo): boolean {
  return (((bits[photo >>> 5] ?? 0) >>> (photo & 31)) & 1) === 1;
}
