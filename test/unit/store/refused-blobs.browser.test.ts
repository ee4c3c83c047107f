/** Everything that is stored is stored without Blobs, which WebKit refuses in private windows. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { wallTime } from '#core/wall-clock';
import { eraseDatabase } from '#store/database';
import { inboxFile, keepInbox } from '#store/inbox';
import { addPart, commitFile, keepFile, readParts } from '#store/model-files';
import { commitArrivals, previewOf, thumbnailsOf } from '#store/photos';
import { enqueue } from '#store/queue';
import { refuseBlobs } from '../../e2e/taking-away';

const { put, add } = IDBObjectStore.prototype;

beforeAll(async () => {
  await eraseDatabase();
  refuseBlobs();
});
afterAll(async () => {
  Object.assign(IDBObjectStore.prototype, { put, add });
  await eraseDatabase();
});

const jpeg = (text: string) => new Blob([text], { type: 'image/jpeg' });

test('a video with its further pictures, and the copies of files', async () => {
  const [file] = await enqueue([{ source: 's', path: 'x', name: 'x', bytes: 1, modified: 0, tab: 't' }]);
  if (!file) throw new Error('Not queued.');
  await keepInbox([{ key: file.key, file: jpeg('original'), sidecars: { xmp: '<x/>' } }]);
  expect(await (await inboxFile(file.key))?.text()).toBe('original');
  const photo = {
    id: 'x',
    name: 'x',
    width: 2,
    height: 1,
    color: 0,
    taken: wallTime(2024),
    takenFrom: 'file' as const,
    type: 'video/mp4',
    bytes: 1,
    added: 1,
  };
  const embedding = Float32Array.of(1, 0);
  const frames = [{ seconds: 1, preview: jpeg('frame'), embedding }];
  const fresh = { photo, thumbnail: jpeg('thumbnail'), preview: jpeg('poster'), embedding, frames };
  const { added } = await commitArrivals([{ file, id: 'x', fresh }], { id: 's', dimension: 2, build: 'b' });
  const no = added[0]?.no ?? 0;
  const copies = [(await thumbnailsOf([no]))[0], await previewOf(no), await previewOf(no + 1)];
  expect(copies.map((copy) => copy?.type)).toEqual(['image/jpeg', 'image/jpeg', 'image/jpeg']);
  expect(await Promise.all(copies.map((copy) => copy?.text()))).toEqual(['thumbnail', 'poster', 'frame']);
});

test('a model file, in parts as they arrive or at once', async () => {
  await addPart('a', 0, Uint8Array.of(1, 2).buffer);
  await addPart('a', 1, Uint8Array.of(3).buffer);
  await commitFile({ key: 'a', path: 'a', bytes: 3, sha256: '', confirmed: true });
  expect(await readParts('a')).toEqual(Uint8Array.of(1, 2, 3));
  const whole = new Uint8Array(9_000_000).map((_, i) => i % 251);
  await keepFile({ key: 'b', path: 'b', bytes: whole.length, sha256: '', confirmed: true }, whole);
  const read = await readParts('b');
  expect(read.length).toBe(whole.length);
  expect(read.every((byte, i) => byte === i % 251)).toBe(true);
});
