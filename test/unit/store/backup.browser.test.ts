import { afterEach, beforeEach, expect, test } from 'vitest';
import type { WallTime } from '#core/wall-clock';
import { type KeptPhoto, keptPhoto, keptSpaces, mergePhotos } from '#store/backup';
import { eraseDatabase } from '#store/database';
import { allPhotoNos, markPhotos, photo } from '#store/photos';

beforeEach(() => eraseDatabase());
afterEach(() => eraseDatabase());

const bytes = (value: number) => ({ type: 'image/jpeg', bytes: Uint8Array.of(value).buffer });
const vector = (space: string) => ({ space, build: 'b', vector: Float32Array.of(1, 0) });
const kept: KeptPhoto = {
  photo: {
    id: 'a'.repeat(64),
    name: 'sea.mp4',
    width: 4,
    height: 3,
    color: 0,
    taken: 7 as WallTime,
    type: 'video/mp4',
    bytes: 1,
    takenFrom: 'file',
    added: 5,
    video: { seconds: 9, poster: 0 },
    tags: ['sea'],
  },
  thumbnail: bytes(1),
  preview: bytes(2),
  vectors: [vector('one')],
  frames: [{ seconds: 3, preview: bytes(3), vectors: [vector('one')] }],
};

test('a photo that is merged into an empty library is read as it was', async () => {
  expect((await mergePhotos([kept])).added).toHaveLength(1);
  const [no] = await allPhotoNos();
  expect(await keptPhoto(no as number, await keptSpaces(), true)).toEqual(kept);
});

test('merging it again changes nothing', async () => {
  await mergePhotos([kept, kept]);
  const again = await mergePhotos([kept]);
  expect(again).toEqual({ added: [], changed: [], encoded: new Map() });
  expect(await allPhotoNos()).toHaveLength(1);
});

test('a known photo keeps its marks, and gains tags and embeddings that it lacks', async () => {
  await mergePhotos([kept]);
  const [no] = (await allPhotoNos()) as [number];
  await markPhotos([no], { favourite: true, addTags: ['mine'], removeTags: ['sea'] });
  const merged = await mergePhotos([{ ...kept, vectors: [vector('one'), vector('two')] }]);
  expect(merged.changed).toHaveLength(1);
  expect(merged.encoded).toEqual(new Map([['two', [no]]]));
  expect(await photo(no)).toMatchObject({ favourite: true, tags: ['sea', 'mine'] });
});
