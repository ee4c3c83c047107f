/** Keeps the vectors of one space equal to the store. Events only say what to read again from the store. */

import type { PhotoNo } from '#core/photo';
import { type CodedRows, layRows, quantise } from '#core/quantise';
import type { SpaceId } from '#core/space';
import { codesOf, vectorsOf } from '#store/vectors';
import type { LibraryEvent } from '#workers/library/contract';
import { FullVectors } from './full-vectors';
import { MeanLikeness } from './mean-likeness';
import type { Scanner } from './scanner';

/** Must receive every library event from its construction on. */
export class Follower {
  /** Removed photos. A read that began before the removal may still return them (a race). */
  private readonly gone = new Set<PhotoNo>();

  readonly full: FullVectors;

  private readonly likeness: MeanLikeness;

  constructor(
    readonly space: SpaceId,
    readonly dimension: number,
    readonly scanner: Scanner,
  ) {
    this.full = new FullVectors(space);
    this.likeness = new MeanLikeness(dimension);
  }

  /** Cosine of unrelated photos in this space, estimated from the library. */
  get unlike(): number {
    return this.likeness.unlike;
  }

  /** Loads the whole space. */
  async load(): Promise<void> {
    for await (const rows of codesOf(this.space)) await this.append(rows);
    await this.scanner.remove([...this.gone]);
  }

  async follow(event: LibraryEvent): Promise<void> {
    if (event.type === 'encoded' && event.space === this.space) await this.takeIn(event.photos);
    if (event.type !== 'photos') return;
    for (const photo of event.removed) this.gone.add(photo);
    await this.scanner.remove(event.removed);
    await this.takeIn(event.added.map(({ no }) => no));
  }

  private async takeIn(photos: readonly PhotoNo[]): Promise<void> {
    const vectors = await vectorsOf(this.space, photos);
    const rows = photos.flatMap((photo, i) => {
      const vector = vectors[i];
      return vector && !this.gone.has(photo) ? { photo, ...quantise(vector) } : [];
    });
    if (rows.length > 0) await this.append(layRows(rows));
  }

  private async append(rows: CodedRows): Promise<void> {
    // First, because appending may transfer the rows to another worker.
    this.likeness.add(rows);
    await this.scanner.append(rows);
  }
}
