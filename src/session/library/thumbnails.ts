/** LRU cache of thumbnails as object URLs, fetched in groups. */

import type { PhotoNo } from '#core/photo';
import type { LibraryWorker } from '#workers/library/contract';

/** Capacity of the cache: about ten screens of a dense grid, at some 20 kB a thumbnail. */
const MOST_KEPT = 1_000;

export class Thumbnails {
  /** In order of last use, the oldest first. */
  private readonly urls = new Map<PhotoNo, string>();
  private readonly asked = new Map<PhotoNo, PromiseWithResolvers<string | null>>();
  private readonly group: PhotoNo[] = [];
  private readonly damaged: PhotoNo[] = [];

  constructor(private readonly library: Pick<LibraryWorker, 'thumbnails'>) {}

  cached(photo: PhotoNo): string | null {
    const url = this.urls.get(photo);
    if (url === undefined) return null;
    this.urls.delete(photo);
    this.urls.set(photo, url);
    return url;
  }

  /**
   * Returns null if the photo was removed.
   * @param isDamaged the one that this returned before cannot be shown: it is made anew
   */
  async get(photo: PhotoNo, isDamaged?: boolean): Promise<string | null> {
    if (isDamaged) {
      this.forget([photo]);
      this.damaged.push(photo);
    }
    const kept = this.cached(photo);
    if (kept) return kept;
    let asked = this.asked.get(photo);
    if (!asked) {
      asked = Promise.withResolvers();
      this.asked.set(photo, asked);
      // All thumbnails that one frame requests are read in one transaction. Each tile requests its own from a
      // timer, and a timer set now fires after all those that are already due.
      if (this.group.push(photo) === 1) setTimeout(() => this.fetchGroup());
    }
    return asked.promise;
  }

  forget(photos: readonly PhotoNo[]): void {
    for (const photo of photos) {
      const url = this.urls.get(photo);
      if (url) URL.revokeObjectURL(url);
      this.urls.delete(photo);
    }
  }

  private async fetchGroup(): Promise<void> {
    const photos = this.group.splice(0);
    const urls = await this.library
      .thumbnails(photos, this.damaged.splice(0))
      .catch(() => photos.map(() => null));
    photos.forEach((photo, i) => {
      const url = urls[i];
      if (url) this.urls.set(photo, url);
      this.asked.get(photo)?.resolve(url ?? null);
      this.asked.delete(photo);
    });
    this.forget([...this.urls.keys()].slice(0, -MOST_KEPT));
  }
}
