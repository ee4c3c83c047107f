/**
 * Runs every encoder of the catalogue on a stand-in with its names and operators. Its output must equal that
 * of native onnxruntime, for inputs that were made without any code of the app. With stand-ins of true size
 * (`npm run stand-ins -- --true-size`, then this test with `STAND_INS=true-size`) it also prints what it measured.
 */

import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { GOLDEN_PICTURES, goldenPicture } from '#core/golden';
import { inputBytes } from '#core/preprocess';
import type { Backend, EncoderId, ImageEntry, Space } from '#core/space';
import { SPACES } from '#models/catalogue';
import { eraseDatabase } from '#store/database';
import { backendCandidates } from '#workers/encode/backend-candidates';
import { textBackends } from '#workers/encode/contract';
import { ImageEmbedder } from '#workers/encode/image-encoder';
import { TextEmbedder } from '#workers/encode/text-encoder';
import { MATRYOSHKA_SPACE } from '../../../fixtures/standins/entries';
import { expectedEmbeddings, expectRows, keepMade, keepStandIns, STAND_INS } from './stand-ins';

/** Largest cosine distance. Processors round 8-bit graphs differently; builds made on the device get 0.001. */
const TOLERANCE = { fp32: 1e-5, fp16: 1e-3, q4f16: 1e-3, q4: 1e-4, q8: 2e-3 };

const expected = await expectedEmbeddings();
const isTrueSize = STAND_INS !== 'tiny';
// WebGPU's software adapter takes minutes for a graph of 352 MB.
if (isTrueSize) vi.setConfig({ testTimeout: 1_200_000 });

beforeAll(() => eraseDatabase());
// Files of true size fill the disk: each encoder has the store to itself.
afterEach(() => (isTrueSize ? eraseDatabase() : undefined));
afterAll(() => eraseDatabase());

const PUBLIC = SPACES.filter(({ images }) => images[0]?.home.kind === 'hub');
/** Includes what no entry of the catalogue needs, but own models may. */
const TRIED = isTrueSize ? PUBLIC.flatMap(madeAtTrueSize) : [...PUBLIC, MATRYOSHKA_SPACE];

/** Only some encoders have a stand-in of true size. */
function madeAtTrueSize(space: Space): Space[] {
  const [images, texts] = [space.images.filter(isHere), space.texts.filter(isHere)];
  return images.length > 0 ? [{ ...space, images, texts }] : [];
}

function isHere({ id }: { id: EncoderId }): boolean {
  return id in expected;
}

describe.each(TRIED)('$id', ({ dimension, images, texts }) => {
  test.each(images)('$id gives the image vectors of native onnxruntime', async (entry) => {
    await expectGolden(entry, dimension, 'wasm');
  });

  test.each(images.filter(({ backends }) => backends.includes('tower')))(
    '$id gives them in our runtime of towers',
    async (entry) => {
      await expectGolden(entry, dimension, 'tower');
    },
  );

  test.each(texts.flatMap((entry) => textBackends(entry).map((backend) => ({ entry, backend }))))(
    '$entry.id gives the text vectors of native onnxruntime ($backend)',
    async ({ entry, backend }) => {
      await keepStandIns(entry);
      const start = performance.now();
      const encoder = await TextEmbedder.open(entry, dimension, backend, 1);
      const opened = performance.now();
      const embeddings = await encoder.encode(expected[entry.id]?.texts ?? []);
      const seconds = [opened - start, performance.now() - opened];
      tell(entry, backend, seconds, expectRows(embeddings, expected[entry.id], TOLERANCE[entry.precision]));
    },
  );
});

test.skipIf(isTrueSize)('the catalogue has no other encoders', () => {
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
  const start = performance.now();
  const encoder = await ImageEmbedder.open(entry, dimension, backend, 1);
  const opened = performance.now();
  const { size } = encoder.preprocessing;
  const pixels = new Uint8Array(GOLDEN_PICTURES * inputBytes({ size }));
  for (let i = 0; i < GOLDEN_PICTURES; i++) pixels.set(goldenPicture(i, size), i * inputBytes({ size }));
  const embeddings = await encoder.encode(pixels, GOLDEN_PICTURES);
  const seconds = [opened - start, performance.now() - opened];
  const tolerance = entry.home.kind === 'made' ? 1e-3 : TOLERANCE[entry.precision];
  tell(entry, backend, seconds, expectRows(embeddings, expected[entry.id], tolerance));
}

/** Prints what a run at true size is made for. @param times of opening and of all rows, in milliseconds */
function tell({ id }: { id: EncoderId }, backend: Backend, times: readonly number[], distance: number): void {
  if (!isTrueSize) return;
  console.log(`${id} ${backend}: ${times.map((ms) => (ms / 1000).toFixed(1)).join(' + ')} s, ${distance}`);
}
