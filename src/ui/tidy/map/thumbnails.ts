/** Thumbnails as pictures that a canvas can draw, for the tiles that are in view. */

import type { PhotoNo } from '#core/photo';
import type { Session } from '#session/contract';

/** A few screens of tiles. */
const MOST = 600;
/** What only flies past is not worth reading, in milliseconds. */
const REST = 70;

export class MapThumbnails {
  /** In order of last use; null while it is on its way, or if there is none. */
  private readonly pictures = new Map<PhotoNo, HTMLImageElement | null>();
  private wanted: PhotoNo[] = [];
  private timer = 0;

  /** @param onCame told after pictures have come, to draw again */
  constructor(
    private readonly session: Pick<Session, 'thumbnail'>,
    private readonly onCame: () => void,
  ) {}

  /** Null if it is not here (yet); then it is fetched if it stays in view. */
  get(photo: PhotoNo): HTMLImageElement | null {
    const picture = this.pictures.get(photo);
    if (picture === undefined) {
      this.wanted.push(photo);
      return null;
    }
    this.pictures.delete(photo);
    this.pictures.set(photo, picture);
    return picture;
  }

  /** A drawing begins: what an earlier one wanted may be out of view. */
  begin(): void {
    this.wanted = [];
    clearTimeout(this.timer);
  }

  end(): void {
    if (this.wanted.length > 0) this.timer = window.setTimeout(() => void this.fetch(this.wanted), REST);
  }

  close(): void {
    clearTimeout(this.timer);
  }

  private async fetch(photos: readonly PhotoNo[]): Promise<void> {
    for (const photo of photos) this.pictures.set(photo, null);
    await Promise.all(
      photos.map(async (photo) => {
        const url = await this.session.thumbnail(photo);
        if (!url) return;
        const picture = new Image();
        picture.src = url;
        // Its place in the cache of addresses may have been given to another: then its colour has to do.
        await picture.decode().then(
          () => this.pictures.set(photo, picture),
          () => undefined,
        );
      }),
    );
    for (const photo of [...this.pictures.keys()].slice(0, Math.max(0, this.pictures.size - MOST))) {
      this.pictures.delete(photo);
    }
    this.onCame();
  }
}
