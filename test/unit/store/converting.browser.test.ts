/** Blobs of a library of version 7 become buffers while it is in use, whatever happens meanwhile. */

import { openDB } from 'idb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { convertBlobs } from '#store/converting';
import { database, eraseDatabase } from '#store/database';
import { inboxFile, inboxSidecars } from '#store/inbox';
import { convertBatch, type Side } from '#store/migrations/blobs';
import type { OldDatabase } from '#store/migrations/step';
import { partsOf, readParts } from '#store/model-files';
import { previewOf, removePhotos, thumbnailsOf } from '#store/photos';
import { DATABASE_NAME } from '#store/schema';
import { setting } from '#store/settings';
import { leaveVersion7 } from '../../fixtures/libraries/v7';

/** Three batches of thumbnails, and as many of previews. */
const COPIES = 150;
const NOS = Array.from({ length: COPIES }, (_, i) => i + 1);
/** Of both workers, those that find the end of a store among them. */
const BATCHES = 12;
const STORES = ['thumbnails', 'previews', 'inbox', 'modelParts'] as const;

beforeEach(() => eraseDatabase());
afterEach(async () => {
  vi.restoreAllMocks();
  await eraseDatabase();
});

/** What callers get of every row that held a Blob. */
async function content() {
  const textOf = async (blob: Blob | null | undefined) => blob && `${blob.type} ${await blob.text()}`;
  const text = async (key: string) => new TextDecoder().decode(await readParts(key));
  return {
    thumbnails: await Promise.all((await thumbnailsOf(NOS)).map(textOf)),
    previews: await Promise.all((await Promise.all(NOS.map(previewOf))).map(textOf)),
    inbox: await Promise.all([4, 5].map(async (key) => textOf(await inboxFile(key)))),
    sidecars: await inboxSidecars(5),
    models: [await text('abc'), await text('def'), (await partsOf('abc')).bytes],
  };
}

/** Counts the rows that still hold Blobs. */
async function blobsLeft(): Promise<number> {
  const db = await database();
  const rows = (await Promise.all(STORES.map((store) => db.getAll(store)))).flat();
  return rows.filter((row) => row instanceof Blob || (row as { file?: unknown }).file instanceof Blob).length;
}

/** Counts writes by store and key; conversion writes no row twice. */
function countWrites(): Map<string, number> {
  const counts = new Map<string, number>();
  const put = IDBObjectStore.prototype.put;
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, value, key) {
    const row = `${this.name} ${JSON.stringify(key)}`;
    if (!this.name.endsWith('Settings')) counts.set(row, (counts.get(row) ?? 0) + 1);
    return put.call(this, value, key as IDBValidKey);
  });
  return counts;
}

const EXPECTED = {
  thumbnails: NOS.map((no) => `image/jpeg thumbnail ${no}`),
  previews: NOS.map((no) => `image/jpeg preview ${no}`),
  inbox: ['image/jpeg waiting', 'image/jpeg torn'],
  sidecars: { xmp: '<x/>' },
  models: ['weights', 'begun', 7],
};

test('killed after any batch, or in the middle of the next, it goes on there: each row is written once', async () => {
  for (let killedAfter = 0; killedAfter <= BATCHES; killedAfter++) {
    await eraseDatabase();
    await leaveVersion7(COPIES);
    expect(await content()).toEqual(EXPECTED);
    const writes = countWrites();
    const dying = (await openDB(DATABASE_NAME)) as unknown as OldDatabase;
    let done = 0;
    for (const side of ['library', 'models'] satisfies Side[]) {
      while (done < killedAfter && (await convertBatch(dying, side))) done++;
    }
    const last = convertBatch(dying, 'library').catch((error: unknown) => error);
    dying.close();
    await last;
    expect(await content()).toEqual(EXPECTED);
    await Promise.all([convertBlobs('library'), convertBlobs('models')]);
    expect(await content()).toEqual(EXPECTED);
    expect(await blobsLeft()).toBe(0);
    expect([...writes].filter(([, times]) => times !== 1)).toEqual([]);
    vi.restoreAllMocks();
  }
});

test('it records that it is done, and a later start looks at no row', async () => {
  await leaveVersion7(COPIES);
  expect(await setting('unconverted')).toEqual({ store: 'thumbnails', after: null });
  await Promise.all([convertBlobs('library'), convertBlobs('models')]);
  expect([await setting('unconverted'), await setting('unconvertedParts')]).toEqual([undefined, undefined]);
  const looks = vi.spyOn(IDBObjectStore.prototype, 'getAllKeys');
  await Promise.all([convertBlobs('library'), convertBlobs('models')]);
  expect(looks).not.toHaveBeenCalled();
});

test('a new library has nothing to convert', async () => {
  expect([await setting('unconverted'), await setting('unconvertedParts')]).toEqual([undefined, undefined]);
});

test('two tabs that convert at once write each row once', async () => {
  await leaveVersion7(COPIES);
  await database();
  const writes = countWrites();
  await Promise.all([convertBlobs('library'), convertBlobs('library'), convertBlobs('models')]);
  expect([...writes].filter(([, times]) => times !== 1)).toEqual([]);
  expect(await content()).toEqual(EXPECTED);
});

test('a photo that is removed while its batch is read stays removed', async () => {
  await leaveVersion7(COPIES);
  const read = Blob.prototype.arrayBuffer;
  vi.spyOn(Blob.prototype, 'arrayBuffer').mockImplementationOnce(async function (this: Blob) {
    await removePhotos([2]);
    return read.call(this);
  });
  await convertBlobs('library');
  expect((await thumbnailsOf([1, 2, 3])).map((thumbnail) => thumbnail !== null)).toEqual([true, false, true]);
  expect(await previewOf(2)).toBeUndefined();
});

test('a Blob whose bytes the browser has lost stays as it is, and costs no other', async () => {
  await leaveVersion7(COPIES);
  vi.spyOn(Blob.prototype, 'arrayBuffer').mockRejectedValueOnce(
    new DOMException('Gone.', 'NotReadableError'),
  );
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  await convertBlobs('library');
  await convertBlobs('models');
  expect(await blobsLeft()).toBe(1);
  expect(await setting('unconverted')).toBeUndefined();
});

test('a model file that one Blob held is cut into parts, in its order', async () => {
  await leaveVersion7();
  const bytes = crypto.getRandomValues(new Uint8Array(50_000));
  const whole = new Uint8Array(17_000_000).map((_, i) => bytes[i % bytes.length] ?? 0);
  const db = await database();
  await db.put('modelParts', new Blob([whole]), ['big', 0]);
  await db.put('modelParts', new Blob(['end']), ['big', 1]);
  await convertBlobs('models');
  expect(await partsOf('big')).toEqual({ count: 4, bytes: 17_000_003 });
  const read = await readParts('big');
  expect(new TextDecoder().decode(read.subarray(whole.length))).toBe('end');
  expect(read.subarray(0, whole.length).every((byte, i) => byte === whole[i])).toBe(true);
});
