/** Files of models that the user brings along. */

import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { PickedFile } from '#core/picked-file';
import { fileKey, type Home } from '#core/space';
import { findEncoder } from '#models/catalogue';
import { eraseDatabase } from '#store/database';
import { addPart, readModelFile } from '#store/model-files';
import { Models } from '#workers/models/models';
import { presenceOf } from '#workers/models/presence';
import { standIn } from '../encode/stand-ins';

const ENCODER = entry('tinyclip-8m/image/q8');

function entry(id: string) {
  const found = findEncoder(id);
  if (!found) throw new Error(`There is no ${id}.`);
  return found.encoder;
}

let models: Models;

beforeEach(async () => {
  vi.restoreAllMocks();
  await eraseDatabase();
  models = new Models();
  await models.open();
});
afterAll(() => eraseDatabase());

/** Picks the encoder's files, under names that say nothing. */
function picked(): Promise<PickedFile[]> {
  return Promise.all(
    ENCODER.files.map(async ({ path }, i) => {
      const name = `download (${i})`;
      return { path: name, file: new File([await standIn(ENCODER.home, path)], name) };
    }),
  );
}

test('files are recognised by their hash, whatever their name, and the encoder is ready', async () => {
  const files = await picked();
  expect(await models.handOver(files)).toEqual({ stored: files.map(({ path }) => path), unknown: [] });
  expect((await presenceOf(ENCODER)).state).toBe('ready');
});

test('a file that belongs to no model is named, and the others are stored', async () => {
  const [first] = await picked();
  const foreign = { path: 'holiday.jpg', file: new File(['holiday'], 'holiday.jpg') };
  const empty = { path: 'empty.onnx', file: new File([], 'empty.onnx') };
  expect(await models.handOver([foreign, first as PickedFile, empty])).toEqual({
    stored: ['download (0)'],
    unknown: ['holiday.jpg', 'empty.onnx'],
  });
});

test('a file that is stored already is not written again', async () => {
  const files = await picked();
  await models.handOver(files);
  const writes = [vi.spyOn(IDBObjectStore.prototype, 'put'), vi.spyOn(IDBObjectStore.prototype, 'add')];
  expect((await models.handOver(files)).stored).toHaveLength(files.length);
  for (const write of writes) expect(write).not.toHaveBeenCalled();
});

test('the half of an interrupted download is replaced', async () => {
  const [file] = ENCODER.files;
  if (!file) throw new Error('The encoder has no files.');
  await addPart(fileKey(ENCODER.home, file), 0, await new Blob(['half']).arrayBuffer());
  await models.handOver(await picked());
  const bytes = await readModelFile(ENCODER.home, file);
  expect(bytes.length).toBe((await standIn(ENCODER.home, file.path)).size);
});

describe('files without a published hash', () => {
  const UFORM = entry('uform3-multilingual/image/q8');
  const FOLDER = 'uform3-image-text-multilingual-base';

  /** Picks the folder of the repository, as it may lie below others. */
  const folder = (above: string): Promise<PickedFile[]> =>
    Promise.all(
      UFORM.files.map(async ({ path }) => ({
        path: `${above}${path}`,
        file: new File([await standIn(UFORM.home, path)], path),
      })),
    );

  test.each([`${FOLDER}/`, `Downloads/${FOLDER}/`, cached(UFORM.home)])(
    'are recognised in %s, and wait for confirmation',
    async (above) => {
      const files = await folder(above);
      expect((await models.handOver(files)).unknown).toEqual([]);
      expect(await presenceOf(UFORM)).toMatchObject({ state: 'unconfirmed' });
      await models.confirm(UFORM.id, true);
      expect((await presenceOf(UFORM)).state).toBe('ready');
      // The other model of the same layout has got nothing.
      expect((await presenceOf(entry('uform3-small/image/q8'))).state).toBe('absent');
    },
  );

  test.each(['', 'photos/', `not-${FOLDER}/`, `${FOLDER}/onnx/`])('are unknown in "%s"', async (above) => {
    const files = await folder(above);
    expect(await models.handOver(files)).toEqual({ stored: [], unknown: files.map(({ path }) => path) });
    expect((await presenceOf(UFORM)).state).toBe('absent');
  });
});

/** The place of a repository in the hub's own cache. */
function cached(home: Home): string {
  if (home.kind !== 'hub') throw new Error('It is of no public repository.');
  return `hub/models--${home.repository.replace('/', '--')}/snapshots/${home.revision}/`;
}
