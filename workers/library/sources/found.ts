/** Tells the page which new photos looks at folders have brought, once they are in the library. */

import type { PhotoNo } from '#core/photo';

export class FoundPhotos {
  private waiting: ((photos: PhotoNo[]) => void)[] = [];
  /** Photos that nobody has asked for yet. */
  private untold: PhotoNo[] = [];

  /** Resolves when there are some, each time with those that came since. */
  next(): Promise<PhotoNo[]> {
    if (this.untold.length > 0) {
      const photos = this.untold;
      this.untold = [];
      return Promise.resolve(photos);
    }
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  add(photos: readonly PhotoNo[]): void {
    if (this.waiting.length === 0) this.untold.push(...photos);
    for (const tell of this.waiting.splice(0)) tell([...photos]);
  }
}
