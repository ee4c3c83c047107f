/** Compares the vectors that a page has stored with the expected ones. */

import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { expect } from '@playwright/test';
import { SIZE } from '../../fixtures/ax650n/linear';
import { CLIP_NORMALISATION } from '../../fixtures/standins/repository';
import { cosine, type StoredVector } from '../stored-vectors';
import { STARTER } from './fixtures';
import { type KnownPicture, linearOf } from './pictures';

const PLANES = 3 * SIZE * SIZE;

export const byBox = (rows: readonly StoredVector[]) => rows.filter(({ build }) => build.startsWith('box:'));

/**
 * Expects exactly one vector a photo: the linear model's, of the known pixels.
 * @param least smallest cosine with it; another photo's is below 0.2
 */
export function expectLinear(
  rows: readonly StoredVector[],
  pictures: readonly KnownPicture[],
  least = 0.9999,
): void {
  expectEach(rows, new Map(pictures.map((picture) => [picture.name, linearOf(picture)])), least);
}

/** Expects exactly one vector a photo: onnxruntime's with the bundled model, of the known pixels. */
export async function expectStarter(
  rows: readonly StoredVector[],
  pictures: readonly KnownPicture[],
): Promise<void> {
  const vectors = await onnxVectors(STARTER, pictures);
  expectEach(rows, new Map(pictures.map(({ name }, i) => [name, vectors[i] ?? []])), 0.99999);
}

/** Expects that no vector is missing, duplicated or wrong. */
function expectEach(
  rows: readonly StoredVector[],
  wanted: ReadonlyMap<string, ArrayLike<number>>,
  least: number,
): void {
  expect(rows.map(({ name }) => name).sort()).toEqual([...wanted.keys()].sort());
  const wrong = rows.filter(({ name, vector }) => !(cosine(vector, wanted.get(name) ?? []) > least));
  expect(wrong.map(({ name, build }) => `${name} by ${build}`)).toEqual([]);
}

/** Pictures per run of onnxruntime. */
const BATCH = 32;

/** Encodes pictures with onnxruntime, normalised by the code of this file instead of the agent's. */
async function onnxVectors(model: string, pictures: readonly KnownPicture[]): Promise<Float32Array[]> {
  const { InferenceSession, Tensor } = createRequire(resolve('agent/package.json'))(
    'onnxruntime-node',
  ) as typeof import('onnxruntime-web');
  const session = await InferenceSession.create(model);
  const [input = ''] = session.inputNames;
  const vectors: Float32Array[] = [];
  for (let from = 0; from < pictures.length; from += BATCH) {
    const some = pictures.slice(from, from + BATCH);
    const planes = new Float32Array(some.length * PLANES);
    some.forEach(({ pixels }, i) => {
      planes.set(normalised(pixels), i * PLANES);
    });
    const output = await session.run({
      [input]: new Tensor('float32', planes, [some.length, 3, SIZE, SIZE]),
    });
    const all = output.image_embeds?.data as Float32Array;
    const dimension = all.length / some.length;
    vectors.push(...some.map((_, i) => all.slice(i * dimension, (i + 1) * dimension)));
  }
  await session.release();
  return vectors;
}

/** Normalises pixels for CLIP. @returns planes of red, green and blue */
function normalised(pixels: Uint8Array): Float32Array {
  const { mean, std } = CLIP_NORMALISATION;
  const planes = new Float32Array(PLANES);
  for (let at = 0; at < PLANES; at++) {
    const c = at % 3;
    planes[(c * PLANES + at - c) / 3] = ((pixels[at] as number) / 255 - (mean[c] ?? 0)) / (std[c] ?? 1);
  }
  return planes;
}
