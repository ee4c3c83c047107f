import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { wallTime } from '#core/wall-clock';
import { dropSpaces, readChoices, takeOver, updateChoices } from '#store/choices';
import { eraseDatabase } from '#store/database';
import { commitArrivals } from '#store/photos';
import { enqueue } from '#store/queue';
import { addVectors, photosIn } from '#store/vectors';

const START = { space: 'start', image: 'start/q8' };
const SECOND = { space: 'second', image: 'second/q8' };
const THIRD = { space: 'third', image: 'third/q8' };

beforeEach(() => eraseDatabase());
afterEach(async () => {
  vi.restoreAllMocks();
  await eraseDatabase();
});

/** Adds a photo with an embedding in the first space and in these. @returns its number */
async function encodeFor(...spaces: string[]): Promise<number> {
  const [file] = await enqueue([{ source: 'a', path: 'x', name: 'x', bytes: 1, modified: 1, tab: 'this' }]);
  if (!file) throw new Error('The queue took nothing.');
  const photo = {
    id: 'x',
    name: 'x',
    width: 1,
    height: 1,
    color: 0,
    taken: wallTime(2024),
    takenFrom: 'file' as const,
    type: 'image/jpeg',
    bytes: 1,
    added: 1,
  };
  const embedding = Float32Array.of(1, 0);
  const fresh = { photo, thumbnail: new Blob(), preview: new Blob(), embedding };
  const space = { id: START.space, dimension: 2, build: 'q8' };
  const { added } = await commitArrivals([{ file, id: 'x', fresh }], space);
  const no = added[0]?.no ?? 0;
  await addVectors(
    spaces.map((space) => ({ space, photo: no, build: 'q8', vector: embedding })),
    2,
  );
  return no;
}

test('a transaction that aborts between the two choices leaves both unchanged', async () => {
  await updateChoices(START, () => ({ active: START, next: SECOND }));
  const put = IDBObjectStore.prototype.put;
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, value, key) {
    const request = put.call(this, value, key);
    if (key === 'next') this.transaction.abort();
    return request;
  });
  await expect(updateChoices(START, () => ({ active: SECOND, next: THIRD }))).rejects.toThrow();
  vi.restoreAllMocks();
  expect(await readChoices(START)).toEqual({ active: START, next: SECOND });
});

test('two concurrent changes run in turn, and the second sees the result of the first', async () => {
  const seen: unknown[] = [];
  const to = (next: typeof SECOND) => (before: { active: typeof START; next: typeof START | null }) => {
    seen.push(before.next);
    return { active: before.active, next };
  };
  await Promise.all([updateChoices(START, to(SECOND)), updateChoices(START, to(THIRD))]);
  expect(seen).toEqual([null, SECOND]);
  expect(await readChoices(START)).toEqual({ active: START, next: THIRD });
});

test('the vectors of a cancelled next space are deleted, and those of the active one stay', async () => {
  const photo = await encodeFor(SECOND.space);
  await updateChoices(START, ({ active }) => ({ active, next: SECOND }));
  await updateChoices(START, ({ active }) => ({ active, next: THIRD }));
  expect([...(await photosIn(SECOND.space))]).toEqual([]);
  expect([...(await photosIn(START.space))]).toEqual([photo]);
});

test('another build of the next space keeps its vectors', async () => {
  const photo = await encodeFor(SECOND.space);
  await updateChoices(START, ({ active }) => ({ active, next: SECOND }));
  await updateChoices(START, ({ active }) => ({ active, next: { ...SECOND, image: 'second/fp32' } }));
  expect([...(await photosIn(SECOND.space))]).toEqual([photo]);
});

test('a space that another tab has cancelled does not take over, because it has no vectors', async () => {
  const photo = await encodeFor(SECOND.space);
  await updateChoices(START, ({ active }) => ({ active, next: SECOND }));
  // One tab is about to finish the change while the other cancels it.
  await updateChoices(START, ({ active }) => ({ active, next: null }));
  expect(await takeOver(SECOND)).toBe(false);
  expect(await readChoices(START)).toEqual({ active: START, next: null });
  expect([...(await photosIn(START.space))]).toEqual([photo]);
});

test('what a library was never asked stays open while a next space is chosen', async () => {
  await updateChoices(START, ({ active }) => ({ active, next: SECOND }));
  expect(await readChoices(THIRD)).toEqual({ active: THIRD, next: SECOND });
});

test('a space that is to be kept loses nothing: neither when another is chosen nor when that takes over', async () => {
  const isSecond = (space: string) => space === SECOND.space;
  const photo = await encodeFor(SECOND.space, THIRD.space);
  await updateChoices(START, ({ active }) => ({ active, next: SECOND }));
  await updateChoices(START, ({ active }) => ({ active, next: THIRD }), isSecond);
  expect(await takeOver(THIRD, isSecond)).toBe(true);
  expect([...(await photosIn(SECOND.space))]).toEqual([photo]);
  expect([...(await photosIn(START.space))]).toEqual([]);
});

test('a space that is gone for good is let go of with its choice, and no other is', async () => {
  const photo = await encodeFor(SECOND.space);
  await updateChoices(START, () => ({ active: SECOND, next: THIRD }));
  const writes = vi.spyOn(IDBDatabase.prototype, 'transaction');
  await dropSpaces((space) => space === 'nobody');
  expect(writes.mock.calls.map(([, mode]) => mode)).not.toContain('readwrite');
  await dropSpaces((space) => space === SECOND.space);
  expect(await readChoices(START)).toEqual({ active: START, next: THIRD });
  expect([...(await photosIn(SECOND.space))]).toEqual([]);
  expect([...(await photosIn(START.space))]).toEqual([photo]);
});
