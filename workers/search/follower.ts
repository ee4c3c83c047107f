/** Keeps the index of one space equal to the store. The store is the truth; events are only nudges. */

import type { PhotoNo } from '#core/photo';
import type { SpaceId } from '#core/space';
import { freshVectors, loadVectors } from '#store/vectors';
import type { LibraryEvent } from '../library/contract';
import { VectorIndex } from './vector-index';

export class Follower {
  private constructor(
    private readonly space: SpaceId,
    readonly dimension: number,
    readonly index: VectorIndex,
  ) {}

  static async open(space: SpaceId, dimension: number): Promise<Follower> {
    const follower = new Follower(space, dimension, await VectorIndex.create(dimension));
    await follower.catchUp();
    return follower;
  }

  /** Reads the whole space and takes in what is missing. */
  async catchUp(): Promise<void> {
    const parts = await loadVectors(this.space);
    this.index.reserve(parts.reduce((rows, part) => rows + part.photos.length, 0));
    for (const { photos, vectors } of parts) this.index.append(photos, vectors);
  }

  async follow(event: LibraryEvent): Promise<void> {
    if (event.type !== 'photos') return;
    this.index.remove(event.removed);
    await this.takeIn(event.added.map((card) => card.no));
  }

  private async takeIn(photos: readonly PhotoNo[]): Promise<void> {
    const rows = await freshVectors(this.space, photos);
    for (const { photo, vector } of rows) this.index.append([photo], vector);
    // Some were packed into a shard before we came to read them.
    if (rows.length < photos.length) await this.catchUp();
  }
}
