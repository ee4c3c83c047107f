/** The library where the browser stores nothing: in the memory of its writers, and read by the other workers. */

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { wallTime } from '#core/wall-clock';
import { convertBlobs } from '#store/converting';
import { database, eraseDatabase, ownStores, whenInMemory } from '#store/database';
import { inboxFile, keepInbox } from '#store/inbox';
import { answerQuestions } from '#store/memory/answering';
import { openMemory } from '#store/memory/memory';
import { commitArrivals, removePhotos, thumbnailsOf } from '#store/photos';
import { enqueue } from '#store/queue';
import { keysUnder } from '#store/ranges';
import { setting, updateSetting } from '#store/settings';
import { packShards } from '#store/vectors';

/** Errors of browsers that refuse to store; see `isRefused`. */
const REFUSALS = [
  ['SecurityError', 'The operation is insecure.'],
  ['InvalidStateError', 'A mutation operation was attempted on a database that did not allow mutations.'],
  ['UnknownError', 'The user denied permission to access the database.'],
] as const;

ownStores('library');
beforeEach(() => vi.spyOn(console, 'warn').mockImplementation(() => undefined));
afterEach(async () => {
  await eraseDatabase();
  vi.restoreAllMocks();
});

function refuseOnce(name: string, message: string): void {
  vi.spyOn(indexedDB, 'open').mockImplementationOnce(() => {
    throw new DOMException(message, name);
  });
}

async function addPhoto(name: string): Promise<number> {
  const [file] = await enqueue([{ source: 's', path: name, name, bytes: 1, modified: 0, tab: 't' }]);
  if (!file) throw new Error('Not queued.');
  const photo = {
    id: name,
    name,
    width: 2,
    height: 1,
    color: 0,
    taken: wallTime(2024),
    takenFrom: 'file' as const,
    type: 'image/jpeg',
    bytes: 1,
    added: 1,
  };
  const copies = { thumbnail: new Blob([`t ${name}`], { type: 'image/jpeg' }), preview: new Blob(['p']) };
  const fresh = { photo, ...copies, embedding: Float32Array.of(1, 0) };
  const space = { id: 'space', dimension: 2, build: 'b' };
  const { added } = await commitArrivals([{ file, id: name, fresh }], space);
  return added[0]?.no ?? 0;
}

describe.each(REFUSALS)('refused with %s', (name, message) => {
  test('the library works in memory, and says that it is there', async () => {
    refuseOnce(name, message);
    const told = vi.fn();
    whenInMemory(told);
    const no = await addPhoto('x.jpg');
    expect(told).toHaveBeenCalledOnce();
    expect(await (await thumbnailsOf([no]))[0]?.text()).toBe('t x.jpg');
    await updateSetting('forgetful', () => true);
    expect(await setting('forgetful')).toBe(true);
    const [waiting] = await enqueue([{ source: 's', path: 'y', name: 'y', bytes: 1, modified: 0, tab: 't' }]);
    await keepInbox([{ key: waiting?.key ?? 0, file: new Blob(['copy']) }]);
    expect(await (await inboxFile(waiting?.key ?? 0))?.text()).toBe('copy');
    await packShards('space', 1);
    await removePhotos([no]);
    expect((await thumbnailsOf([no]))[0]).toBeNull();
    await convertBlobs('library');
  });
});

describe('a worker that only reads', () => {
  beforeEach(() => refuseOnce('SecurityError', 'Refused.'));

  test('reads stores, ranges and indexes of the one that writes', async () => {
    const [x, y] = [await addPhoto('x.jpg'), await addPhoto('y.jpg')];
    const reader = await openMemory(null);
    expect(await reader.count('photos')).toBe(2);
    expect((await reader.get('photos', y))?.name).toBe('y.jpg');
    expect(await reader.get('photos', 99)).toBeUndefined();
    expect(await reader.getAllKeys('photos', IDBKeyRange.lowerBound(x, true))).toEqual([y]);
    expect((await reader.getAll('embeddings', keysUnder('space'), 1)).map(({ photo }) => photo)).toEqual([x]);
    expect(await reader.getKeyFromIndex('photos', 'id', 'y.jpg')).toBe(y);
    const tx = reader.transaction(['photos', 'origins']);
    const found = await tx.objectStore('origins').index('photo').getAll(x);
    expect(found.map(({ path }) => path)).toEqual(['x.jpg']);
    expect(await reader.transaction('thumbnails').store.get(x)).toMatchObject({ type: 'image/jpeg' });
  });

  test('is told what goes wrong there', async () => {
    await database();
    const reader = await openMemory(null);
    await expect(reader.getFromIndex('photos', 'none' as 'id', 'x')).rejects.toThrow('NotFoundError');
  });

  test('gets its answer from a writer that starts later', async () => {
    const reader = await openMemory(null);
    const asked = reader.getAllKeys('modelFiles');
    // Whoever opened the channel before has been told by now that nobody answers.
    await database();
    const writer = await openMemory((store) => store === 'modelFiles');
    await writer.put('modelFiles', { key: 'k', path: 'p', bytes: 1, sha256: 's', confirmed: true });
    answerQuestions(
      (store) => store === 'modelFiles',
      async () => writer,
    );
    expect(await asked).toEqual(['k']);
    writer.close();
  });
});

test('storage that fails is not taken for one that is not there: the library may be in it', async () => {
  refuseOnce('UnknownError', 'Internal error opening backing store for indexedDB.open.');
  await expect(database()).rejects.toMatchObject({ code: 'no-storage' });
});
