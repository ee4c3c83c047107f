/** The nearest pairs of a library, as many as there is room for. */

import type { PhotoNo } from '#core/photo';

/** 24 MB. A library with more pairs than this has thousands of photos of one thing. */
const MOST_PAIRS = 2_000_000;

export class PairList {
  private photosA = new Uint32Array(1024);
  private photosB = new Uint32Array(1024);
  private cosines = new Float32Array(1024);
  private count = 0;

  /** @param floor pairs less near than this are not kept; it rises where there are too many */
  constructor(
    public floor: number,
    private readonly most = MOST_PAIRS,
  ) {}

  get size(): number {
    return this.count;
  }

  add(a: PhotoNo, b: PhotoNo, cosine: number): void {
    if (cosine < this.floor) return;
    if (this.count === this.most) {
      this.raiseFloor();
      if (cosine < this.floor) return;
    }
    if (this.count === this.cosines.length) this.grow();
    this.put(this.count++, a, b, cosine);
  }

  /** Every pair that is at least so near, in the order in which they came. */
  each(threshold: number, onPair: (a: PhotoNo, b: PhotoNo, cosine: number) => void): void {
    for (let i = 0; i < this.count; i++) {
      const cosine = this.cosines[i] as number;
      if (cosine >= threshold) onPair(this.photosA[i] as PhotoNo, this.photosB[i] as PhotoNo, cosine);
    }
  }

  /** All pairs with other cosines; those that fall below the floor go. */
  rescored(cosineOf: (a: PhotoNo, b: PhotoNo) => number, floor: number): PairList {
    const list = new PairList(floor, this.most);
    this.each(-1, (a, b) => list.add(a, b, cosineOf(a, b)));
    return list;
  }

  /** The less near half goes, and nothing like it is taken any more. */
  private raiseFloor(): void {
    const sorted = this.cosines.slice(0, this.count).sort();
    const median = sorted[this.count >> 1] as number;
    // Many may be exactly as near as the median: then the last of those go as well.
    const room = this.count >> 1;
    let kept = 0;
    for (let i = 0; i < this.count && kept < room; i++) {
      const cosine = this.cosines[i] as number;
      if (cosine < median) continue;
      this.put(kept++, this.photosA[i] as PhotoNo, this.photosB[i] as PhotoNo, cosine);
    }
    this.count = kept;
    this.floor = median;
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
