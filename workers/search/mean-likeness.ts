/** Estimates the cosine of unrelated photos from a sample of the vectors that pass by. */

import { unlikeOf } from '#core/likeness';
import type { CodedRows } from '#core/quantise';
import { rowOf } from '#core/vector';

/** Of a small library every row is sampled, of a large one every 32nd beyond these, so that loading takes no longer. */
const ALL_OF_THE_FIRST = 1000;
const EVERY = 32;

/** Removed photos stay in the sample: it need not be exact. */
export class MeanLikeness {
  private readonly sum: Float32Array;
  private seen = 0;
  private sampled = 0;

  constructor(private readonly dimension: number) {
    this.sum = new Float32Array(dimension);
  }

  add({ photos, codes, scales }: CodedRows): void {
    for (let row = 0; row < photos.length; row++) {
      if (this.seen++ >= ALL_OF_THE_FIRST && this.seen % EVERY !== 0) continue;
      const code = rowOf(codes, row, this.dimension);
      const scale = scales[row] as number;
      for (let i = 0; i < code.length; i++)
        this.sum[i] = (this.sum[i] as number) + scale * (code[i] as number);
      this.sampled++;
    }
  }

  /** See `unlikeOf`. 0 for fewer than two photos. */
  get unlike(): number {
    return this.sampled < 2 ? 0 : unlikeOf(this.sum, this.sampled);
  }
}
