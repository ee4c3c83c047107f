/** Reads the vectors that a page has stored. */

import type { Page } from '@playwright/test';

export interface StoredVector {
  /** File name of its photo. */
  name: string;
  space: string;
  /** What encoded it: a build of the page, or `box:` and the beginning of a model's hash. */
  build: string;
  vector: number[];
}

/** Reads all vectors from the page's database. */
export function storedVectors(page: Page): Promise<StoredVector[]> {
  return page.evaluate(async () => {
    const ask = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const db = await ask(indexedDB.open('mitsuke'));
    const stores = db.transaction(['photos', 'embeddings']);
    const photos: { no: number; name: string }[] = await ask(stores.objectStore('photos').getAll());
    const rows: { photo: number; space: string; build: string; vector: Float32Array }[] = await ask(
      stores.objectStore('embeddings').getAll(),
    );
    db.close();
    const names = new Map(photos.map(({ no, name }) => [no, name]));
    return rows.map(({ photo, space, build, vector }) => ({
      ...{ name: names.get(photo) ?? `nobody's, ${photo}`, space, build },
      vector: [...vector],
    }));
  });
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
