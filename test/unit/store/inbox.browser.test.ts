/** Copies of picked files: in parts if they are large, and gone with their files. */

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { sha256 } from '#core/hash';
import { database, eraseDatabase } from '#store/database';
import { inboxFile, inboxSidecars, keepInbox } from '#store/inbox';
import { allQueued, dropQueued, enqueue } from '#store/queue';

beforeEach(() => eraseDatabase());
afterEach(async () => {
  vi.restoreAllMocks();
  await eraseDatabase();
});

async function queue(...names: string[]): Promise<number[]> {
  const rows = names.map((name) => ({ source: 's', path: name, name, bytes: 1, modified: 0, tab: 't' }));
  return (await enqueue(rows)).map(({ key }) => key);
}

function film(): File {
  const noise = crypto.getRandomValues(new Uint8Array(65_536));
  return new File([...Array.from({ length: 300 }, () => noise), 'end'], 'film.mp4', { type: 'video/mp4' });
}

async function rows(): Promise<number[]> {
  const db = await database();
  return Promise.all([db.count('inbox'), db.count('inboxParts')]);
}

test('a large file is copied and read part by part, and is the same', async () => {
  const [key = 0] = await queue('film.mp4');
  const file = film();
  const read = vi.spyOn(Blob.prototype, 'arrayBuffer');
  await keepInbox([{ key, file, sidecars: { xmp: '<x/>' } }]);
  expect(Math.max(...read.mock.contexts.map((blob) => (blob as Blob).size))).toBe(8_000_000);
  expect(await rows()).toEqual([1, 3]);
  const copy = await inboxFile(key);
  expect(copy?.type).toBe('video/mp4');
  expect(await sha256((await copy?.arrayBuffer()) ?? new ArrayBuffer())).toBe(
    await sha256(await file.arrayBuffer()),
  );
  expect(await inboxSidecars(key)).toEqual({ xmp: '<x/>' });
  expect((await allQueued()).map(({ kept }) => kept)).toEqual([true]);
});

test('of a file that leaves the queue while it is copied nothing is left', async () => {
  const [key = 0] = await queue('film.mp4');
  const read = Blob.prototype.arrayBuffer;
  vi.spyOn(Blob.prototype, 'arrayBuffer')
    .mockImplementationOnce(function (this: Blob) {
      return read.call(this);
    })
    .mockImplementationOnce(async function (this: Blob) {
      await dropQueued([key]);
      return read.call(this);
    });
  await keepInbox([{ key, file: film() }]);
  expect(await rows()).toEqual([0, 0]);
});

test('a file that cannot be read costs its own copy', async () => {
  const [torn = 0, whole = 0] = await queue('torn.jpg', 'whole.jpg');
  vi.spyOn(Blob.prototype, 'arrayBuffer').mockRejectedValueOnce(
    new DOMException('Gone.', 'NotReadableError'),
  );
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  await keepInbox([
    { key: torn, file: new File(['torn'], 'torn.jpg') },
    { key: whole, file: new File(['whole'], 'whole.jpg') },
  ]);
  expect(await inboxFile(torn)).toBeUndefined();
  expect(await (await inboxFile(whole))?.text()).toBe('whole');
  expect((await allQueued()).map(({ kept }) => kept ?? false)).toEqual([false, true]);
});

test('a copy goes with its file, parts and all', async () => {
  const keys = await queue('film.mp4', 'photo.jpg');
  await keepInbox([
    { key: keys[0] ?? 0, file: film() },
    { key: keys[1] ?? 0, file: new File(['photo'], 'photo.jpg') },
  ]);
  expect(await rows()).toEqual([2, 4]);
  await dropQueued(keys);
  expect(await rows()).toEqual([0, 0]);
});
