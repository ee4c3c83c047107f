/** Thumbnails on a canvas: an LRU cache of decoded ones, for the tiles in view. */

import type { PhotoNo } from '#core/photo';
import type { Session } from '#session/contract';

/** Capacity of the cache: a few screens of tiles. */
const MOST = 600;
/** Delay in milliseconds: tiles that only pass by are not read. */
const REST = 70;

export class CanvasThumbnails {
  /** In order of last use, the oldest first; null while a thumbnail is loading, or if it is missing. */
  private readonly pictures = new Map<PhotoNo, HTMLImageElement | null>();
  private wanted: PhotoNo[] = [];
  private timer = 0;

  /** @param onCame called after thumbnails were loaded, to redraw */
  constructor(
    private readonly session: Pick<Session, 'thumbnail'>,
    private readonly onCame: () => void,
  ) {}

  /** Returns null if it is not loaded (yet); it is then fetched if it stays in view. */
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

  /** Begins a drawing and drops the requests of the last one, which may be out of view. */
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
        // The URL may have been evicted and revoked in the meantime: then the tile shows only its colour.
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

/** Draws the central square of a picture. */
export function drawSquare(
  context: CanvasRenderingContext2D,
  picture: HTMLImageElement,
  left: number,
  top: number,
  edge: number,
): void {
  const { naturalWidth: width, naturalHeight: height } = picture;
  const side = Math.min(width, height);
  context.drawImage(picture, (width - side) / 2, (height - side) / 2, side, side, left, top, edge, edge);
}
