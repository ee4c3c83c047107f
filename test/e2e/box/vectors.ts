/** The vectors that a page has stored, and whether they are the right ones. */

import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { CLIP_NORMALISATION } from '../../fixtures/standins/repositories';
import { type KnownPicture, linearOf } from './pictures';

export interface StoredVector {
  /** File name of its photo. */
  name: string;
  space: string;
  /** Who made it: an encoder of the page, or `box:` and the beginning of a model's hash. */
  build: string;
  vector: number[];
}

/** All of them, read from the page's own database. */
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

export const byBox = (rows: readonly StoredVector[]) => rows.filter(({ build }) => build.startsWith('box:'));

/**
 * Each photo has one vector, its own: none is missing, twice, or another photo's, which would be below 0.2.
 * @param least cosine with what the very pixels of the photo give
 */
export function expectLinear(
  rows: readonly StoredVector[],
  pictures: readonly KnownPicture[],
  least = 0.9999,
): void {
  expect(rows.map(({ name }) => name).sort()).toEqual(pictures.map(({ name }) => name).sort());
  const wrong = rows.filter(({ name, vector }) => {
    const picture = pictures.find((each) => each.name === name);
    return !picture || !(cosine(vector, linearOf(picture)) > least);
  });
  expect(wrong.map(({ name, build }) => `${name} by ${build}`)).toEqual([]);
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

/** What onnxruntime makes of a picture that is normalised here, and not by the agent. */
export async function onnxVector(model: string, pixels: Uint8Array): Promise<Float32Array> {
  const { InferenceSession, Tensor } = createRequire(resolve('agent/package.json'))(
    'onnxruntime-node',
  ) as typeof import('onnxruntime-web');
  const session = await InferenceSession.create(model);
  const edge = Math.sqrt(pixels.length / 3);
  const planes = new Float32Array(pixels.length);
  const { mean, std } = CLIP_NORMALISATION;
  pixels.forEach((byte, i) => {
    const c = i % 3;
    planes[c * edge * edge + Math.floor(i / 3)] = (byte / 255 - (mean[c] ?? 0)) / (std[c] ?? 1);
  });
  const name = session.inputNames[0] as string;
  const output = await session.run({ [name]: new Tensor('float32', planes, [1, 3, edge, edge]) });
  await session.release();
  return output.image_embeds?.data as Float32Array;
}
