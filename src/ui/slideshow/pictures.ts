/** The pictures of a slideshow: as the viewer has them, decoded before they are shown. */

import type { PhotoNo } from '#core/photo';

/** Pictures that are kept: the one that is seen, the one that it covers, the next, and the one before. */
const MOST_KEPT = 4;

interface Kept {
  url: Promise<string | null>;
  /** A picture stays decoded as long as an element has it. */
  image: HTMLImageElement;
}

export class Pictures {
  /** The least recently used first. */
  private readonly kept = new Map<PhotoNo, Kept>();

  /** @param read returns an object URL, which is revoked here; null if there is no picture */
  constructor(private readonly read: (photo: PhotoNo) => Promise<string | null>) {}

  /** Returns the URL of a picture that is decoded; null if it cannot be had. */
  get(photo: PhotoNo): Promise<string | null> {
    const here = this.kept.get(photo) ?? this.load(photo);
    this.kept.delete(photo);
    this.kept.set(photo, here);
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= MOST_KEPT) break;
      this.drop(oldest);
    }
    return here.url;
  }

  dismiss(): void {
    for (const photo of [...this.kept.keys()]) this.drop(photo);
  }

  private load(photo: PhotoNo): Kept {
    const image = new Image();
    const decoded = async () => {
      const url = await this.read(photo);
      if (!url) return null;
      image.src = url;
      return image.decode().then(
        () => url,
        () => {
          URL.revokeObjectURL(url);
          return null;
        },
      );
    };
    return { image, url: decoded().catch(() => null) };
  }

  private drop(photo: PhotoNo): void {
    void this.kept.get(photo)?.url.then((url) => url && URL.revokeObjectURL(url));
    this.kept.delete(photo);
  }
}
