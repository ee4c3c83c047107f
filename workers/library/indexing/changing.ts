/** A change of space: which photos lack an embedding in the next one, and re-encoding them. */

import type { PhotoNo } from '#core/photo';
import { allPhotoNos } from '#store/photos';
import { photosIn } from '#store/vectors';
import { choices, finishChange } from '../encoding/target';
import { type ReencodeParts, reencode } from './reencode';

export class SpaceChange {
  private known: { done: number; total: number } | null = null;
  /** Photos that can no longer be encoded; they do not block the change. */
  private readonly skipped = new Set<PhotoNo>();

  /** Null if there is no change. */
  progress(): { done: number; total: number } | null {
    return this.known;
  }

  /** Reads the progress from the store. */
  async look(): Promise<void> {
    const { next } = await choices();
    if (!next) {
      this.known = null;
      this.skipped.clear();
      return;
    }
    const photos = await allPhotoNos();
    const done = await photosIn(next.space);
    this.known = {
      done: photos.filter((no) => done.has(no) || this.skipped.has(no)).length,
      total: photos.length,
    };
  }

  /** Counts new photos, which are encoded for the next space from the start. */
  arrived(count: number): void {
    if (this.known) this.known = { done: this.known.done + count, total: this.known.total + count };
  }

  /** Returns the photos that are still to be encoded. */
  async missing(): Promise<PhotoNo[]> {
    const { next } = await choices();
    if (!next) return [];
    const done = await photosIn(next.space);
    return (await allPhotoNos()).filter((no) => !done.has(no) && !this.skipped.has(no));
  }

  async work(
    photos: readonly PhotoNo[],
    parts: Omit<ReencodeParts, 'done' | 'skipped'>,
    told: (count: number) => Promise<void>,
  ): Promise<void> {
    const count = async (more: number) => {
      if (this.known) this.known = { ...this.known, done: this.known.done + more };
      await told(more);
    };
    await reencode(photos, {
      ...parts,
      done: count,
      skipped: (photo) => {
        console.warn(`Photo ${photo} cannot be encoded for the next space.`);
        this.skipped.add(photo);
      },
    });
  }

  /**
   * Lets the next space take over, if there is one. Called when every photo has been handled.
   * @returns whether it took over
   */
  async finish(): Promise<boolean> {
    const { next } = await choices();
    if (!next) return false;
    const done = await finishChange(next);
    await this.look();
    return done;
  }
}
