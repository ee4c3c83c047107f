/** Photos whose space this build does not have: what is told of them, and what becomes of their vectors. */

import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PhotoNo } from '#core/photo';
import type { Choice } from '#core/space';
import { wallTime } from '#core/wall-clock';
import { DEFAULT_CHOICE } from '#models/default-choice';
import { readChoices, updateChoices } from '#store/choices';
import { eraseDatabase } from '#store/database';
import { commitArrivals } from '#store/photos';
import { enqueue } from '#store/queue';
import { photosIn } from '#store/vectors';
import { SpaceChange } from '#workers/library/indexing/changing';
import { runParts, SPACE } from '../library-doubles';

const STARTER_SPACE = DEFAULT_CHOICE.space;

let change: SpaceChange;

beforeEach(async () => {
  await eraseDatabase();
  change = new SpaceChange();
});
afterEach(() => eraseDatabase());

/** A library of photos with these previews, encoded in a space. Nobody ever chose one unless `chosen` is given. */
async function libraryIn(space: string, previews: readonly string[], chosen?: Choice): Promise<PhotoNo[]> {
  const files = await enqueue(
    previews.map((name) => ({ source: 'a', path: name, name, bytes: 1, modified: 1, tab: 'this' })),
  );
  const arrivals = files.map((file) => {
    const facts = {
      width: 1,
      height: 1,
      color: 0,
      taken: wallTime(2024),
      takenFrom: 'file',
      type: 'image/jpeg',
    } as const;
    const photo = { id: file.name, name: file.name, bytes: 1, added: 1, ...facts };
    const copies = { thumbnail: new Blob(['t']), preview: new Blob([file.name]) };
    return { file, id: file.name, fresh: { photo, ...copies, embedding: Float32Array.of(1, 0) } };
  });
  const { added } = await commitArrivals(arrivals, { id: space, dimension: 2, build: 'fp32' });
  if (chosen) await updateChoices(DEFAULT_CHOICE, () => ({ active: chosen, next: null }));
  return added.map(({ no }) => no);
}

/** As a run does it. @returns the photos that were told of */
async function fill(): Promise<PhotoNo[]> {
  const told: PhotoNo[] = [];
  const parts = runParts();
  const target = { ...parts.target, space: { ...SPACE, id: STARTER_SPACE } };
  await change.look();
  await change.work(
    await change.missing(),
    { ...parts, target },
    async (photos) => void told.push(...photos),
  );
  await change.finish();
  return told;
}

const sorted = (photos: Iterable<PhotoNo>) => [...photos].sort((a, b) => a - b);

test.each([
  ['that was chosen', { space: 'starter-1', image: 'starter/image/fp32' }],
  ['that nobody ever chose', undefined],
])('a library of the retired starter %s is encoded anew, and only then its vectors go', async (_, chosen) => {
  const photos = await libraryIn('starter-1', ['red', 'blue'], chosen);
  await change.look();
  expect(change.progress()).toEqual({ done: 0, total: 2 });
  expect(sorted(await photosIn('starter-1'))).toEqual(photos);
  expect(sorted(await fill())).toEqual(photos);
  expect(change.progress()).toBeNull();
  expect(sorted(await photosIn(STARTER_SPACE))).toEqual(photos);
  expect(await photosIn('starter-1')).toEqual(new Set());
  expect(await readChoices(DEFAULT_CHOICE)).toEqual({ active: DEFAULT_CHOICE, next: null });
});

test('a library of an unknown space is filled for the starter and keeps its choice and its vectors', async () => {
  const chosen = { space: 'tomorrow-1', image: 'tomorrow-1/image/q8' };
  const photos = await libraryIn(chosen.space, ['red', 'blue'], chosen);
  expect(sorted(await fill())).toEqual(photos);
  expect(sorted(await photosIn(STARTER_SPACE))).toEqual(photos);
  expect(sorted(await photosIn(chosen.space))).toEqual(photos);
  expect((await readChoices(DEFAULT_CHOICE)).active).toEqual(chosen);
});

test('a photo that cannot be encoded any more does not keep the others waiting, and is not tried for ever', async () => {
  const [, blue] = await libraryIn('starter-1', ['damaged', 'blue']);
  expect(await fill()).toEqual([blue]);
  expect(change.progress()).toBeNull();
  expect(await change.missing()).toEqual([]);
  expect(await photosIn('starter-1')).toEqual(new Set());
});

test('where nothing is missing there is nothing to tell and nothing to do', async () => {
  await libraryIn(STARTER_SPACE, ['red']);
  await change.look();
  expect(change.progress()).toBeNull();
  expect(await change.missing()).toEqual([]);
});
