import { afterEach, beforeEach, expect, test } from 'vitest';
import type { WallTime } from '#core/wall-clock';
import { awayPhotos } from '#store/away';
import { commonOfPhotos, type KeptPhoto, keptPhotos } from '#store/backup';
import { allCards } from '#store/card-packs';
import { eraseDatabase } from '#store/database';
import { mergePhotos } from '#store/merging';
import { allPhotoNos, markPhotos, photo } from '#store/photos';
import { updateSetting } from '#store/settings';
import { keepWords, wordsOf } from '#store/words';

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
  words: [{ text: 'EXIT', corners: [0, 0, 1, 0, 1, 1, 0, 1], score: 1 }],
  away: null,
};
const readWords = () => updateSetting('readsWords', () => 'on');

test('a photo that is merged into an empty library is read as it was', async () => {
  await readWords();
  expect((await mergePhotos([kept])).added).toHaveLength(1);
  expect(await keptPhotos(await allPhotoNos(), await commonOfPhotos(), 'all')).toEqual([kept]);
});

test('merging it again changes nothing', async () => {
  await mergePhotos([kept, kept]);
  const again = await mergePhotos([kept]);
  expect(again).toMatchObject({ added: [], changed: [], fresh: 0, joined: 0, encoded: new Map(), read: [] });
  expect(await allPhotoNos()).toHaveLength(1);
});

test('words come to a photo that was not read, and others stay', async () => {
  await mergePhotos([kept]);
  const [no] = (await allPhotoNos()) as [number];
  await readWords();
  expect(await mergePhotos([{ ...kept, words: [] }])).toMatchObject({ joined: 1, read: [], unwanted: 0 });
  expect(await wordsOf(no)).toEqual([]);
  expect(await mergePhotos([kept])).toMatchObject({ joined: 0, read: [] });
  expect(await wordsOf(no)).toEqual([]);
  const lines = kept.words ?? [];
  await keepWords({ photo: no, lines });
  await mergePhotos([{ ...kept, words: [] }]);
  expect(await wordsOf(no)).toEqual(lines);
});

test('no words come to a library that has none read, and they are counted', async () => {
  expect(await mergePhotos([kept])).toMatchObject({ read: [], unwanted: 1 });
  expect(await wordsOf(1)).toBeUndefined();
});

test('a photo that was in no view comes into none, and is backed up as such again', async () => {
  const ids = ['b', 'c'].map((one) => one.repeat(64));
  const [leftOut, missing] = ids.map((id) => ({ ...kept, photo: { ...kept.photo, id } }));
  const merged = await mergePhotos([
    { ...(leftOut as KeptPhoto), away: 'leftOut' },
    { ...(missing as KeptPhoto), away: 'missing' },
    kept,
  ]);
  expect(merged).toMatchObject({ fresh: 3, added: [{ no: expect.any(Number) }] });
  expect(await allCards()).toHaveLength(1);
  const again = await keptPhotos(await allPhotoNos(), await commonOfPhotos(), 'none');
  expect(again.map((one) => one.away)).toEqual(['leftOut', 'missing', null]);
  // Nobody is asked whether to remove it: no photo of a backup has a file.
  expect((await awayPhotos()).missing(true)).toEqual([]);
});

test('a photo that is in view stays in view', async () => {
  await mergePhotos([kept]);
  await mergePhotos([{ ...kept, away: 'leftOut' }]);
  expect(await allCards()).toHaveLength(1);
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
