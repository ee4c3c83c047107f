/**
 * An own model from a folder, from reading it to its embeddings: external weights, other names of inputs, a length
 * that the graph fixes, preprocessing from open_clip_config.json.
 */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { GOLDEN_PICTURES, goldenPicture } from '#core/golden';
import { joined } from '#core/joined';
import type { Space } from '#core/space';
import { eraseDatabase } from '#store/database';
import { ImageEmbedder } from '#workers/encode/image-encoder';
import { TextEmbedder } from '#workers/encode/text-encoder';
import { readFolderModel, storeFolder } from '#workers/models/own';
import { homeOf, OWN_FILES, OWN_FOLDER } from '../../../fixtures/standins/entries';
import { type Expected, expectedEmbeddings, expectRows, standIn } from './stand-ins';

let expected: Record<string, Expected>;
let space: Space;

async function readFolder(names: readonly string[]): Promise<Space> {
  const picked = await Promise.all(
    names.map(async (path) => ({
      path,
      file: new File([await standIn(homeOf(OWN_FOLDER), path)], path.split('/').at(-1) as string),
    })),
  );
  const read = await readFolderModel('mine', picked);
  await storeFolder(read, picked);
  return read;
}

beforeAll(async () => {
  await eraseDatabase();
  expected = await expectedEmbeddings();
  space = await readFolder(OWN_FILES);
});
afterAll(() => eraseDatabase());

test('an own open_clip model gives the image vectors of native onnxruntime', async () => {
  const [entry] = space.images;
  if (!entry) throw new Error('There is no image encoder.');
  const encoder = await ImageEmbedder.open(entry, space.dimension, 'wasm', 1);
  const { size, fit } = encoder.preprocessing;
  expect([size, fit]).toEqual([384, 'stretch']);
  const pictures = Array.from({ length: GOLDEN_PICTURES }, (_, i) => goldenPicture(i, size));
  const embeddings = await encoder.encode(joined(pictures), GOLDEN_PICTURES);
  expectRows(embeddings, expected['own-open-clip/image/visual.onnx'], 1e-5);
});

test('its texts are padded to the length that the graph fixes', async () => {
  const [entry] = space.texts;
  if (!entry) throw new Error('There is no text encoder.');
  // The graph overrides what the config says.
  const encoder = await TextEmbedder.open(
    { ...entry, length: 77, pad: 'longest' },
    space.dimension,
    'wasm',
    1,
  );
  const wanted = expected['own-open-clip/text/textual.onnx'];
  expectRows(await encoder.encode(wanted?.texts ?? []), wanted, 1e-5);
});

test('without its external weights it cannot be opened, and names the missing file', async () => {
  const lacking = await readFolder(OWN_FILES.filter((name) => name !== 'visual.onnx.data'));
  const [entry] = lacking.images;
  if (!entry) throw new Error('There is no image encoder.');
  await expect(ImageEmbedder.open(entry, lacking.dimension, 'wasm', 1)).rejects.toMatchObject({
    code: 'encoder-failed',
    message: expect.stringContaining('visual.onnx.data'),
  });
});
