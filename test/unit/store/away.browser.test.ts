import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Origin, PhotoNo } from '#core/photo';
import { wallTime } from '#core/wall-clock';
import { awayCounts, awayPhotos, keepLooking, noteFiles, settlePhotos, sweepLeftOut } from '#store/away';
import { allCards } from '#store/card-packs';
import { eraseDatabase } from '#store/database';
import { allFacts } from '#store/facts';
import { commitArrivals, markPhotos, photo, photosOf, removePhotos } from '#store/photos';
import {
  type allQueued,
  dropQueued,
  enqueue,
  expectMoved,
  type NewQueuedFile,
  queueCounts,
} from '#store/queue';
import { forgetOrigins, forgetSource, originsOf, originsOfPhoto, putSource } from '#store/sources';

const SPACE = { id: 'two', dimension: 2, build: 'two' };
const NONE: ReadonlySet<PhotoNo> = new Set();

beforeEach(async () => {
  await eraseDatabase();
  await putSource({ id: 's', kind: 'folder', name: 'S', added: 0 });
});

afterEach(() => eraseDatabase());

/** Commits a file whose bytes are a hash. */
async function commit(path: string, hash: string, more: Partial<NewQueuedFile> = {}, tags?: string[]) {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const facts = { source: 's', bytes: hash.length, modified: 5, tab: 't', ...more };
  const [file] = await enqueue([{ ...facts, path, name }]);
  return commitQueued(file as NonNullable<typeof file>, hash, tags);
}

function commitQueued(file: Awaited<ReturnType<typeof allQueued>>[number], hash: string, tags?: string[]) {
  const { name, bytes } = file;
  const facts = {
    type: 'image/jpeg',
    width: 1,
    height: 1,
    color: 0,
    taken: wallTime(2024),
    takenFrom: 'file' as const,
  };
  const fresh = {
    photo: { ...facts, id: hash, name, bytes, added: 100, ...(tags && { tags }) },
    thumbnail: new Blob(['t']),
    preview: new Blob(['p']),
    embedding: Float32Array.of(1, 0),
  };
  return commitArrivals([{ file, id: hash, fresh }], SPACE);
}

const names = async () => (await allCards()).map(({ name }) => name).sort();
const fileAt = async (path: string) => (await originsOf('s')).find((one) => one.path === path) as Origin;
const paths = async (no: PhotoNo) => (await originsOfPhoto(no)).map(({ path }) => path);
const gone = async (...all: string[]) => noteFiles(await Promise.all(all.map(fileAt)), [], NONE);

describe('a file that is gone', () => {
  test('takes its photo out of cards, facts and counts, and brings it back as it was', async () => {
    await commit('a.jpg', 'a');
    await commit('b.jpg', 'b');
    await markPhotos([1], { favourite: true, addTags: ['cat'] });
    expect(await gone('a.jpg')).toEqual({ back: [], left: [1], changed: [] });
    expect(await names()).toEqual(['b.jpg']);
    expect((await allFacts()).map(({ no }) => no)).toEqual([2]);
    expect(await queueCounts()).toMatchObject({ done: 1 });
    expect(await awayCounts(['s'])).toEqual([{ missing: 1, awaited: 0, leftOut: 0 }]);

    const { back } = await noteFiles([], [await fileAt('a.jpg')], NONE);
    expect(back).toMatchObject([{ no: 1, favourite: true }]);
    expect((await photo(1))?.tags).toEqual(['cat']);
    expect(await names()).toEqual(['a.jpg', 'b.jpg']);
    expect((await awayPhotos()).size).toBe(0);
  });

  test('costs nothing but a place if the photo has another file, whose name it takes', async () => {
    await commit('a.jpg', 'a');
    await commit('copy.jpg', 'a');
    expect(await gone('a.jpg')).toMatchObject({ left: [], changed: [{ no: 1, name: 'copy.jpg' }] });
    expect(await paths(1)).toEqual(['copy.jpg']);
    expect(await gone('copy.jpg')).toMatchObject({ left: [1] });
  });

  test('is left alone if it has changed in the store since the look began', async () => {
    await commit('a.jpg', 'a');
    const before = await fileAt('a.jpg');
    await commit('a.jpg', 'edited');
    expect(await noteFiles([before], [], NONE)).toEqual({ back: [], left: [], changed: [] });
    await removePhotos([2]);
    expect(await noteFiles([before], [], NONE)).toEqual({ back: [], left: [], changed: [] });
  });

  test('is offered until the user keeps looking, or removes its photo', async () => {
    await commit('a.jpg', 'a');
    await commit('b.jpg', 'b');
    await gone('a.jpg', 'b.jpg');
    await keepLooking();
    expect(await awayCounts(['s'])).toEqual([{ missing: 0, awaited: 2, leftOut: 0 }]);
    await removePhotos([1]);
    expect((await awayPhotos()).missing()).toEqual([2]);
    expect(await originsOf('s')).toHaveLength(1);
  });
});

describe('a moved file', () => {
  test('stays in view until it is read, and then has one place', async () => {
    await commit('a.jpg', 'a');
    const [file] = await enqueue([
      { source: 's', path: 'trip/b.jpg', name: 'b.jpg', bytes: 1, modified: 5, tab: 't' },
    ]);
    const old = await fileAt('a.jpg');
    const moved = await expectMoved([old]);
    expect([...moved]).toEqual([1]);
    expect(await noteFiles([old], [], moved)).toEqual({ back: [], left: [], changed: [] });
    expect(await names()).toEqual(['a.jpg']);
    // A second look, or that of another tab, changes nothing.
    expect([...(await expectMoved([old]))]).toEqual([1]);
    const committed = await commitQueued(file as NonNullable<typeof file>, 'a');
    expect(committed).toMatchObject({ added: [], removed: [], changed: [{ no: 1, name: 'b.jpg' }] });
    expect(await paths(1)).toEqual(['trip/b.jpg']);
  });

  test('that turns out to be another one takes the photo out of view', async () => {
    await commit('a.jpg', 'a');
    const [file] = await enqueue([
      { source: 's', path: 'b.jpg', name: 'b.jpg', bytes: 1, modified: 5, tab: 't' },
    ]);
    const old = await fileAt('a.jpg');
    await noteFiles([old], [], await expectMoved([old]));
    const committed = await commitQueued(file as NonNullable<typeof file>, 'x');
    expect(committed).toMatchObject({ added: [{ no: 2 }], removed: [1] });
    expect(await names()).toEqual(['b.jpg']);
  });

  test('that left the queue unread is settled by the next look', async () => {
    await commit('a.jpg', 'a');
    const [file] = await enqueue([
      { source: 's', path: 'b.jpg', name: 'b.jpg', bytes: 1, modified: 5, tab: 't' },
    ]);
    const old = await fileAt('a.jpg');
    await noteFiles([old], [], await expectMoved([old]));
    await dropQueued([file?.key ?? 0]);
    expect(await settlePhotos([1])).toMatchObject({ left: [1] });
  });

  test('brings back a photo that was missing, without a second place', async () => {
    await commit('a.jpg', 'a');
    await gone('a.jpg');
    expect(await commit('elsewhere/a2.jpg', 'a', { found: true })).toMatchObject({
      added: [{ no: 1, name: 'a2.jpg' }],
      found: [],
    });
    expect(await paths(1)).toEqual(['elsewhere/a2.jpg']);
  });

  test('is paired with one photo, however many have its size and date', async () => {
    for (const hash of ['a', 'b', 'c']) await commit(`${hash}.jpg`, hash);
    await enqueue([{ source: 's', path: 'd.jpg', name: 'd.jpg', bytes: 1, modified: 5, tab: 't' }]);
    expect((await expectMoved(await originsOf('s'))).size).toBe(1);
  });
});

describe('a file that another program edits', () => {
  test('gives favourite and tags to its new bytes, beside those that these bring; the old photo goes', async () => {
    await commit('a.jpg', 'a');
    await markPhotos([1], { favourite: true, addTags: ['cat'] });
    const edit = await commit('a.jpg', 'edited', {}, ['dog']);
    expect(edit).toMatchObject({ added: [{ no: 2, favourite: true }], removed: [1], found: [] });
    expect(await photosOf([1, 2])).toMatchObject([
      { no: 2, favourite: true, tags: ['cat', 'dog'], added: 100 },
    ]);
  });

  test('leaves the old photo where it has another file', async () => {
    await commit('a.jpg', 'a');
    await commit('copy.jpg', 'a');
    await markPhotos([1], { addTags: ['cat'] });
    expect(await commit('a.jpg', 'edited')).toMatchObject({
      removed: [],
      changed: [{ no: 1, name: 'copy.jpg' }],
    });
    expect((await photosOf([1, 2])).map(({ tags }) => tags)).toEqual([['cat'], ['cat']]);
  });

  test('and makes equal to another photo gives its marks to that one', async () => {
    await commit('a.jpg', 'a');
    await commit('b.jpg', 'b');
    await markPhotos([1], { favourite: true });
    expect(await commit('a.jpg', 'b')).toMatchObject({
      added: [],
      removed: [1],
      changed: [{ no: 2, favourite: true }],
    });
  });

  test('keeps its photo if the bytes are the same', async () => {
    await commit('a.jpg', 'a');
    expect(await commit('a.jpg', 'a', { modified: 9 })).toMatchObject({
      added: [],
      removed: [],
      changed: [],
    });
    expect((await fileAt('a.jpg')).modified).toBe(9);
  });
});

describe('files that the user leaves out', () => {
  test('hide their photos, and bring them back', async () => {
    await commit('a.jpg', 'a');
    await commit('trip/b.jpg', 'b');
    const inTrip = ({ path }: Origin) => path.startsWith('trip/');
    expect(await sweepLeftOut(inTrip)).toMatchObject({ left: [2] });
    expect(await sweepLeftOut(inTrip)).toEqual({ back: [], left: [], changed: [] });
    expect(await names()).toEqual(['a.jpg']);
    expect(await awayCounts(['s'])).toEqual([{ missing: 0, awaited: 0, leftOut: 1 }]);
    expect(await sweepLeftOut(() => false)).toMatchObject({ back: [{ no: 2 }] });
    expect(await names()).toEqual(['a.jpg', 'b.jpg']);
  });

  test('are out from the start if the rule is older than they are', async () => {
    const [file] = await enqueue([
      { source: 's', path: 'i.png', name: 'i.png', bytes: 1, modified: 5, tab: 't' },
    ]);
    const facts = {
      type: 'image/png',
      width: 1,
      height: 1,
      color: 0,
      taken: wallTime(2024),
      takenFrom: 'file' as const,
    };
    const fresh = {
      photo: { ...facts, id: 'i', name: 'i.png', bytes: 1, added: 1 },
      thumbnail: new Blob(['t']),
      preview: new Blob(['p']),
      embedding: Float32Array.of(1, 0),
    };
    const arrival = { file: file as NonNullable<typeof file>, id: 'i', leftOut: true, fresh };
    expect(await commitArrivals([arrival], SPACE)).toMatchObject({ added: [], removed: [1], found: [] });
    expect(await names()).toEqual([]);
  });

  test('keep a photo in the library whose other file is deleted or whose other source is removed', async () => {
    await putSource({ id: 'other', kind: 'folder', name: 'O', added: 0 });
    for (const hash of ['a', 'b']) {
      await commit(`${hash}.jpg`, hash);
      await commit(`${hash}.jpg`, hash, { source: 'other' });
    }
    await sweepLeftOut(({ source }) => source === 's');
    expect(await forgetOrigins([{ source: 'other', path: 'a.jpg' }])).toEqual([]);
    expect(await forgetSource('other')).toEqual({ orphans: [], others: [2] });
    expect(await settlePhotos([1, 2])).toMatchObject({ left: [1, 2] });
    expect(await names()).toEqual([]);
  });
});
