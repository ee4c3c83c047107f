/** Keeps the vectors of one space equal to the store. Events only say what to read again from the store. */

import type { PhotoNo } from '#core/photo';
import { type CodedRows, layRows, quantise } from '#core/quantise';
import type { SpaceId } from '#core/space';
import { awayPhotos } from '#store/away';
import { codesOf, vectorsOf } from '#store/vectors';
import type { LibraryEvent } from '#workers/library/contract';
import { FullVectors } from './full-vectors';
import { MeanLikeness } from './mean-likeness';
import type { Scanner } from './scanner';

/** Must receive every library event from its construction on. */
export class Follower {
  /** Photos not in view. A read that began before they left may still return them (a race). */
  private readonly gone = new Set<PhotoNo>();
  /** Photos that came into view while the space was being loaded. */
  private readonly came = new Set<PhotoNo>();

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
    for (const photo of (await awayPhotos()).numbers()) if (!this.came.has(photo)) this.gone.add(photo);
    await this.scanner.remove([...this.gone]);
  }

  async follow(event: LibraryEvent): Promise<void> {
    if (event.type === 'encoded' && event.space === this.space) await this.takeIn(event.photos);
    if (event.type !== 'photos') return;
    for (const photo of event.removed) {
      this.gone.add(photo);
      this.came.delete(photo);
    }
    for (const { no } of event.added) {
      this.gone.delete(no);
      this.came.add(no);
    }
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
