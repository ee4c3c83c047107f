/** Holds the 8-bit vectors of a space in WebAssembly memory, and scans all of them. */

import type { PhotoNo } from '#core/photo';
import { type CodedRows, quantise } from '#core/quantise';
import { rowOf } from '#core/vector';
import { ALL, Blocks, PASSING } from './blocks';
import { type Kernel, startKernel } from './kernel/kernel';
import { isPassing, type Passing, type Scanner, type ScanResult, type Sought } from './scanner';

/** Rows are unordered: removing one moves the last row to its position. */
export class VectorIndex implements Scanner {
  private readonly blocks: Blocks;
  private rows = 0;
  /** Row + 1 of each photo, indexed by its number; 0 if it has no row. */
  private places = new Uint32Array(1024);
  /** Version of the filter bits that are stored with the rows; 0 after rows were added or removed. */
  private applied = 0;

  constructor(
    private readonly kernel: Kernel,
    private readonly dimension: number,
  ) {
    this.blocks = new Blocks(kernel, dimension);
  }

  static async create(dimension: number): Promise<VectorIndex> {
    return new VectorIndex(await startKernel(), dimension);
  }

  size(): number {
    return this.rows;
  }

  bytes(): number {
    return this.blocks.bytesUsed + this.places.byteLength;
  }

  append({ photos, codes, scales }: CodedRows): void {
    const { dimension } = this;
    this.applied = 0;
    for (let i = 0; i < photos.length; i++) {
      const photo = photos[i] as PhotoNo;
      if (this.places[photo]) continue;
      const row = this.rows++;
      this.blocks.reserve(this.rows);
      this.blocks.write(row, photo, rowOf(codes, i, dimension), scales[i] as number);
      this.place(photo, row);
    }
  }

  remove(photos: readonly PhotoNo[]): void {
    this.applied = 0;
    for (const photo of photos) {
      const place = this.places[photo];
      if (!place) continue;
      const row = place - 1;
      const last = --this.rows;
      this.blocks.move(last, row);
      this.place(this.blocks.photo(last), row);
      for (const which of [ALL, PASSING]) this.blocks.setBit(last, which, false);
      this.places[photo] = 0;
    }
  }

  find({ vector, passing, without, limit }: Sought): ScanResult {
    const which = passing ? PASSING : ALL;
    if (passing) this.apply(passing);
    const hidden = this.hide(without, which);
    const scale = this.writeQuery(vector);
    const scored = this.blocks.scan(this.rows, scale, which);
    if (hidden !== undefined) this.blocks.setBit(hidden, which, true);
    return { ...scored, ...this.blocks.select(this.rows, Math.min(limit, scored.count)) };
  }

  /** Quantises and writes the query. @returns the scale of its codes */
  private writeQuery(vector: Float32Array): number {
    const offset = this.kernel.QUERY_OFFSET.value;
    const { codes, scale } = quantise(vector, this.kernel.QUERY_RANGE.value);
    const query = this.blocks.query;
    for (let i = 0; i < query.length; i++) query[i] = (codes[i] ?? 0) + offset;
    return scale;
  }

  /** Excludes a photo from the scan. @returns its row, if it would have been scanned */
  private hide(photo: PhotoNo | null, which: number): number | undefined {
    const place = photo === null ? 0 : this.places[photo];
    if (!place || !this.blocks.hasBit(place - 1, which)) return undefined;
    this.blocks.setBit(place - 1, which, false);
    return place - 1;
  }

  private apply(passing: Passing): void {
    if (this.applied === passing.version) return;
    for (let row = 0; row < this.rows; row++) {
      this.blocks.setBit(row, PASSING, isPassing(passing, this.blocks.photo(row)));
    }
    this.applied = passing.version;
  }

  private place(photo: PhotoNo, row: number): void {
    if (photo >= this.places.length) {
      const larger = new Uint32Array(Math.max(photo + 1, this.places.length * 1.25));
      larger.set(this.places);
      this.places = larger;
    }
    this.places[photo] = row + 1;
  }
}
