/** Full vectors of a space, read from the store through an LRU cache. */

import type { PhotoNo } from '#core/photo';
import type { SpaceId } from '#core/space';
import { vectorsOf } from '#store/vectors';

/** Capacity of the cache. While the user types, each query finds many of the last one's photos. */
const MOST_KEPT = 2000;

type Vector = Float32Array<ArrayBuffer>;

export class FullVectors {
  /** Least recently used first. Entries need no invalidation: a photo's vector in a space never changes. */
  private readonly kept = new Map<PhotoNo, Vector>();

  constructor(private readonly space: SpaceId) {}

  /** Returns the vectors in the order of the photos; undefined for a photo without one. */
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
