/** Holds embeddings as 16-bit fixed point in WebAssembly memory, and calculates their dot products. */

import { type Kernel, startKernel } from './kernel/kernel';

/** Rows per block: two blocks of 512 values a row fit into a core's L2 cache. */
const EDGE = 64;
/** 1 in fixed point. The dot product of two unit vectors stays below 2^30. */
const ONE = 32_767;
const LANES = 8;
const PAGE_BYTES = 65_536;
const PAIR_INTEGERS = 3;
/** Memory begins with the kernel's output: the pairs of two blocks, or the dot products of one row. */
const OUT_BYTES = EDGE * EDGE * PAIR_INTEGERS * 4;

/** Called with two rows, the lower first, and their cosine to 16-bit precision. */
export type OnPair = (a: number, b: number, cosine: number) => void;

export class FixedRows {
  private readonly stride: number;
  private count = 0;

  private constructor(
    private readonly kernel: Kernel,
    private readonly dimension: number,
  ) {
    this.stride = Math.ceil(dimension / LANES) * LANES;
  }

  static async create(dimension: number): Promise<FixedRows> {
    return new FixedRows(await startKernel(), dimension);
  }

  get size(): number {
    return this.count;
  }

  /** Largest error of a cosine from here against that of the floats (Cauchy-Schwarz on the rounding). */
  get error(): number {
    return (Math.sqrt(this.dimension) + 1) / ONE;
  }

  /** @param vector unit length, of the dimension */
  append(vector: Float32Array): void {
    this.reserve(this.count + 1);
    const row = new Int16Array(this.kernel.memory.buffer, this.addressOf(this.count), this.dimension);
    for (let i = 0; i < this.dimension; i++) row[i] = Math.round((vector[i] as number) * ONE);
    this.count++;
  }

  /** Removes the last row: for a row that is compared only once. */
  pop(): void {
    this.count--;
  }

  /** Number of blocks. */
  get blocks(): number {
    return Math.ceil(this.count / EDGE);
  }

  /**
   * Finds the pairs of rows of two blocks.
   * @param threshold smallest cosine; raised to just above 0, so that zero rows are never found
   */
  pairs(blockA: number, blockB: number, threshold: number, onPair: OnPair): void {
    this.reserve(this.blocks * EDGE);
    const { kernel, stride } = this;
    const dotThreshold = Math.max(1, Math.floor(threshold * ONE * ONE));
    const [rows, a, b] = [this.addressOf(0), blockA * EDGE, blockB * EDGE];
    const found = kernel.pairs(rows, a, b, EDGE, stride, dotThreshold, 0);
    const out = new Int32Array(kernel.memory.buffer, 0, found * PAIR_INTEGERS);
    for (let i = 0; i < out.length; i += PAIR_INTEGERS) {
      onPair(out[i] as number, out[i + 1] as number, (out[i + 2] as number) / ONE / ONE);
    }
  }

  /**
   * Returns the dot products of a row with the first `count` rows, in fixed point; see `cosineOf`. They are
   * valid until the next call.
   * @param count at most `OUT_BYTES` / 4
   */
  dots(row: number, count: number): Int32Array {
    this.kernel.dots(this.addressOf(row), this.addressOf(0), count, this.stride, 0);
    return new Int32Array(this.kernel.memory.buffer, 0, count);
  }

  /** Converts a dot product of `dots` to a cosine. */
  static cosineOf(dot: number): number {
    return dot / ONE / ONE;
  }

  private addressOf(row: number): number {
    return OUT_BYTES + row * this.stride * 2;
  }

  /** Grows memory. New memory is zero, and so are the rows that pad the last block. */
  private reserve(rows: number): void {
    const missing = this.addressOf(rows) - this.kernel.memory.buffer.byteLength;
    if (missing <= 0) return;
    const grown = Math.max(missing, this.kernel.memory.buffer.byteLength >> 1);
    this.kernel.memory.grow(Math.ceil(grown / PAGE_BYTES));
  }
}
