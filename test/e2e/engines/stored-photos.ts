/** Reads the photos, the pixels of their previews, and their embeddings from the database of a page. */

import type { Driver } from './driver';

interface StoredPhoto {
  name: string;
  width: number;
  height: number;
  incomplete?: boolean;
  /** By the clock on the wall there. */
  taken: number;
  /** Colours of the preview near its corners: top left, top right, bottom left. */
  corners: number[][];
  /** Red, green and blue of the preview, scaled to 64 x 48 pixels. */
  pixels: number[];
  /** Empty if it has none. */
  vector: number[];
}

export function photosOf(driver: Driver): Promise<StoredPhoto[]> {
  return driver.evaluate(read, null);
}

/** Runs in the page. */
async function read(): Promise<StoredPhoto[]> {
  const ask = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const db = await ask(indexedDB.open('mitsuke'));
  const photos: (Omit<StoredPhoto, 'corners' | 'pixels' | 'vector'> & { no: number })[] = await ask(
    db.transaction('photos').objectStore('photos').getAll(),
  );
  const embeddings: { photo: number; vector: Float32Array }[] = await ask(
    db.transaction('embeddings').objectStore('embeddings').getAll(),
  );
  const vectors = new Map(embeddings.map(({ photo, vector }) => [photo, [...vector]]));
  const found: StoredPhoto[] = [];
  for (const { no, name, width, height, incomplete, taken } of photos) {
    const preview: Blob | { bytes: ArrayBuffer; type: string } = await ask(
      db.transaction('previews').objectStore('previews').get(no),
    );
    const blob = preview instanceof Blob ? preview : new Blob([preview.bytes], { type: preview.type });
    const picture = await createImageBitmap(blob);
    const context = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
    context?.drawImage(picture, 0, 0);
    const colorAt = (x: number, y: number) => [
      ...(context?.getImageData(Math.floor(x * picture.width), Math.floor(y * picture.height), 1, 1).data ??
        []),
    ];
    const corners = [colorAt(0.2, 0.2), colorAt(0.8, 0.2), colorAt(0.2, 0.8)].map((color) =>
      color.slice(0, 3),
    );
    const small = new OffscreenCanvas(64, 48).getContext('2d');
    small?.drawImage(picture, 0, 0, 64, 48);
    const pixels = [...(small?.getImageData(0, 0, 64, 48).data ?? [])].filter((_, i) => i % 4 < 3);
    const vector = vectors.get(no) ?? [];
    found.push({ name, width, height, ...(incomplete && { incomplete }), taken, corners, pixels, vector });
  }
  db.close();
  return found;
}

/** Why each file that failed has failed, by its name: what its decoders said. */
export function failuresOf(driver: Driver): Promise<Record<string, string>> {
  return driver.evaluate(readFailures, null);
}

/** Runs in the page. */
async function readFailures(): Promise<Record<string, string>> {
  const ask = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const db = await ask(indexedDB.open('mitsuke'));
  const queue: { name: string; failure?: { detail: string } }[] = await ask(
    db.transaction('queue').objectStore('queue').getAll(),
  );
  db.close();
  return Object.fromEntries(queue.map(({ name, failure }) => [name, failure?.detail ?? '']));
}
