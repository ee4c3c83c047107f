/** Caches the appearances of photos, so that each thumbnail is decoded once. */

import type { PhotoNo } from '#core/photo';
import { thumbnailsOf } from '#store/photos';
import { type Appearance, appearanceOf, type Grey } from './appearance';
import type { OnProgress } from './contract';

/** Thumbnails that are read and decoded at a time. */
const AT_A_TIME = 64;

export class Appearances {
  /** Null for a photo whose thumbnail is missing or cannot be decoded. */
  private readonly known = new Map<PhotoNo, Appearance | null>();
  private readonly canvas = new OffscreenCanvas(1, 1);

  /** Reads the appearances of photos that are not cached yet. */
  async read(photos: Iterable<PhotoNo>, onProgress: OnProgress): Promise<void> {
    const missing = [...photos].filter((photo) => !this.known.has(photo));
    for (let first = 0; first < missing.length; first += AT_A_TIME) {
      const group = missing.slice(first, first + AT_A_TIME);
      const thumbnails = await thumbnailsOf(group);
      // The browser decodes several at a time, in its own threads.
      const pictures = await Promise.all(thumbnails.map(decoded));
      for (const [i, photo] of group.entries()) {
        const grey = this.drawn(pictures[i] ?? null);
        this.known.set(photo, grey && appearanceOf(grey));
      }
      onProgress((first + group.length) / missing.length);
    }
  }

  of(photo: PhotoNo): Appearance | null {
    return this.known.get(photo) ?? null;
  }

  private drawn(bitmap: ImageBitmap | null): Grey | null {
    if (!bitmap) return null;
    const { width, height } = bitmap;
    Object.assign(this.canvas, { width, height });
    const context = this.canvas.getContext('2d', { willReadFrequently: true });
    context?.drawImage(bitmap, 0, 0);
    bitmap.close();
    return context ? greyOf(context.getImageData(0, 0, width, height)) : null;
  }
}

export function greyOf({ data, width, height }: ImageData): Grey {
  const values = new Uint8Array(width * height);
  for (let i = 0; i < values.length; i++) {
    const [red, green, blue] = [data[4 * i], data[4 * i + 1], data[4 * i + 2]] as [number, number, number];
    // Luma of ITU-R BT.601, as in JPEG.
    values[i] = Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
  }
  return { width, height, values };
}

async function decoded(thumbnail: Blob | null): Promise<ImageBitmap | null> {
  return thumbnail && createImageBitmap(thumbnail).catch(() => null);
}
