/** Knows which rows of the index are further pictures of videos, and of which. */

import type { Frame, PhotoNo } from '#core/photo';
import { allFrames, framesOf } from '#store/frames';
import type { LibraryEvent } from '#workers/library/contract';
import type { ScanResult } from './scanner';

export class Frames {
  /** Those of removed videos stay: their numbers are never used again. */
  private readonly byNo = new Map<PhotoNo, Frame>();
  private readonly byPhoto = new Map<PhotoNo, PhotoNo[]>();
  private loaded: Promise<void> | undefined;

  /** Reads all of them once. Afterwards `follow` adds new ones. */
  load(): Promise<void> {
    this.loaded ??= allFrames().then(
      (frames) => this.add(frames),
      (error) => {
        this.loaded = undefined;
        throw error;
      },
    );
    return this.loaded;
  }

  /** Must have ended before others follow the same event. */
  async follow(event: LibraryEvent): Promise<void> {
    if (event.type !== 'photos' || !this.loaded) return;
    const videos = event.added.filter(({ video }) => video).map(({ no }) => no);
    if (videos.length > 0) this.add(await framesOf(videos));
  }

  /** Undefined if the row is a photo's own. */
  get(row: PhotoNo): Frame | undefined {
    return this.byNo.get(row);
  }

  /** Whether a row is one of several pictures of a video. */
  isOfVideo(row: PhotoNo): boolean {
    return this.byNo.has(row) || this.byPhoto.has(row);
  }

  /** Returns photos with their further pictures: all their rows. */
  rowsOf(photos: readonly PhotoNo[]): PhotoNo[] {
    return photos.flatMap((photo) => [photo, ...(this.byPhoto.get(photo) ?? [])]);
  }

  /**
   * Keeps the best row of each photo: the picture that answers for a video.
   * @param rows best first
   * @param without photo to leave out, with all its pictures
   * @returns `photos` are rows
   */
  best({ photos: rows, scores }: Pick<ScanResult, 'photos' | 'scores'>, without: PhotoNo | null) {
    const seen = new Set<PhotoNo>(without === null ? [] : [without]);
    const kept = [...rows.keys()].filter((i) => {
      const row = rows[i] as PhotoNo;
      const photo = this.byNo.get(row)?.photo ?? row;
      if (seen.has(photo)) return false;
      seen.add(photo);
      return true;
    });
    return {
      photos: Uint32Array.from(kept, (i) => rows[i] as PhotoNo),
      scores: Float32Array.from(kept, (i) => scores[i] as number),
    };
  }

  private add(frames: readonly Frame[]): void {
    for (const frame of frames) {
      if (this.byNo.has(frame.no)) continue;
      this.byNo.set(frame.no, frame);
      const others = this.byPhoto.get(frame.photo);
      if (others) others.push(frame.no);
      else this.byPhoto.set(frame.photo, [frame.no]);
    }
  }
}
