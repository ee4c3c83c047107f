/** Reads the vectors that a page has stored. */

import type { Page } from '@playwright/test';
import { storedRows } from './stored-rows';

export interface StoredVector {
  /** File name of its photo. */
  name: string;
  space: string;
  /** What encoded it: a build of the page, or `box:` and the beginning of a model's hash. */
  build: string;
  vector: number[];
}

/** Reads all vectors from the page's database. */
export async function storedVectors(page: Page): Promise<StoredVector[]> {
  const { photos, embeddings } = await storedRows<{
    photos: { no: number; name: string };
    embeddings: { photo: number; space: string; build: string; vector: Float32Array };
  }>(page, 'photos', 'embeddings');
  const names = new Map(photos.map(({ no, name }) => [no, name]));
  return embeddings.map(({ photo, space, build, vector }) => ({
    ...{ name: names.get(photo) ?? `nobody's, ${photo}`, space, build },
    vector: [...vector],
  }));
}

export function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [dot, of, and] = [0, 0, 0];
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    dot += (a[i] ?? Number.NaN) * (b[i] ?? Number.NaN);
    of += (a[i] ?? 0) ** 2;
    and += (b[i] ?? 0) ** 2;
  }
  return dot / Math.sqrt(of * and);
}
