/** How like photos of a page are to another photo, which shows the same picture. */

import type { Page } from '@playwright/test';
import { cosine, storedVectors } from './stored-vectors';

/** Mean difference of a channel between two previews, in levels of 255: lossy coding costs some. */
const NEAR = 6;
/** Least cosine of two embeddings. */
const ALIKE = 0.98;
/**
 * Mean difference between a file and what another program decodes of it. Where colours are coded at half the size each
 * spreads them in its own way, which costs up to 1.7 in `coloured-files.ts`. A wrong matrix, a wrong range and colours
 * of Display P3 that are taken for sRGB's cost 4.9 to 18.
 */
export const SAME_FILE = 2;

interface Difference {
  name: string;
  /** In levels of 255; NaN if one of both is not there. */
  difference: number;
}

interface Likeness extends Difference {
  cosine: number;
}

/**
 * Returns those of the photos whose preview or embedding is not like that of their picture.
 * @param pictures names of photos, and of the photos to compare them with
 */
export async function unlike(page: Page, pictures: ReadonlyMap<string, string>): Promise<Likeness[]> {
  const pixels = await previews(page);
  const vectors = new Map((await storedVectors(page)).map(({ name, vector }) => [name, vector]));
  return [...pictures]
    .map(([name, picture]) => ({
      name,
      difference: meanDifference(pixels.get(name) ?? [], pixels.get(picture) ?? []),
      cosine: cosine(vectors.get(name) ?? [], vectors.get(picture) ?? []),
    }))
    .filter(({ difference, cosine }) => !(difference < NEAR && cosine >= ALIKE));
}

/** Returns those of the photos whose preview has other colours than their picture as another program decodes it. */
export async function otherColours(page: Page, pictures: ReadonlyMap<string, string>): Promise<Difference[]> {
  const pixels = await previews(page);
  return [...pictures]
    .map(([name, picture]) => ({
      name,
      difference: meanDifference(pixels.get(name) ?? [], pixels.get(picture) ?? []),
    }))
    .filter(({ difference }) => !(difference < SAME_FILE));
}

export function meanDifference(one: readonly number[], other: readonly number[]): number {
  const sum = one.reduce((sum, value, i) => sum + Math.abs(value - (other[i] ?? Number.NaN)), 0);
  return sum / one.length;
}

/** Returns red, green and blue of each stored preview, scaled to 64 x 48 pixels, by the name of its photo. */
async function previews(page: Page): Promise<Map<string, number[]>> {
  const all = await page.evaluate(async () => {
    const ask = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const db = await ask(indexedDB.open('mitsuke'));
    const photos: { no: number; name: string }[] = await ask(
      db.transaction('photos').objectStore('photos').getAll(),
    );
    const pixels: [name: string, number[]][] = [];
    for (const { no, name } of photos) {
      const { bytes, type } = await ask(db.transaction('previews').objectStore('previews').get(no));
      const context = new OffscreenCanvas(64, 48).getContext('2d');
      context?.drawImage(await createImageBitmap(new Blob([bytes], { type })), 0, 0, 64, 48);
      const { data = new Uint8ClampedArray() } = context?.getImageData(0, 0, 64, 48) ?? {};
      pixels.push([name, [...data].filter((_, i) => i % 4 < 3)]);
    }
    db.close();
    return pixels;
  });
  return new Map(all);
}
