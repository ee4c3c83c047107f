/** A list of the nearest pairs of a library, of limited size. */

import type { PhotoNo } from '#core/photo';

/** 24 MB. A library with more near pairs than this has thousands of photos of one subject. */
const MOST_PAIRS = 2_000_000;

export class PairList {
  private photosA = new Uint32Array(1024);
  private photosB = new Uint32Array(1024);
  private cosines = new Float32Array(1024);
  private count = 0;

  /** @param cutoff smallest cosine that is kept; it rises when the list is full */
  constructor(
    public cutoff: number,
    private readonly most = MOST_PAIRS,
  ) {}

  get size(): number {
    return this.count;
  }

  add(a: PhotoNo, b: PhotoNo, cosine: number): void {
    if (cosine < this.cutoff) return;
    if (this.count === this.most) {
      this.raiseCutoff();
      if (cosine < this.cutoff) return;
    }
    if (this.count === this.cosines.length) this.grow();
    this.put(this.count++, a, b, cosine);
  }

  /** Calls back with every pair of at least this cosine, in the order of insertion. */
  each(threshold: number, onPair: (a: PhotoNo, b: PhotoNo, cosine: number) => void): void {
    for (let i = 0; i < this.count; i++) {
      const cosine = this.cosines[i] as number;
      if (cosine >= threshold) onPair(this.photosA[i] as PhotoNo, this.photosB[i] as PhotoNo, cosine);
    }
  }

  /** Returns the pairs with other cosines, without those below the cutoff. */
  rescored(cosineOf: (a: PhotoNo, b: PhotoNo) => number, cutoff: number): PairList {
    const list = new PairList(cutoff, this.most);
    this.each(-1, (a, b) => list.add(a, b, cosineOf(a, b)));
    return list;
  }

  /** Drops the less near half and raises the cutoff to the median, so the list can take nearer pairs. */
  private raiseCutoff(): void {
    const sorted = this.cosines.slice(0, this.count).sort();
    const median = sorted[this.count >> 1] as number;
    // Many pairs may be exactly at the median: then the last of these are dropped as well.
    const room = this.count >> 1;
    let kept = 0;
    for (let i = 0; i < this.count && kept < room; i++) {
      const cosine = this.cosines[i] as number;
      if (cosine < median) continue;
      this.put(kept++, this.photosA[i] as PhotoNo, this.photosB[i] as PhotoNo, cosine);
    }
    this.count = kept;
    this.cutoff = median;
  }

  private put(at: number, a: PhotoNo, b: PhotoNo, cosine: number): void {
    this.photosA[at] = a;
    this.photosB[at] = b;
    this.cosines[at] = cosine;
  }

  private grow(): void {
    const length = Math.min(this.most, this.cosines.length * 2);
    const { photosA, photosB, cosines } = this;
    this.photosA = new Uint32Array(length);
    this.photosB = new Uint32Array(length);
    this.cosines = new Float32Array(length);
    this.photosA.set(photosA);
    this.photosB.set(photosB);
    this.cosines.set(cosines);
  }
}
