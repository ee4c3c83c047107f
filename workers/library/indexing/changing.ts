/**
 * Which photos lack an embedding in the space that is encoded for, and re-encoding them; of a video each of its
 * pictures counts. That space is the next one during a change; otherwise the active one, if it replaces one that
 * this build does not have: search then finds only the photos that are done.
 */

import type { PhotoCard, PhotoNo } from '#core/photo';
import type { SpaceId } from '#core/space';
import { allRowNos, countRows } from '#store/frames';
import { countVectors, photosIn } from '#store/vectors';
import { choices, dropRetired, finishChange } from '../encoding/target';
import { type ReencodeParts, reencode } from './reencode';

export class SpaceChange {
  private known: { done: number; total: number } | null = null;
  /** Photos that can no longer be encoded; they do not block the change. */
  private readonly skipped = new Set<PhotoNo>();
  /** The space that they were skipped for. */
  private space: SpaceId | null = null;
  /** Whether retired spaces were deleted: once a session is enough. */
  private droppedRetired = false;

  /** Null if no space is being filled. */
  progress(): { done: number; total: number } | null {
    return this.known;
  }

  /** Reads the progress from the store. */
  async look(): Promise<void> {
    const { space, isNext } = await this.aim();
    // Counting is cheap, unlike what follows, and the counts are nearly always equal.
    const isComplete = !isNext && (await countVectors(space)) >= (await countRows());
    if (isComplete) {
      this.known = null;
      return;
    }
    const photos = await allRowNos();
    const encoded = await photosIn(space);
    const done = photos.filter((no) => encoded.has(no) || this.skipped.has(no)).length;
    const total = photos.length;
    this.known = isNext || done < total ? { done, total } : null;
  }

  /** Counts new photos, and pictures of videos, which are encoded for the same space from the start. */
  async arrived(photos: readonly Pick<PhotoCard, 'video'>[]): Promise<void> {
    if (this.known && photos.some(({ video }) => video)) return this.look();
    const count = photos.length;
    if (this.known) this.known = { done: this.known.done + count, total: this.known.total + count };
  }

  /** Returns the photos that are still to be encoded. */
  async missing(): Promise<PhotoNo[]> {
    const { space, isNext } = await this.aim();
    if (!isNext && !this.known) return [];
    const done = await photosIn(space);
    return (await allRowNos()).filter((no) => !done.has(no) && !this.skipped.has(no));
  }

  /** @param onEncoded which photos have their embedding now */
  async work(
    photos: readonly PhotoNo[],
    parts: Omit<ReencodeParts, 'done' | 'skipped'>,
    onEncoded: (photos: readonly PhotoNo[]) => Promise<void>,
  ): Promise<void> {
    const count = async (more: readonly PhotoNo[]) => {
      if (this.known) this.known = { ...this.known, done: this.known.done + more.length };
      await onEncoded(more);
    };
    await reencode(photos, {
      ...parts,
      done: count,
      skipped: (photo) => {
        console.warn(`Photo ${photo} cannot be encoded for another space.`);
        this.skipped.add(photo);
      },
    });
  }

  /**
   * Lets the next space take over, if there is one; otherwise deletes what is left of retired spaces. Called
   * when every photo has been handled.
   * @returns whether a space took over
   */
  async finish(): Promise<boolean> {
    const { next } = await choices();
    const done = next !== null && (await finishChange(next));
    if (!next && !this.droppedRetired) await dropRetired();
    this.droppedRetired ||= !next;
    await this.look();
    return done;
  }

  /** The space that is encoded for. */
  private async aim(): Promise<{ space: SpaceId; isNext: boolean }> {
    const { active, next } = await choices();
    const { space } = next ?? active;
    if (space !== this.space) this.skipped.clear();
    this.space = space;
    return { space, isNext: next !== null };
  }
}
