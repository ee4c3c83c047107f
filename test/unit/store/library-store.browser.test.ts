import { deleteDB, openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { wallTime } from '#core/wall-clock';
import { allCards } from '#store/card-packs';
import { takeOver, updateChoices } from '#store/choices';
import { database, eraseDatabase } from '#store/database';
import { inboxFile, keepInbox } from '#store/inbox';
import {
  type Arrival,
  commitArrivals,
  markPhotos,
  photo,
  photoNoOf,
  removePhotos,
  thumbnailsOf,
} from '#store/photos';
import { allQueued, enqueue, failedFiles, giveUp, queueCounts, requeue } from '#store/queue';
import { DATABASE_NAME, type QueuedFile } from '#store/schema';
import { forgetSource, putSource } from '#store/sources';
import { addVectors, codesOf, embeddingsOf, packShards, photosIn, vectorsOf } from '#store/vectors';

const SPACE = { id: 'test-1', dimension: 4, build: 'fp32' };

beforeEach(() => eraseDatabase());
afterEach(() => eraseDatabase());

async function queueFiles(source: string, ...paths: string[]): Promise<QueuedFile[]> {
  await putSource({ id: source, kind: 'files', name: '', added: 0 });
  return enqueue(paths.map((path) => ({ source, path, name: path, bytes: 10, modified: 5, tab: 'this' })));
}

function arrival(file: QueuedFile, id: string, embedding = Float32Array.of(0, 0, 0, 1)): Arrival {
  const photo = {
    id,
    name: file.name,
    width: 2,
    height: 1,
    color: 0,
    taken: wallTime(2024),
    takenFrom: 'file' as const,
    type: 'image/jpeg',
    bytes: file.bytes,
    added: 1,
  };
  return { file, id, fresh: { photo, thumbnail: new Blob(['t']), preview: new Blob(['p']), embedding } };
}

/** Returns the photos that the scan will know, in order. */
async function scannable(space: string): Promise<number[]> {
  const parts = await Array.fromAsync(codesOf(space));
  return parts.flatMap(({ photos }) => [...photos]).sort((a, b) => a - b);
}

describe('a photo is added', () => {
  test('with all its data in one transaction', async () => {
    const [file] = (await queueFiles('a', 'x.jpg')) as [QueuedFile];
    await keepInbox([{ key: file.key, file: new Blob(['original']) }]);
    const { added } = await commitArrivals([arrival(file, 'hash-x')], SPACE);
    const [card] = added;
    expect(card?.name).toBe('x.jpg');
    expect(await allCards()).toEqual(added);
    expect(await scannable(SPACE.id)).toEqual([card?.no]);
    expect(await vectorsOf(SPACE.id, [card?.no ?? 0])).toEqual([Float32Array.of(0, 0, 0, 1)]);
    expect(await (await thumbnailsOf([card?.no ?? 0]))[0]?.text()).toBe('t');
    expect(await allQueued()).toEqual([]);
    expect(await inboxFile(file.key)).toBeUndefined();
    expect(await queueCounts()).toMatchObject({ done: 1, waiting: 0, failed: 0, run: { done: 1, total: 1 } });
  });

  test('only once, whatever its files are called and however many there are', async () => {
    const [x, y] = (await queueFiles('a', 'x.jpg', 'y.jpg')) as [QueuedFile, QueuedFile];
    const { added } = await commitArrivals([arrival(x, 'same'), arrival(y, 'same')], SPACE);
    expect(added.length).toBe(1);
    expect(await queueCounts()).toMatchObject({ done: 1, waiting: 0, run: { done: 2, total: 2 } });
  });

  test('not at all if its vector is not valid in the space', async () => {
    const [file] = (await queueFiles('a', 'x.jpg')) as [QueuedFile];
    const wrong = [Float32Array.of(1, 0), Float32Array.of(0, 0, 0, Number.NaN), Float32Array.of(1, 1, 1, 1)];
    for (const vector of wrong) {
      const commit = commitArrivals([arrival(file, 'hash', vector)], SPACE);
      await expect(commit).rejects.toMatchObject({ code: 'encoder-failed' });
    }
    expect(await allCards()).toEqual([]);
    expect((await allQueued()).length).toBe(1);
  });

  test('and replaces the one that its file was before', async () => {
    const [before] = (await queueFiles('a', 'x.jpg')) as [QueuedFile];
    const first = await commitArrivals([arrival(before, 'old')], SPACE);
    const [after] = (await queueFiles('a', 'x.jpg')) as [QueuedFile];
    const second = await commitArrivals([arrival(after, 'new')], SPACE);
    expect(second.removed).toEqual(first.added.map(({ no }) => no));
  });

  test('never with the number of a removed one', async () => {
    const [x] = (await queueFiles('a', 'x.jpg')) as [QueuedFile];
    const [first] = (await commitArrivals([arrival(x, 'x')], SPACE)).added;
    await removePhotos([first?.no ?? 0]);
    const [again] = (await queueFiles('a', 'x.jpg')) as [QueuedFile];
    const [second] = (await commitArrivals([arrival(again, 'x')], SPACE)).added;
    expect(second?.no).toBeGreaterThan(first?.no ?? 0);
  });
});

describe('a photo is removed', () => {
  test('with all its data, also from a packed shard', async () => {
    const paths = Array.from({ length: 103 }, (_, i) => `${i}.jpg`);
    const files = await queueFiles('a', ...paths);
    const { added } = await commitArrivals(
      files.map((file) => arrival(file, file.path)),
      SPACE,
    );
    await packShards(SPACE.id, 50);
    expect(await (await database()).count('fresh')).toBe(3);
    const numbers = added.map(({ no }) => no);
    const gone = [numbers[0], numbers[50], numbers.at(-1)] as number[];
    await removePhotos(gone);
    const left = numbers.filter((no) => !gone.includes(no));
    expect(await scannable(SPACE.id)).toEqual(left);
    expect([...(await photosIn(SPACE.id))]).toEqual(left);
    expect(await photoNoOf('50.jpg')).toBeUndefined();
    expect(await vectorsOf(SPACE.id, gone)).toEqual([undefined, undefined, undefined]);
  });

  test('from every space', async () => {
    const files = await queueFiles('a', 'x.jpg', 'y.jpg');
    const { added } = await commitArrivals(
      files.map((file) => arrival(file, file.path)),
      SPACE,
    );
    const [x = 0, y = 0] = added.map(({ no }) => no);
    const vector = Float32Array.of(1, 0);
    const rows = [x, y].map((photo) => ({ space: 'another', photo, build: 'q8', vector }));
    await addVectors(rows, 2);
    await removePhotos([x]);
    expect(await scannable(SPACE.id)).toEqual([y]);
    expect(await scannable('another')).toEqual([y]);
    expect(await vectorsOf('another', [x, y])).toEqual([undefined, vector]);
  });

  test('with its source, unless it is in another one too', async () => {
    const [x, y] = (await queueFiles('a', 'x.jpg', 'y.jpg')) as [QueuedFile, QueuedFile];
    const [z] = (await queueFiles('b', 'z.jpg')) as [QueuedFile];
    const { added } = await commitArrivals([arrival(x, 'x'), arrival(y, 'y'), arrival(z, 'x')], SPACE);
    await queueFiles('a', 'waiting.jpg');
    const { orphans } = await forgetSource('a');
    expect(orphans).toEqual(added.filter(({ name }) => name === 'y.jpg').map(({ no }) => no));
    expect(await allQueued()).toEqual([]);
  });
});

test('embeddings are read in full precision, block by block, in the order of their photos', async () => {
  const paths = Array.from({ length: 7 }, (_, i) => `${i}.jpg`);
  const files = await queueFiles('a', ...paths);
  const { added } = await commitArrivals(
    files.map((file) => arrival(file, file.path)),
    SPACE,
  );
  const parts = await Array.fromAsync(embeddingsOf(SPACE.id, 3));
  expect(parts.map(({ length }) => length)).toEqual([3, 3, 1]);
  expect(parts.flat().map(({ photo }) => photo)).toEqual(added.map(({ no }) => no));
});

test('a space that takes over deletes the vectors of all others', async () => {
  const [file] = (await queueFiles('a', 'x.jpg')) as [QueuedFile];
  const [card] = (await commitArrivals([arrival(file, 'x')], SPACE)).added;
  const row = { photo: card?.no ?? 0, build: 'q8', vector: Float32Array.of(1, 0) };
  await addVectors(
    ['another', 'third'].map((space) => ({ space, ...row })),
    2,
  );
  const next = { space: 'another', image: 'x' };
  await updateChoices({ space: SPACE.id, image: 'x' }, ({ active }) => ({ active, next }));
  expect(await takeOver(next)).toBe(true);
  const left = await Promise.all([SPACE.id, 'another', 'third'].map(scannable));
  expect(left).toEqual([[], [card?.no], []]);
});

describe('marks', () => {
  test('stay with the photo: a favourite, and unique tags in the order they were added', async () => {
    const files = await queueFiles('a', 'x.jpg', 'y.jpg');
    const { added } = await commitArrivals(
      files.map((file) => arrival(file, file.path)),
      SPACE,
    );
    const nos = added.map(({ no }) => no);
    await markPhotos(nos, { addTags: ['sea', '旅行'] });
    const cards = await markPhotos(nos, { favourite: true, addTags: ['sea', 'sun'], removeTags: ['旅行'] });
    expect(cards.map(({ favourite }) => favourite)).toEqual([true, true]);
    expect(await photo(nos[0] ?? 0)).toMatchObject({ favourite: true, tags: ['sea', 'sun'] });
    expect(await allCards()).toEqual(cards);
  });

  test('leave no trace when they are removed, and skip removed photos', async () => {
    const [file] = (await queueFiles('a', 'x.jpg')) as [QueuedFile];
    const [card] = (await commitArrivals([arrival(file, 'x')], SPACE)).added;
    const no = card?.no ?? 0;
    await markPhotos([no], { favourite: true, addTags: ['sea'] });
    expect(await markPhotos([no, 999], { favourite: false, removeTags: ['sea'] })).toEqual([card]);
    const bare = await photo(no);
    expect(bare).not.toHaveProperty('favourite');
    expect(bare).not.toHaveProperty('tags');
  });

  test('report only the photos that change, because an undo must not change the others', async () => {
    const files = await queueFiles('a', 'x.jpg', 'y.jpg');
    const { added } = await commitArrivals(
      files.map((file) => arrival(file, file.path)),
      SPACE,
    );
    const [had = 0, has = 0] = added.map(({ no }) => no);
    await markPhotos([had], { addTags: ['sea'] });
    const changed = await markPhotos([had, has], { addTags: ['sea'] });
    expect(changed.map(({ no }) => no)).toEqual([has]);
    expect(await markPhotos([had, has], { favourite: false })).toEqual([]);
  });
});

describe('a file that cannot be read', () => {
  test('stays listed with its reason, and can be tried again', async () => {
    const [file] = (await queueFiles('a', 'x.jpg')) as [QueuedFile];
    await giveUp(file.key, 'damaged', 'cut short', false);
    expect((await failedFiles())[0]?.failure).toEqual({ reason: 'damaged', detail: 'cut short' });
    expect(await queueCounts()).toMatchObject({ failed: 1, waiting: 0, run: { done: 1, total: 1 } });
    await requeue([file.key]);
    expect(await queueCounts()).toMatchObject({ failed: 0, waiting: 1, run: { done: 0, total: 1 } });
  });
});

test('a library that a newer version wrote is refused and left unchanged', async () => {
  await deleteDB(DATABASE_NAME);
  const newer = await openDB(DATABASE_NAME, 999, {
    upgrade: (db) => {
      db.createObjectStore('future');
    },
  });
  newer.close();
  await expect(database()).rejects.toMatchObject({ code: 'newer-library' });
  const still = await openDB(DATABASE_NAME);
  expect(still.version).toBe(999);
  still.close();
});
