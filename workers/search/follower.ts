/** Keeps the vectors of one space equal to the store. Events only say what to read again from the store. */

import type { PhotoNo } from '#core/photo';
import { type CodedRows, layRows, pickRows, quantise } from '#core/quantise';
import type { SpaceId } from '#core/space';
import { awayPhotos } from '#store/away';
import { codesOf, vectorsOf } from '#store/vectors';
import type { LibraryEvent } from '#workers/library/contract';
import { Frames } from './frames';
import { FullVectors } from './full-vectors';
import { MeanLikeness } from './mean-likeness';
import { isPassing, type Passing, type Scanner } from './scanner';
import { Tiles } from './tiles';

/** Must receive every library event from its construction on. */
export class Follower {
  /** Rows not in view. A read that began before they left may still return them (a race). */
  private readonly gone = new Set<PhotoNo>();
  /** Rows that came into view while the space was being loaded. */
  private readonly came = new Set<PhotoNo>();
  /** Rows that are further pictures of videos. */
  private readonly further = new Set<PhotoNo>();

  readonly full: FullVectors;
  readonly tiles: Tiles;

  private readonly likeness: MeanLikeness;

  constructor(
    readonly space: SpaceId,
    readonly dimension: number,
    readonly scanner: Scanner,
    readonly frames = new Frames(),
  ) {
    this.full = new FullVectors(space);
    this.tiles = new Tiles(space, dimension);
    this.likeness = new MeanLikeness(dimension);
  }

  /** Cosine of unrelated photos in this space, estimated from the library. */
  get unlike(): number {
    return this.likeness.unlike;
  }

  /** Counts the further pictures of videos whose rows are here and pass. */
  countFurther(passing: Passing | null): number {
    if (!passing) return this.further.size;
    let count = 0;
    for (const row of this.further) if (isPassing(passing, row)) count++;
    return count;
  }

  /** Loads the whole space. */
  async load(): Promise<void> {
    await this.frames.load();
    for await (const rows of codesOf(this.space)) await this.append(rows);
    const away = this.frames.rowsOf([...(await awayPhotos()).numbers()]);
    for (const row of away) if (!this.came.has(row)) this.gone.add(row);
    await this.scanner.remove([...this.gone]);
    for (const row of this.gone) this.further.delete(row);
  }

  /** The tiles follow by themselves. */
  async follow(event: LibraryEvent): Promise<void> {
    if (event.type === 'encoded' && event.space === this.space) await this.takeIn(event.photos);
    if (event.type !== 'photos') return;
    const removed = this.frames.rowsOf(event.removed);
    for (const row of removed) {
      this.gone.add(row);
      this.came.delete(row);
      this.further.delete(row);
    }
    const added = this.frames.rowsOf(event.added.map(({ no }) => no));
    for (const row of added) {
      this.gone.delete(row);
      this.came.add(row);
    }
    await this.scanner.remove(removed);
    await this.takeIn(added);
  }

  /** @param numbers of photos, and of further pictures of videos */
  private async takeIn(numbers: readonly PhotoNo[]): Promise<void> {
    const vectors = await vectorsOf(this.space, numbers);
    const rows = numbers.flatMap((photo, i) => {
      const vector = vectors[i];
      return vector && !this.gone.has(photo) ? { photo, ...quantise(vector) } : [];
    });
    if (rows.length > 0) await this.append(layRows(rows));
  }

  /** Ends workers. */
  dismiss(): void {
    this.scanner.dismiss?.();
    this.tiles.dismiss();
  }

  private async append(rows: CodedRows): Promise<void> {
    // First, because appending may transfer the rows to another worker.
    const own = [...rows.photos.keys()].filter((i) => !this.frames.get(rows.photos[i] as PhotoNo));
    const hasFurther = own.length < rows.photos.length;
    // Pictures of one video are alike, and would pass for unrelated photos.
    this.likeness.add(hasFurther ? pickRows(rows, own) : rows);
    if (hasFurther) for (const row of rows.photos) if (this.frames.get(row)) this.further.add(row);
    await this.scanner.append(rows);
  }
}
