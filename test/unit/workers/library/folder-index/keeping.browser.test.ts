import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { markPhotos } from '#store/photos';
import { forgetSource } from '#store/sources';
import { tell } from '#workers/library/events';
import { FolderIndexes } from '#workers/library/folder-index/keeping';
import { INDEX_PATH, indexIn } from '#workers/library/folder-index/place';
import { photoVerbs } from '#workers/library/photos/verbs';
import { PickedBytes } from '#workers/library/sources/picked-bytes';
import { write } from '../library-doubles';
import { IndexedFolder, numberOf } from './indexed-folder';

let folder: IndexedFolder;
let isFree = true;
let indexes: FolderIndexes;
/** No pause in between, so that only what is tested holds a writing up. */
const made = (quiet: number) => new FolderIndexes(async () => isFree, quiet);

beforeEach(async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  isFree = true;
  folder = await IndexedFolder.with({ 'a.jpg': 'red', 'trip/b.jpg': 'blue' });
  await folder.look();
  await folder.index();
  indexes = made(0);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await folder.end();
});

const state = async () => (await indexes.verbs.folderIndexes())[0];
const bytesOf = async () => new Uint8Array(await ((await indexIn(folder.handle)) as File).arrayBuffer());
const namesIn = async () => Array.fromAsync(folder.handle.keys());

/** The browser refuses to write. */
function failing(name: string): void {
  const refused = new DOMException('Refused.', name);
  vi.spyOn(FileSystemFileHandle.prototype, 'createWritable').mockRejectedValue(refused);
}

/** The disk fills up, or is gone, when some of the file is written. */
function failingLater(name: string): void {
  const createWritable = FileSystemFileHandle.prototype.createWritable;
  vi.spyOn(FileSystemFileHandle.prototype, 'createWritable').mockImplementation(async function (
    this: FileSystemFileHandle,
  ) {
    const own = await createWritable.call(this);
    return new WritableStream({
      async write(piece) {
        await own.write(piece);
        await own.abort();
        throw new DOMException('In the middle.', name);
      },
    }) as FileSystemWritableFileStream;
  });
}

test('is written at once, told, and deleted with its folder', async () => {
  expect(await indexes.verbs.keepFolderIndex('f', true)).toBeNull();
  const { size } = (await indexIn(folder.handle)) as File;
  expect(await state()).toMatchObject({
    source: 'f',
    stale: false,
    writing: null,
    trouble: null,
    written: { photos: 2, bytes: size },
  });
  expect(await namesIn()).toContain('.mitsuke');
  expect(await indexes.verbs.keepFolderIndex('f', false)).toBeNull();
  expect(await state()).toBeUndefined();
  expect((await namesIn()).sort()).toEqual(['a.jpg', 'trip']);
});

test('leaves the folder alone if something else is in it', async () => {
  await indexes.verbs.keepFolderIndex('f', true);
  await write(folder.handle, '.mitsuke/notes.txt', 'mine');
  expect(await indexes.verbs.keepFolderIndex('f', false)).toBeNull();
  expect(await indexIn(folder.handle)).toBeUndefined();
  expect(await namesIn()).toContain('.mitsuke');
});

test.each([
  ['QuotaExceededError', 'full'],
  ['NoModificationAllowedError', 'readOnly'],
  ['NotAllowedError', 'readOnly'],
  ['NotFoundError', 'gone'],
  ['AbortError', 'failed'],
])('none is kept if the first cannot be written, and nothing is left behind: %s', async (name, trouble) => {
  for (const fail of [() => failing(name), () => failingLater(name)]) {
    fail();
    expect(await indexes.verbs.keepFolderIndex('f', true)).toBe(trouble);
    vi.restoreAllMocks();
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    expect(await state()).toBeUndefined();
    expect((await namesIn()).sort()).toEqual(['a.jpg', 'trip']);
  }
});

test('the last whole one stays if a later one cannot be written, and says why until it is', async () => {
  await indexes.verbs.keepFolderIndex('f', true);
  const before = await bytesOf();
  await markPhotos([await numberOf('a.jpg')], { addTags: ['sea'] });
  failingLater('QuotaExceededError');
  expect(await indexes.verbs.writeFolderIndex('f')).toBe('full');
  expect(await bytesOf()).toEqual(before);
  expect(await state()).toMatchObject({ trouble: 'full', written: { photos: 2 } });
  vi.restoreAllMocks();
  expect(await indexes.verbs.writeFolderIndex('f')).toBeNull();
  expect(await state()).toMatchObject({ trouble: null, stale: false });
  expect((await bytesOf()).length).toBeGreaterThan(before.length);
});

test('waits for the user if the folder is no longer granted for writing, also to be deleted', async () => {
  await indexes.verbs.keepFolderIndex('f', true);
  const before = await bytesOf();
  await indexes.ranOver(new Set());
  vi.spyOn(FileSystemDirectoryHandle.prototype, 'queryPermission').mockResolvedValue('prompt');
  await indexes.ranOver(new Set(['f']));
  await expect.poll(state).toMatchObject({ stale: true, trouble: 'permission' });
  expect(await bytesOf()).toEqual(before);
  expect(await indexes.verbs.keepFolderIndex('f', false)).toBe('permission');
  expect(await state()).toBeUndefined();
  expect(await bytesOf()).toEqual(before);
});

test('is written again at the end of a run over its files, and of no other', async () => {
  await indexes.verbs.keepFolderIndex('f', true);
  const { written } = (await state()) as { written: unknown };
  await indexes.ranOver(new Set(['other']));
  expect(await state()).toMatchObject({ stale: false, written });
  await write(folder.handle, 'c.jpg', 'green');
  await folder.look();
  await folder.index();
  await indexes.ranOver(new Set(['f']));
  // A pause is in proportion to how long the last writing took.
  await expect.poll(state).toMatchObject({ stale: false, written: { photos: 3 } });
});

test('is written again when photos were marked or removed and it is quiet, not while something is indexed', async () => {
  indexes.follow();
  await indexes.verbs.keepFolderIndex('f', true);
  const photos = photoVerbs(async () => undefined, new PickedBytes());
  isFree = false;
  await photos.mark([await numberOf('a.jpg')], { addTags: ['sea'] });
  await expect.poll(state).toMatchObject({ stale: true });
  isFree = true;
  await indexes.ranOver(new Set());
  await expect.poll(state).toMatchObject({ stale: false, written: { photos: 2 } });
  await photos.removePhotos([await numberOf('a.jpg')]);
  await expect.poll(state).toMatchObject({ stale: false, written: { photos: 1 } });
});

test('is written without words once the user wants none to be read', async () => {
  indexes.follow();
  await indexes.verbs.keepFolderIndex('f', true);
  const { written } = (await state()) as { written: { at: number } };
  isFree = false;
  tell({ type: 'read', photos: null });
  await expect.poll(state).toMatchObject({ stale: true, written });
});

test('what changes while it is written makes it out of date', async () => {
  await indexes.verbs.keepFolderIndex('f', true);
  const held = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const createWritable = FileSystemFileHandle.prototype.createWritable;
  vi.spyOn(FileSystemFileHandle.prototype, 'createWritable').mockImplementationOnce(async function (
    this: FileSystemFileHandle,
  ) {
    begun.resolve();
    await held.promise;
    return createWritable.call(this);
  });
  const writing = indexes.verbs.writeFolderIndex('f');
  await begun.promise;
  isFree = false;
  await indexes.ranOver(new Set(['f']));
  held.resolve();
  expect(await writing).toBeNull();
  expect(await state()).toMatchObject({ stale: true });
});

test('a folder that leaves the library while its index is written is forgotten', async () => {
  await indexes.verbs.keepFolderIndex('f', true);
  await forgetSource('f');
  expect(await indexes.verbs.writeFolderIndex('f')).toBeNull();
  expect(await indexes.verbs.keepFolderIndex('f', false)).toBe('gone');
  expect(await state()).toBeUndefined();
});

test('is no photo, whatever is in its folder', async () => {
  await indexes.verbs.keepFolderIndex('f', true);
  await write(folder.handle, '.mitsuke/x.jpg', 'green');
  expect(INDEX_PATH.startsWith('.')).toBe(true);
  expect(await folder.look()).toEqual([]);
});
