/**
 * Every encoder of the catalogue on a stand-in with its names and operators: what it gives must equal
 * what onnxruntime's native build gives for inputs that were made without any code of the app's.
 */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { GOLDEN_PICTURES, goldenPicture } from '#core/golden';
import { inputBytes } from '#core/preprocess';
import type { Backend, ImageEntry } from '#core/space';
import { dot, normalise } from '#core/vector';
import { SPACES } from '#models/catalogue';
import { eraseDatabase } from '#store/database';
import { ImageEmbedder } from '#workers/encode/image-encoder';
import { offersOf } from '#workers/encode/offers';
import { TextEmbedder } from '#workers/encode/text-encoder';
import { expectedEmbeddings, keepStandIns } from './stand-ins';

/** Cosine distance. Of 8-bit graphs, other processors round differently. */
const TOLERANCE = { fp32: 1e-5, fp16: 1e-3, q4f16: 1e-3, q4: 1e-4, q8: 2e-3 };

let expected: Awaited<ReturnType<typeof expectedEmbeddings>>;

beforeAll(async () => {
  await eraseDatabase();
  expected = await expectedEmbeddings();
});
afterAll(() => eraseDatabase());

const PUBLIC = SPACES.filter(({ images }) => images[0]?.home.kind === 'hub');

describe.each(PUBLIC)('$id', ({ dimension, images, texts }) => {
  test.each(images)('$id', async (entry) => {
    await expectGolden(entry, dimension, 'wasm');
  });

  test.each(texts)('$id', async (entry) => {
    await keepStandIns(entry);
    const encoder = await TextEmbedder.open(entry, dimension, 1);
    const embeddings = await encoder.encode(expected[entry.id]?.texts ?? []);
    expectRows(embeddings, entry.id, TOLERANCE[entry.precision]);
  });
});

test('the catalogue has no other encoders', () => {
  const ids = PUBLIC.flatMap(({ images, texts }) => [...images, ...texts].map(({ id }) => id));
  expect(Object.keys(expected).sort()).toEqual(ids.sort());
});

/** On a processor's own adapter, which browsers take for testing: slow, but the shaders are the same. */
describe('on WebGPU', () => {
  const builds = PUBLIC.flatMap(({ dimension, images }) =>
    images.map((entry) => ({ entry, dimension })),
  ).filter(({ entry }) => entry.backends.includes('webgpu'));

  test.each(builds)('$entry.id', async ({ entry, dimension }) => {
    // Without half floats on the adapter, builds of half floats are not offered at all.
    if ((await offersOf(entry)).includes('webgpu')) await expectGolden(entry, dimension, 'webgpu');
    else expect(entry.precision).toMatch(/f.*16/);
  });

  test('at least one build was run', async () => {
    const offered = await Promise.all(builds.map(({ entry }) => offersOf(entry)));
    expect(offered.flat()).toContain('webgpu');
  });
});

async function expectGolden(entry: ImageEntry, dimension: number, backend: Backend): Promise<void> {
  await keepStandIns(entry);
  const encoder = await ImageEmbedder.open(entry, dimension, backend, 1);
  const { size } = encoder.preprocessing;
  const pixels = new Uint8Array(GOLDEN_PICTURES * inputBytes({ size }));
  for (let i = 0; i < GOLDEN_PICTURES; i++) pixels.set(goldenPicture(i, size), i * inputBytes({ size }));
  const embeddings = await encoder.encode(pixels, GOLDEN_PICTURES);
  expectRows(embeddings, entry.id, TOLERANCE[entry.precision]);
}

function expectRows(embeddings: Float32Array, id: string, tolerance: number): void {
  const rows = expected[id]?.rows ?? [];
  expect(rows.length).toBeGreaterThan(1);
  const dimension = embeddings.length / rows.length;
  rows.forEach((row, i) => {
    const wanted = Float32Array.from(row);
    expect(normalise(wanted)).toBe(true);
    const given = embeddings.subarray(i * dimension, (i + 1) * dimension);
    expect(Math.hypot(...given)).toBeCloseTo(1, 5);
    expect(1 - dot(given, wanted), `row ${i}`).toBeLessThan(tolerance);
  });
  // Rows that were all the same would agree with anything that is the same.
  const first = embeddings.subarray(0, dimension);
  expect(dot(first, embeddings.subarray(dimension, 2 * dimension))).toBeLessThan(0.99);
}
