/**
 * Runs every encoder of the catalogue on a stand-in with its names and operators. Its output must equal that
 * of native onnxruntime, for inputs that were made without any code of the app.
 */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { GOLDEN_PICTURES, goldenPicture } from '#core/golden';
import { inputBytes } from '#core/preprocess';
import type { Backend, ImageEntry } from '#core/space';
import { dot, normalise } from '#core/vector';
import { SPACES } from '#models/catalogue';
import { eraseDatabase } from '#store/database';
import { backendCandidates } from '#workers/encode/backend-candidates';
import { ImageEmbedder } from '#workers/encode/image-encoder';
import { TextEmbedder } from '#workers/encode/text-encoder';
import { expectedEmbeddings, keepStandIns } from './stand-ins';

/** Largest cosine distance. Processors round 8-bit graphs differently. */
const TOLERANCE = { fp32: 1e-5, fp16: 1e-3, q4f16: 1e-3, q4: 1e-4, q8: 2e-3 };

let expected: Awaited<ReturnType<typeof expectedEmbeddings>>;

beforeAll(async () => {
  await eraseDatabase();
  expected = await expectedEmbeddings();
});
afterAll(() => eraseDatabase());

const PUBLIC = SPACES.filter(({ images }) => images[0]?.home.kind === 'hub');

describe.each(PUBLIC)('$id', ({ dimension, images, texts }) => {
  test.each(images)('$id gives the image vectors of native onnxruntime', async (entry) => {
    await expectGolden(entry, dimension, 'wasm');
  });

  test.each(texts)('$id gives the text vectors of native onnxruntime', async (entry) => {
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

/** Runs on the browser's software adapter, which is slow but has the same shaders. */
describe('on WebGPU', () => {
  const builds = PUBLIC.flatMap(({ dimension, images }) =>
    images.map((entry) => ({ entry, dimension })),
  ).filter(({ entry }) => entry.backends.includes('webgpu'));

  test.each(builds)('$entry.id gives the vectors of native onnxruntime', async ({ entry, dimension }) => {
    // If the adapter lacks half floats, WebGPU is no candidate for builds of half floats.
    if ((await backendCandidates(entry)).includes('webgpu')) await expectGolden(entry, dimension, 'webgpu');
    else expect(entry.precision).toMatch(/f.*16/);
  });

  test('at least one build runs', async () => {
    const offered = await Promise.all(builds.map(({ entry }) => backendCandidates(entry)));
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
  // If all rows were the same, they could agree by accident.
  const first = embeddings.subarray(0, dimension);
  expect(dot(first, embeddings.subarray(dimension, 2 * dimension))).toBeLessThan(0.99);
}
