/** The vectors of a space in WebAssembly memory, and the exact scan over all of them. */

import type { PhotoNo } from '#core/photo';
import { type Kernel, startKernel } from './kernel/kernel';
import { bestFirst } from './order';

/** The kernel takes this many floats a step; rows are padded to a multiple of it. */
const STEP = 16;
const FLOAT_BYTES = 4;
const PAGE_BYTES = 65_536;

/**
 * Memory: the query (one row), the vectors (capacity rows), the scores (capacity floats).
 * Rows have no order of their own: taking one out moves the last one into its place.
 */
export class VectorIndex {
  private readonly stride: number;
  private capacity = 0;
  private readonly photos: PhotoNo[] = [];
  private readonly rowOf = new Map<PhotoNo, number>();

  private constructor(
    private readonly kernel: Kernel,
    private readonly dimension: number,
  ) {
    this.stride = Math.ceil(dimension / STEP) * STEP;
  }

  static async create(dimension: number): Promise<VectorIndex> {
    return new VectorIndex(await startKernel(), dimension);
  }

  get size(): number {
    return this.photos.length;
  }

  /** Makes room for `rows` in all, so that appending them does not grow memory again and again. */
  reserve(rows: number): void {
    if (rows <= this.capacity) return;
    this.capacity = Math.max(rows, this.capacity * 2, 1024);
    const needed = this.scoresAt + this.capacity * FLOAT_BYTES;
    const missing = needed - this.kernel.memory.buffer.byteLength;
    if (missing > 0) this.kernel.memory.grow(Math.ceil(missing / PAGE_BYTES));
  }

  /**
   * Adds photos that are not in yet; the others are left as they are.
   * @param vectors photos.length rows of `dimension` floats
   */
  append(photos: ArrayLike<PhotoNo>, vectors: Float32Array): void {
    this.reserve(this.size + photos.length);
    const rows = this.floats(this.vectorsAt, this.capacity * this.stride);
    for (let i = 0; i < photos.length; i++) {
      const photo = photos[i] as PhotoNo;
      if (this.rowOf.has(photo)) continue;
      const row = this.photos.push(photo) - 1;
      this.rowOf.set(photo, row);
      rows.set(vectors.subarray(i * this.dimension, (i + 1) * this.dimension), row * this.stride);
    }
  }

  remove(photos: readonly PhotoNo[]): void {
    const rows = this.floats(this.vectorsAt, this.capacity * this.stride);
    for (const photo of photos) {
      const row = this.rowOf.get(photo);
      if (row === undefined) continue;
      const last = this.photos.length - 1;
      const moved = this.photos[last] as PhotoNo;
      rows.copyWithin(row * this.stride, last * this.stride, (last + 1) * this.stride);
      this.photos[row] = moved;
      this.rowOf.set(moved, row);
      this.photos.pop();
      this.rowOf.delete(photo);
    }
  }

  /** The embedding of a photo; undefined where it has none. */
  vectorOf(photo: PhotoNo): Float32Array<ArrayBuffer> | undefined {
    const row = this.rowOf.get(photo);
    if (row === undefined) return undefined;
    const address = this.vectorsAt + row * this.stride * FLOAT_BYTES;
    return new Float32Array(this.floats(address, this.dimension));
  }

  /**
   * Every photo by its cosine with the query, best first; ties in no particular order.
   * @param without a photo to leave out
   */
  rank(query: Float32Array, without: PhotoNo | null = null) {
    const scores = this.scan(query);
    const order = bestFirst(scores).filter((row) => this.photos[row] !== without);
    const ranking = {
      photos: new Uint32Array(order.length),
      scores: new Float32Array(order.length),
    };
    order.forEach((row, i) => {
      ranking.photos[i] = this.photos[row] as PhotoNo;
      ranking.scores[i] = scores[row] as number;
    });
    return ranking;
  }

  /** The cosine of each row, in no order. Valid until the next call. */
  scan(query: Float32Array): Float32Array {
    this.reserve(1);
    const padded = this.floats(0, this.stride);
    padded.fill(0);
    padded.set(query);
    this.kernel.scan(0, this.vectorsAt, this.scoresAt, this.size, this.stride);
    return this.floats(this.scoresAt, this.size);
  }

  private get vectorsAt(): number {
    return this.stride * FLOAT_BYTES;
  }

  private get scoresAt(): number {
    return this.vectorsAt + this.capacity * this.stride * FLOAT_BYTES;
  }

  private floats(address: number, length: number): Float32Array {
    return new Float32Array(this.kernel.memory.buffer, address, length);
  }
}
