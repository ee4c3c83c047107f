/** Layout of rows in the kernel's memory; `kernel/scan.as.ts` reads the same layout. */

import { type Kernel, STEP } from './kernel/kernel';

/** Rows per block. */
const BLOCK = 32;

/** After the codes of a block: scales, sums, scores and photos, 32 numbers each; then the bits. */
const SCALES = 0;
const SUMS = BLOCK;
const PHOTOS = 3 * BLOCK;
const BITS = 4 * BLOCK;
const BESIDE_BYTES = 4 * BLOCK * 4 + 64;

/** Which rows are scanned: all, or those that pass a filter. */
export const ALL = 0;
export const PASSING = 1;

/** Before the first block: the sums of the scores and of their squares, then the query. */
const SPREAD_AT = 0;
const QUERY_AT = 64;

const PAGE_BYTES = 65_536;

/** Blocks of rows, one after the other, so new blocks never move existing ones. */
export class Blocks {
  readonly stride: number;
  private readonly blockBytes: number;
  private readonly firstAt: number;
  /** Number of allocated blocks. */
  private count = 0;
  private bytes = new Int8Array();
  private words = new Uint32Array();
  private floats = new Float32Array();

  constructor(
    private readonly kernel: Kernel,
    dimension: number,
  ) {
    this.stride = Math.ceil(dimension / STEP) * STEP;
    this.blockBytes = BLOCK * this.stride + BESIDE_BYTES;
    this.firstAt = QUERY_AT + this.stride;
    this.reach(this.firstAt);
  }

  /** Bytes of memory in use. */
  get bytesUsed(): number {
    return this.firstAt + this.count * this.blockBytes;
  }

  /** Allocates blocks for this many rows in all. Memory that is never written costs nothing. */
  reserve(rows: number): void {
    const count = Math.ceil(rows / BLOCK);
    if (count <= this.count) return;
    this.reach(this.firstAt + count * this.blockBytes);
    // `select` has used the memory after the last block for its heap.
    this.bytes.fill(0, this.bytesUsed, this.firstAt + count * this.blockBytes);
    this.count = count;
  }

  /** @param codes one per dimension of the space */
  write(row: number, photo: number, codes: Int8Array, scale: number): void {
    const at = this.codesAt(row);
    const beside = this.besideAt(row, 0);
    this.bytes.set(codes, at);
    this.floats[beside + SCALES] = scale;
    this.words[beside + SUMS] = this.kernel.sumOf(at, this.stride);
    this.words[beside + PHOTOS] = photo;
    this.setBit(row, ALL, true);
  }

  /** Overwrites one row with another. */
  move(from: number, to: number): void {
    this.bytes.copyWithin(this.codesAt(to), this.codesAt(from), this.codesAt(from) + this.stride);
    for (const column of [SCALES, SUMS, PHOTOS]) {
      this.words[this.besideAt(to, column)] = this.words[this.besideAt(from, column)] as number;
    }
  }

  photo(row: number): number {
    return this.words[this.besideAt(row, PHOTOS)] as number;
  }

  setBit(row: number, which: number, value: boolean): void {
    const at = this.bitsAt(row, which);
    const bit = 1 << (row % BLOCK);
    this.words[at] = value ? (this.words[at] as number) | bit : (this.words[at] as number) & ~bit;
  }

  hasBit(row: number, which: number): boolean {
    return (((this.words[this.bitsAt(row, which)] as number) >>> (row % BLOCK)) & 1) === 1;
  }

  /** The codes of the query, to be written before `scan`. */
  get query(): Int8Array {
    return this.bytes.subarray(QUERY_AT, QUERY_AT + this.stride);
  }

  /**
   * Scores the rows whose bits are set.
   * @param rows number of rows that are in use
   * @param scale of the query's codes
   * @param which `ALL` or `PASSING`
   * @returns number of scored rows, sum of their scores, sum of the squares
   */
  scan(rows: number, scale: number, which: number): { count: number; sum: number; squares: number } {
    const { kernel, firstAt, stride } = this;
    const blocks = Math.ceil(rows / BLOCK);
    const count = kernel.scan(QUERY_AT, firstAt, blocks, stride, scale, which, SPREAD_AT);
    const [sum = 0, squares = 0] = new Float64Array(kernel.memory.buffer, SPREAD_AT, 2);
    return { count, sum, squares };
  }

  /** Returns the top `limit` of the scored rows, best first; ties by the lower photo number. */
  select(rows: number, limit: number) {
    const heapAt = Math.ceil(this.bytesUsed / 8) * 8;
    this.reach(heapAt + limit * 8);
    const held = this.kernel.select(this.firstAt, Math.ceil(rows / BLOCK), this.stride, heapAt, limit);
    const photos = new Uint32Array(held);
    const scores = new Float32Array(held);
    for (let i = 0, at = heapAt / 4; i < held; i++, at += 2) {
      photos[i] = this.words[at] as number;
      scores[i] = this.floats[at + 1] as number;
    }
    return { photos, scores };
  }

  /** Grows memory up to an address. Growing detaches the old buffer, so the views are made anew. */
  private reach(end: number): void {
    const { memory } = this.kernel;
    const missing = end - memory.buffer.byteLength;
    // Grows by 1/16 more than needed: an engine that cannot extend the memory in place copies all of it.
    if (missing > 0) memory.grow(Math.ceil((missing + end / 16) / PAGE_BYTES));
    if (this.bytes.buffer === memory.buffer) return;
    this.bytes = new Int8Array(memory.buffer);
    this.words = new Uint32Array(memory.buffer);
    this.floats = new Float32Array(memory.buffer);
  }

  private codesAt(row: number): number {
    return this.firstAt + Math.floor(row / BLOCK) * this.blockBytes + (row % BLOCK) * this.stride;
  }

  /** Position, in words, of a row's number in a column. */
  private besideAt(row: number, column: number): number {
    return this.blockEnd(row) + column + (row % BLOCK);
  }

  private bitsAt(row: number, which: number): number {
    return this.blockEnd(row) + BITS + which;
  }

  /** Position, in words, of the end of a block's codes. */
  private blockEnd(row: number): number {
    return (this.firstAt + Math.floor(row / BLOCK) * this.blockBytes + BLOCK * this.stride) / 4;
  }
}
