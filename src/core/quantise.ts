/** Embeddings in 8 bits: a quarter of the memory, and what the scan reads. The floats stay the truth. */

import type { PhotoNo } from './photo';
import { rowOf } from './vector';

/** The largest code. -128 is never used, so that codes are symmetric. */
export const CODE_RANGE = 127;

/** A vector as value[i] = codes[i] * scale, each within half a scale of what it was. */
export interface Coded {
  codes: Int8Array<ArrayBuffer>;
  scale: number;
}

/** The coded vectors of several photos, one row after the other. */
export interface CodedRows {
  photos: Uint32Array<ArrayBuffer>;
  codes: Int8Array<ArrayBuffer>;
  scales: Float32Array<ArrayBuffer>;
}

/**
 * The nearest codes, with the vector's largest value at `range`. A zero vector has scale 0.
 * @param range the largest code, 1..127
 */
export function quantise(vector: Float32Array, range = CODE_RANGE): Coded {
  let largest = 0;
  for (let i = 0; i < vector.length; i++) largest = Math.max(largest, Math.abs(vector[i] as number));
  const codes = new Int8Array(vector.length);
  // The scale is stored as a 32-bit float, so the codes must be made for that very number.
  const scale = Math.fround(largest / range);
  if (scale === 0) return { codes, scale };
  for (let i = 0; i < vector.length; i++) codes[i] = Math.round((vector[i] as number) / scale);
  return { codes, scale };
}

/** Rows that came one by one, concatenated; all of one dimension. */
export function layRows(rows: readonly (Coded & { photo: PhotoNo })[]): CodedRows {
  const dimension = rows[0]?.codes.length ?? 0;
  const codes = new Int8Array(rows.length * dimension);
  rows.forEach((row, i) => {
    codes.set(row.codes, i * dimension);
  });
  return {
    photos: Uint32Array.from(rows, ({ photo }) => photo),
    codes,
    scales: Float32Array.from(rows, ({ scale }) => scale),
  };
}

/** The rows at the given positions, in that order. */
export function pickRows({ photos, codes, scales }: CodedRows, positions: readonly number[]): CodedRows {
  const dimension = photos.length === 0 ? 0 : codes.length / photos.length;
  const picked = new Int8Array(positions.length * dimension);
  positions.forEach((row, i) => {
    picked.set(rowOf(codes, row, dimension), i * dimension);
  });
  return {
    photos: Uint32Array.from(positions, (row) => photos[row] as PhotoNo),
    codes: picked,
    scales: Float32Array.from(positions, (row) => scales[row] as number),
  };
}

/** Sum of products of a vector and one in 8 bits. Both must have the same length. */
export function dotCoded(vector: Float32Array, codes: Int8Array, scale: number): number {
  let sum = 0;
  for (let i = 0; i < codes.length; i++) sum += (vector[i] as number) * (codes[i] as number);
  return sum * scale;
}
