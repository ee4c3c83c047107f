/** Adds the rows beside a photo that a file of photos brings, inside the transaction of the caller. */

import type { PhotoNo } from '#core/photo';
import type { SpaceId } from '#core/space';
import type { WordLine } from '#core/words';
import type { KeptPhoto, KeptVector } from './backup';
import type { StoredBytes } from './bytes';
import { nextNo, type PhotoStores } from './photo-rows';
import { putVector } from './vectors';

/** Adds what photos lack. Of a new photo nothing is asked: the requests that are spared are half of all. */
export class Joining {
  /** Photos whose words nobody wants to be read. */
  unwanted = 0;
  /** Why the first write failed. */
  failure: unknown;
  private readonly writes: Promise<unknown>[] = [];

  constructor(
    private readonly stores: PhotoStores,
    private readonly readsWords: boolean,
  ) {}

  /** Waits for none: a transaction of 50 photos took twice as long when each write waited for the one before. */
  write(request: Promise<unknown>): void {
    this.writes.push(request);
    request.catch((error) => {
      this.failure ??= error;
    });
  }

  /** @throws what a write has failed with */
  async written(): Promise<void> {
    await Promise.all(this.writes);
  }

  /** @returns the spaces in which it had no embedding */
  async addRows(no: PhotoNo, { preview, vectors, frames }: KeptPhoto, isNew: boolean): Promise<SpaceId[]> {
    await this.addPreview(no, preview, isNew);
    const spaces = await this.addVectors(no, vectors, isNew);
    if (frames.length > 0) await this.addFrames(no, frames);
    return spaces;
  }

  /** @returns whether it had none */
  async addWords(no: PhotoNo, words: readonly WordLine[], isNew: boolean): Promise<boolean> {
    const store = this.stores.words;
    if (!isNew && (await store.getKey(no)) !== undefined) return false;
    if (this.readsWords) this.write(store.put(words, no));
    else this.unwanted++;
    return this.readsWords;
  }

  private async addVectors(no: PhotoNo, vectors: readonly KeptVector[], isNew: boolean): Promise<SpaceId[]> {
    const { embeddings, fresh } = this.stores;
    const spaces: SpaceId[] = [];
    for (const row of vectors) {
      if (!isNew && (await embeddings.getKey([row.space, no])) !== undefined) continue;
      this.write(putVector(embeddings, fresh, { ...row, photo: no }));
      spaces.push(row.space);
    }
    return spaces;
  }

  private async addPreview(no: PhotoNo, preview: StoredBytes | null, isNew: boolean): Promise<void> {
    if (!preview) return;
    const store = this.stores.previews;
    if (isNew || (await store.getKey(no)) === undefined) this.write(store.put(preview, no));
  }

  private async addFrames(photo: PhotoNo, more: KeptPhoto['frames']): Promise<void> {
    const { frames } = this.stores;
    const here = await frames.index('photo').getAll(photo);
    for (const { seconds, preview, vectors } of more) {
      const known = here.find((frame) => frame.seconds === seconds)?.no;
      // Another decoder chose other moments: the video has its pictures.
      if (known === undefined && here.length > 0) continue;
      const no = known ?? (await nextNo(this.stores));
      if (known === undefined) this.write(frames.add({ no, photo, seconds }));
      await this.addPreview(no, preview, known === undefined);
      await this.addVectors(no, vectors, known === undefined);
    }
  }
}
