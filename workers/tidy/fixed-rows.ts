/** Embeddings as 16-bit fixed point in WebAssembly memory, for many dot products. */

import { type Kernel, startKernel } from './kernel/kernel';

/** Rows of a block: two of 512 values fit a core's second cache. */
const EDGE = 64;
/** What 1 becomes. The dot product of two unit vectors stays below 2^30. */
const ONE = 32_767;
const LANES = 8;
const PAGE_BYTES = 65_536;
const PAIR_INTEGERS = 3;
/** What the kernel writes comes first: the pairs of two blocks, or the dot products of one row. */
const OUT_BYTES = EDGE * EDGE * PAIR_INTEGERS * 4;

/** Told the two rows, the lower first, and their cosine as nearly as 16 bits hold it. */
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

  /** A cosine from here differs from that of the floats by no more than this (Cauchy-Schwarz on the rounding). */
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

  /** The last row is forgotten: for a row that is asked about only once. */
  pop(): void {
    this.count--;
  }

  /** Blocks of rows that there are. */
  get blocks(): number {
    return Math.ceil(this.count / EDGE);
  }

  /** The pairs of two blocks that are at least so near, above 0; see `blocks`. */
  pairs(blockA: number, blockB: number, least: number, onPair: OnPair): void {
    this.reserve(this.blocks * EDGE);
    const { kernel, stride } = this;
    const limit = Math.max(1, Math.floor(least * ONE * ONE));
    const found = kernel.pairs(this.addressOf(0), blockA * EDGE, blockB * EDGE, EDGE, stride, limit, 0);
    const out = new Int32Array(kernel.memory.buffer, 0, found * PAIR_INTEGERS);
    for (let i = 0; i < out.length; i += PAIR_INTEGERS) {
      onPair(out[i] as number, out[i + 1] as number, (out[i + 2] as number) / ONE / ONE);
    }
  }

  /**
   * The dot products of a row with the first rows, in units of their own: only their order says something.
   * Valid until the next call.
   * @param count at most `OUT_BYTES` / 4
   */
  dots(row: number, count: number): Int32Array {
    this.kernel.dots(this.addressOf(row), this.addressOf(0), count, this.stride, 0);
    return new Int32Array(this.kernel.memory.buffer, 0, count);
  }

  /** What a dot product of `dots` is as a cosine. */
  static cosineOf(dot: number): number {
    return dot / ONE / ONE;
  }

  private addressOf(row: number): number {
    return OUT_BYTES + row * this.stride * 2;
  }

  /** Memory that was never written is zero: so are the rows that fill the last block. */
  private reserve(rows: number): void {
    const missing = this.addressOf(rows) - this.kernel.memory.buffer.byteLength;
    if (missing <= 0) return;
    const grown = Math.max(missing, this.kernel.memory.buffer.byteLength >> 1);
    this.kernel.memory.grow(Math.ceil(grown / PAGE_BYTES));
  }
}
