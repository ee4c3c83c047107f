/** Libraries of every earlier version, opened by today's code with all their data. */

import { deleteDB } from 'idb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeWallTime } from '#core/listing';
import { fileKey } from '#core/space';
import { EVER_AFTER, wallTime } from '#core/wall-clock';
import { backgroundOf } from '#store/backgrounds';
import { allBoxes } from '#store/boxes';
import { allCards } from '#store/card-packs';
import { readChoices } from '#store/choices';
import { database, eraseDatabase } from '#store/database';
import { allFaces, faceCrops, facelessPhotos } from '#store/faces';
import { framesOf } from '#store/frames';
import { inboxFile } from '#store/inbox';
import { partsOf, readParts, storedFile } from '#store/model-files';
import { photo, photoNoOf, previewOf, thumbnailsOf } from '#store/photos';
import { allQueued, failedFiles, queueCounts } from '#store/queue';
import { keysUnder } from '#store/ranges';
import { DATABASE_NAME, DATABASE_VERSION } from '#store/schema';
import { allSearches, noteSearch } from '#store/searches';
import { allBackends, ownSpaces, setting } from '#store/settings';
import { allSources, originsOfPhoto } from '#store/sources';
import type { Database } from '#store/stores';
import { tilesOf, untiledPhotos } from '#store/tiles';
import { codesOf, photosIn, vectorsOf } from '#store/vectors';
import { unreadPhotos, wordsOf } from '#store/words';
import { leaveVersion1 } from '../../fixtures/libraries/v1';
import { leaveVersion2 } from '../../fixtures/libraries/v2';
import { leaveVersion3 } from '../../fixtures/libraries/v3';
import { leaveVersion4 } from '../../fixtures/libraries/v4';
import { leaveVersion5 } from '../../fixtures/libraries/v5';
import { leaveVersion6 } from '../../fixtures/libraries/v6';
import { leaveVersion7 } from '../../fixtures/libraries/v7';
import { leaveVersion8 } from '../../fixtures/libraries/v8';
import { leaveVersion9 } from '../../fixtures/libraries/v9';
import { leaveVersion10 } from '../../fixtures/libraries/v10';
import { leaveVersion11 } from '../../fixtures/libraries/v11';
import { leaveVersion12 } from '../../fixtures/libraries/v12';

/** Each with the number of its version. */
const LIBRARIES = [
  leaveVersion1,
  leaveVersion2,
  leaveVersion3,
  leaveVersion4,
  leaveVersion5,
  leaveVersion6,
  leaveVersion7,
  leaveVersion8,
  leaveVersion9,
  leaveVersion10,
  leaveVersion11,
  leaveVersion12,
].map((leave, i) => [i + 1, leave] as const);

/** Returns the libraries from this version on. */
const since = (first: number) => LIBRARIES.filter(([version]) => version >= first);

const START = { space: 'none', image: 'none' };

beforeEach(async () => {
  await eraseDatabase();
  await deleteDB(DATABASE_NAME);
});
afterEach(() => eraseDatabase());

test('every earlier version has a fixture', () => {
  expect(LIBRARIES.length).toBe(DATABASE_VERSION - 1);
});

describe.each(LIBRARIES)('a library of version %i', (version, leave) => {
  test('keeps its photos, their copies and their origins', async () => {
    await leave();
    expect((await database()).version).toBe(DATABASE_VERSION);
    expect((await allCards()).map(({ no, name }) => [no, name])).toEqual([
      [1, 'cat.jpg'],
      [2, 'dog.png'],
      [3, 'sea.jpg'],
    ]);
    expect(await photo(1)).toEqual({
      no: 1,
      id: 'aa',
      name: 'cat.jpg',
      width: 4000,
      height: 3000,
      color: 0x886644,
      taken: wallTime(2023, 11, 14, 17, 13, 20),
      takenFrom: 'camera',
      type: 'image/jpeg',
      bytes: 5_000_000,
      camera: 'Pixel 8',
      place: { latitude: 35.6, longitude: 139.7 },
      added: 1_710_000_000_000,
      ...(version >= 3 && { caption: 'Our cat', tags: ['pet', '家'], favourite: true }),
    });
    expect(await photoNoOf('cc')).toBe(3);
    expect(await (await thumbnailsOf([2]))[0]?.text()).toBe('thumbnail 2');
    expect(await (await previewOf(3))?.text()).toBe('preview 3');
    expect((await allSources()).map(({ id, kind, name }) => [id, kind, name])).toEqual([
      ['s1', 'folder', 'Pictures'],
      ['s2', 'files', ''],
    ]);
    expect((await originsOfPhoto(1)).map(({ path }) => path)).toEqual(['holiday/cat.jpg']);
  });

  test('has moments as the clock on the wall showed them: here New York’s, in summer and in winter', async () => {
    await leave();
    expect((await allCards()).map(({ taken }) => writeWallTime(taken))).toEqual([
      '2023-11-14T17:13:20',
      '2020-09-13T08:26:40',
      '2022-04-15T01:20:00',
    ]);
  });

  test('keeps its queue, and never reuses a number', async () => {
    await leave();
    expect((await allQueued()).map(({ key, path }) => [key, path])).toEqual([
      [4, 'waiting.jpg'],
      [5, 'torn.jpg'],
    ]);
    expect((await failedFiles()).map(({ failure }) => failure)).toEqual([
      { reason: 'damaged', detail: 'cut short' },
    ]);
    expect(await (await inboxFile(4))?.text()).toBe('waiting');
    expect(await queueCounts()).toEqual({
      done: 3,
      failed: 1,
      waiting: 1,
      run: { total: 5, done: 4, paused: false },
    });
    const { no: _, ...next } = (await photo(2)) ?? expect.fail('Photo 2 is gone.');
    expect(
      await (await database()).add('photos', { ...next, id: 'dd' } as typeof next & { no: number }),
    ).toBe(4);
  });

  test('keeps its vectors in full, and has them in 8 bits too', async () => {
    await leave();
    const db = await database();
    expect(await db.getAll('embeddings', keysUnder('starter-1'))).toEqual([
      { space: 'starter-1', photo: 1, build: 'q8', vector: Float32Array.of(1, 0) },
      { space: 'starter-1', photo: 2, build: 'q8', vector: Float32Array.of(0.6, -0.8) },
      { space: 'starter-1', photo: 3, build: 'fp32', vector: Float32Array.of(0, -1) },
    ]);
    expect(await vectorsOf('starter-1', [3, 1])).toEqual([Float32Array.of(0, -1), Float32Array.of(1, 0)]);
    const [fresh, shard] = await Array.fromAsync(codesOf('starter-1'));
    expect(fresh).toMatchObject({ photos: Uint32Array.of(3), codes: Int8Array.of(0, -127) });
    expect(shard).toMatchObject({ photos: Uint32Array.of(1, 2), codes: Int8Array.of(127, 0, 95, -127) });
    expect(shard?.scales[1]).toBeCloseTo(0.8 / 127);
    expect([...(await photosIn('another'))]).toEqual(version === 1 ? [] : [1, 2]);
  });

  test('keeps its model', async () => {
    await leave();
    const home = { kind: 'app', base: 'models/starter/' } as const;
    const file = { path: 'onnx/vision_model.onnx', bytes: 7, sha256: 'abc' };
    expect(await storedFile(fileKey(home, file))).toMatchObject({ bytes: 7, confirmed: true });
    expect(new TextDecoder().decode(await readParts(fileKey(home, file)))).toBe('weights');
  });

  test('has room for the further pictures of videos', async () => {
    await leave();
    const db = await database();
    await db.add('frames', { no: 9, photo: 1, seconds: 4 });
    expect(await framesOf([1, 2])).toEqual([{ no: 9, photo: 1, seconds: 4 }]);
  });

  test('has room for the words of its photos, none of which was read before version 9', async () => {
    await leave();
    expect(await unreadPhotos()).toEqual({ unread: version >= 9 ? [2, 3] : [1, 2, 3], total: 3 });
  });

  test('has room for faces and people, none of whom was looked for before version 10', async () => {
    await leave();
    expect(await facelessPhotos()).toEqual({ unread: version >= 10 ? [2, 3] : [1, 2, 3], total: 3 });
    const { people } = await allFaces();
    expect(people.length).toBe(version >= 10 ? 1 : 0);
    expect(await setting('findsFaces')).toBeUndefined();
  });

  test('has room for tiles, of which there were none before version 11', async () => {
    await leave();
    const unread = version >= 11 ? [2, 3] : [1, 2, 3];
    expect(await untiledPhotos('starter-1')).toEqual({ unread, total: 3 });
    expect(await setting('makesTiles')).toBeUndefined();
  });

  test('has the stores, keys and indexes of a new library', async () => {
    await leave();
    const migrated = shapeOf(await database());
    await eraseDatabase();
    expect(migrated).toEqual(shapeOf(await database()));
  });
});

describe.each(since(2))('a library of version %i', (_, leave) => {
  test('keeps its choices, the wanted encoders, and the user’s models', async () => {
    await leave();
    expect(await readChoices(START)).toEqual({
      active: { space: 'starter-1', image: 'starter-1/image/q8' },
      next: { space: 'another', image: 'another/image/fp32' },
    });
    expect(await setting('mirror')).toBe('https://mirror.example/');
    expect(await setting('wanted')).toEqual(['clip-b32/image/q4f16', 'tinyclip-8m/image/q8']);
    expect(await partsOf('def')).toEqual({ count: 1, bytes: 5 });
    expect(await ownSpaces()).toMatchObject([
      {
        id: 'own-1',
        dimension: 2,
        images: [{ graph: 'onnx/vision_model.onnx' }],
        unverified: ['neverRun', 'licence', 'tensors'],
      },
    ]);
    expect((await ownSpaces())[0]).not.toHaveProperty('unrelated');
    expect(await allBackends()).toEqual([
      {
        encoder: 'starter-1/image/q8',
        wanted: null,
        used: 'wasm',
        timings: { wasm: { min: 4, avg: 5, max: 9 } },
        refused: { webgpu: 'not there' },
      },
    ]);
  });
});

describe.each(since(3))('a library of version %i', (version, leave) => {
  test('keeps its searches, and recognises one that is repeated', async () => {
    await leave();
    const { saved, recent, remembers } = await allSearches();
    expect(saved).toMatchObject([{ id: 'x1', name: 'Dogs', text: 'a dog', filter: { tags: ['sea'] } }]);
    // Its dates too are those of the wall.
    const taken = { from: wallTime(2017, 7, 13, 22, 40), before: EVER_AFTER };
    expect([...saved, ...recent].map(({ filter }) => filter.taken)).toEqual([taken, taken, taken]);
    expect(recent.map(({ text, photo }) => [text, photo])).toEqual([
      ['', 2],
      ['cat', null],
    ]);
    expect(remembers).toBe(version !== 4);
    if (!remembers) return;
    const [, cat] = recent;
    if (cat) await noteSearch({ ...cat, at: 9 }, null);
    expect((await allSearches()).recent.map(({ text, at }) => [text, at])).toEqual([
      ['cat', 9],
      ['', 2],
    ]);
  });
});

describe.each(since(4))('a library of version %i', (_, leave) => {
  test('keeps its boxes with their keys, and the vectors of the background queries', async () => {
    await leave();
    const [box] = await allBoxes();
    expect(box).toMatchObject({ id: 'box-1', name: 'shelf', host: '10.0.0.7', port: 7650, enabled: true });
    expect(box?.key).toMatchObject({ algorithm: { name: 'HKDF' }, extractable: false });
    expect(await backgroundOf('starter-1/text', 'p1')).toEqual({
      vectors: Float32Array.of(1, 0),
      measured: {},
    });
  });
});

describe.each(since(6))('a library of version %i', (_, leave) => {
  test('keeps which kinds are left out', async () => {
    await leave();
    expect(await setting('leaveOut')).toEqual({ screenshots: true });
  });
});

describe.each(since(9))('a library of version %i', (_, leave) => {
  test('keeps the words of its photos', async () => {
    await leave();
    expect((await wordsOf(1))?.map(({ text }) => text)).toEqual(['CAT']);
  });
});

describe.each(since(10))('a library of version %i', (_, leave) => {
  test('keeps the faces in its photos, their pictures and people', async () => {
    await leave();
    const { faces, people } = await allFaces();
    expect(faces.get(1)?.map(({ person }) => person)).toEqual([1]);
    expect(people).toEqual([{ id: 1, name: 'Momo' }]);
    expect((await faceCrops([[1, 0]]))[0]?.size).toBe(1);
  });
});

describe.each(since(11))('a library of version %i', (_, leave) => {
  test('keeps the tiles of its photos', async () => {
    await leave();
    const [row] = await tilesOf('starter-1', [1]);
    expect(row?.codes).toEqual(Int8Array.of(127, 0));
  });
});

/** Returns each store with its keys and indexes. */
function shapeOf(db: Database) {
  const names = [...db.objectStoreNames];
  const tx = db.transaction(names);
  return names.map((name) => {
    const { keyPath, autoIncrement, indexNames } = tx.objectStore(name);
    return { name, keyPath, autoIncrement, indexes: [...indexNames] };
  });
}
