/** The vectors of a space in full: read when they are wanted, and kept for a while. */

import type { PhotoNo } from '#core/photo';
import type { SpaceId } from '#core/space';
import { vectorsOf } from '#store/vectors';

/** So many are kept: while one types, the best of one query are among the best of the next. */
const MOST_KEPT = 2000;

type Vector = Float32Array<ArrayBuffer>;

export class FullVectors {
  /** The longest unused first. A photo's vector in a space never changes, so none is ever out of date. */
  private readonly kept = new Map<PhotoNo, Vector>();

  constructor(private readonly space: SpaceId) {}

  /** In the order of the photos; undefined if a photo has none. */
  async of(photos: Iterable<PhotoNo>): Promise<(Vector | undefined)[]> {
    const asked = [...photos];
    const missing = asked.filter((photo) => !this.kept.has(photo));
    const read = missing.length > 0 ? await vectorsOf(this.space, missing) : [];
    const found = new Map(missing.map((photo, i) => [photo, read[i]]));
    return asked.map((photo) => this.keep(photo, found.get(photo) ?? this.kept.get(photo)));
  }

  private keep(photo: PhotoNo, vector: Vector | undefined): Vector | undefined {
    if (!vector) return undefined;
    this.kept.delete(photo);
    this.kept.set(photo, vector);
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= MOST_KEPT) break;
      this.kept.delete(oldest);
    }
    return vector;
  }
}
