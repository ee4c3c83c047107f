import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sha256 } from '#core/hash';
import type { PhotoNo } from '#core/photo';
import { wallTime } from '#core/wall-clock';
import { eraseDatabase } from '#store/database';
import { commitArrivals } from '#store/photos';
import { enqueue } from '#store/queue';
import { forgetOrigins, putSource } from '#store/sources';
import { deleteEach, filesOf } from '#workers/library/photos/deleting';

const SPACE = { id: 'test-1', dimension: 4, build: 'fp32' };

let folder: FileSystemDirectoryHandle;

beforeEach(async () => {
  await eraseDatabase();
  const root = await navigator.storage.getDirectory();
  folder = await root.getDirectoryHandle('Holiday', { create: true });
});

afterEach(async () => {
  await (await navigator.storage.getDirectory()).removeEntry('Holiday', { recursive: true });
  await eraseDatabase();
});

async function write(path: string, text: string): Promise<void> {
  const names = path.split('/');
  let into = folder;
  for (const name of names.slice(0, -1)) into = await into.getDirectoryHandle(name, { create: true });
  const file = await into.getFileHandle(names.at(-1) as string, { create: true });
  const writer = await file.createWritable();
  await writer.write(text);
  await writer.close();
}

async function names(): Promise<string[]> {
  return (await Array.fromAsync(folder.keys())).sort();
}

/** Adds a file with this content to the library, from a source of that name. */
async function bringIn(source: string, path: string, text: string): Promise<PhotoNo | undefined> {
  const handle = source === 'folder' ? { handle: folder } : {};
  await putSource({ id: source, kind: 'folder', name: source, added: 0, ...handle });
  const bytes = new TextEncoder().encode(text);
  const [file] = await enqueue([{ source, path, name: path, bytes: bytes.length, modified: 5, tab: 'this' }]);
  if (!file) throw new Error('Nothing was queued.');
  const photo = {
    id: await sha256(bytes),
    name: path,
    width: 2,
    height: 1,
    color: 0,
    taken: wallTime(2024),
    takenFrom: 'file' as const,
    type: 'image/jpeg',
    bytes: bytes.length,
    added: 1,
  };
  const blob = new Blob(['x']);
  const fresh = { photo, thumbnail: blob, preview: blob, embedding: Float32Array.of(0, 0, 0, 1) };
  const { added } = await commitArrivals([{ file, id: photo.id, fresh }], SPACE);
  return added[0]?.no;
}

describe('deleting originals', () => {
  test('deletes only the given file, also in a subfolder', async () => {
    await write('a.jpg', 'a');
    await write('deep/er/b.jpg', 'b');
    await bringIn('folder', 'a.jpg', 'a');
    const b = (await bringIn('folder', 'deep/er/b.jpg', 'b')) as PhotoNo;
    const files = await filesOf([b]);
    expect(files).toEqual([{ photo: b, source: 'folder', path: 'deep/er/b.jpg', bytes: 1, deletable: true }]);
    expect(await deleteEach(files)).toEqual([{ file: files[0], problem: null }]);
    expect(await names()).toEqual(['a.jpg', 'deep']);
    const er = await (await folder.getDirectoryHandle('deep')).getDirectoryHandle('er');
    expect(await Array.fromAsync(er.keys())).toEqual([]);
  });

  test.each([
    ['has as many bytes, but other ones', 'z'],
    ['has grown', 'a and more'],
  ])('keeps a file that %s', async (_, text) => {
    await write('a.jpg', text);
    const a = (await bringIn('folder', 'a.jpg', 'a')) as PhotoNo;
    const [deletion] = await deleteEach(await filesOf([a]));
    expect(deletion?.problem).toBe('file-changed');
    expect(await names()).toEqual(['a.jpg']);
  });

  test('reports a file that is missing, and goes on with the next', async () => {
    await write('b.jpg', 'b');
    const a = (await bringIn('folder', 'a.jpg', 'a')) as PhotoNo;
    const b = (await bringIn('folder', 'b.jpg', 'b')) as PhotoNo;
    const deletions = await deleteEach(await filesOf([a, b]));
    expect(deletions.map(({ problem }) => problem)).toEqual(['source-gone', null]);
    expect(await names()).toEqual([]);
  });

  test('marks the files that it cannot delete, and refuses to delete them', async () => {
    const a = (await bringIn('picked', 'a.jpg', 'a')) as PhotoNo;
    const files = await filesOf([a]);
    expect(files.map(({ deletable }) => deletable)).toEqual([false]);
    expect((await deleteEach(files)).map(({ problem }) => problem)).toEqual(['source-gone']);
  });

  test('reports a photo without files only when its last file is deleted', async () => {
    const a = (await bringIn('folder', 'a.jpg', 'a')) as PhotoNo;
    await bringIn('picked', 'copy.jpg', 'a');
    expect((await filesOf([a])).length).toBe(2);
    expect(await forgetOrigins([{ source: 'folder', path: 'a.jpg' }])).toEqual([]);
    expect(await forgetOrigins([{ source: 'folder', path: 'a.jpg' }])).toEqual([]);
    expect(await forgetOrigins([{ source: 'picked', path: 'copy.jpg' }])).toEqual([a]);
  });
});
