/**
 * Runs every encoder of the catalogue on a stand-in with its names and operators. Its output must equal that
 * of native onnxruntime, for inputs that were made without any code of the app.
 */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { GOLDEN_PICTURES, goldenPicture } from '#core/golden';
import { inputBytes } from '#core/preprocess';
import type { Backend, ImageEntry } from '#core/space';
import { SPACES } from '#models/catalogue';
import { eraseDatabase } from '#store/database';
import { backendCandidates } from '#workers/encode/backend-candidates';
import { ImageEmbedder } from '#workers/encode/image-encoder';
import { TextEmbedder } from '#workers/encode/text-encoder';
import { MATRYOSHKA_SPACE } from '../../../fixtures/standins/entries';
import { expectedEmbeddings, expectRows, keepMade, keepStandIns } from './stand-ins';

/** Largest cosine distance. Processors round 8-bit graphs differently; builds made on the device get 0.001. */
const TOLERANCE = { fp32: 1e-5, fp16: 1e-3, q4f16: 1e-3, q4: 1e-4, q8: 2e-3 };

let expected: Awaited<ReturnType<typeof expectedEmbeddings>>;

beforeAll(async () => {
  await eraseDatabase();
  expected = await expectedEmbeddings();
});
afterAll(() => eraseDatabase());

const PUBLIC = SPACES.filter(({ images }) => images[0]?.home.kind === 'hub');
/** Includes what no entry of the catalogue needs, but own models may. */
const TRIED = [...PUBLIC, MATRYOSHKA_SPACE];

describe.each(TRIED)('$id', ({ dimension, images, texts }) => {
  test.each(images)('$id gives the image vectors of native onnxruntime', async (entry) => {
    await expectGolden(entry, dimension, 'wasm');
  });

  test.each(texts)('$id gives the text vectors of native onnxruntime', async (entry) => {
    await keepStandIns(entry);
    const encoder = await TextEmbedder.open(entry, dimension, 1);
    const embeddings = await encoder.encode(expected[entry.id]?.texts ?? []);
    expectRows(embeddings, expected[entry.id], TOLERANCE[entry.precision]);
  });
});

test('the catalogue has no other encoders', () => {
  const ids = TRIED.flatMap(({ images, texts }) => [...images, ...texts].map(({ id }) => id));
  const others = Object.keys(expected).filter((id) => !id.startsWith('own-'));
  expect(others.sort()).toEqual(ids.sort());
});

/** Runs on the browser's software adapter, which is slow but has the same shaders. */
describe('on WebGPU', () => {
  const builds = TRIED.flatMap(({ dimension, images }) =>
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
  if (entry.home.kind === 'made') await keepMade(entry);
  else await keepStandIns(entry);
  const encoder = await ImageEmbedder.open(entry, dimension, backend, 1);
  const { size } = encoder.preprocessing;
  const pixels = new Uint8Array(GOLDEN_PICTURES * inputBytes({ size }));
  for (let i = 0; i < GOLDEN_PICTURES; i++) pixels.set(goldenPicture(i, size), i * inputBytes({ size }));
  const embeddings = await encoder.encode(pixels, GOLDEN_PICTURES);
  const tolerance = entry.home.kind === 'made' ? 1e-3 : TOLERANCE[entry.precision];
  expectRows(embeddings, expected[entry.id], tolerance);
}
