/** LRU cache of thumbnails as object URLs, fetched in groups. */

import type { PhotoNo } from '#core/photo';
import type { LibraryWorker } from '#workers/library/contract';

/** Capacity of the cache: about ten screens of a dense grid, at some 20 kB a thumbnail. */
const MOST_KEPT = 1_000;

export class Thumbnails {
  /** In order of last use, the oldest first. */
  private readonly urls = new Map<PhotoNo, string>();
  private readonly asked = new Map<PhotoNo, PromiseWithResolvers<string | null>>();
  private group: PhotoNo[] = [];

  constructor(private readonly load: LibraryWorker['thumbnails']) {}

  cached(photo: PhotoNo): string | null {
    const url = this.urls.get(photo);
    if (url === undefined) return null;
    this.urls.delete(photo);
    this.urls.set(photo, url);
    return url;
  }

  /** Returns null if the photo was removed. */
  async get(photo: PhotoNo): Promise<string | null> {
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
    const photos = this.group;
    this.group = [];
    const urls = await this.load(photos).catch(() => photos.map(() => null));
    photos.forEach((photo, i) => {
      const url = urls[i] ?? null;
      if (url) this.urls.set(photo, url);
      this.asked.get(photo)?.resolve(url);
      this.asked.delete(photo);
    });
    const oldest = [...this.urls.keys()].slice(0, Math.max(0, this.urls.size - MOST_KEPT));
    this.forget(oldest);
  }
}
