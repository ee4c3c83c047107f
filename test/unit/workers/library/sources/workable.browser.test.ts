import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eraseDatabase } from '#store/database';
import { keepInbox } from '#store/inbox';
import { allQueued, enqueue, giveUp, type NewQueuedFile } from '#store/queue';
import type { QueuedFile } from '#store/schema';
import { putSource } from '#store/sources';
import { isRetriable } from '#workers/library/sources/failures';
import { readOriginal, readQueued } from '#workers/library/sources/originals';
import { PickedBytes } from '#workers/library/sources/picked-bytes';
import { sourceStates } from '#workers/library/sources/source-states';
import { livingTabs } from '#workers/library/sources/tabs';
import { workableFiles } from '#workers/library/sources/workable';
import { thisTab } from '#workers/shared/tab';
import { fileOf, newFolder, removeFolder, write } from '../library-doubles';

let folder: FileSystemDirectoryHandle;

beforeEach(async () => {
  await eraseDatabase();
  folder = await newFolder('Workable');
  await write(folder, 'deep/a.jpg', 'from the folder');
});

afterEach(async () => {
  await removeFolder('Workable');
  await eraseDatabase();
});

/** Queues one file. */
async function queue(path: string, more: Partial<NewQueuedFile> = {}): Promise<QueuedFile> {
  const row = { source: 'a', path, name: path, bytes: 1, modified: 5, tab: thisTab, ...more };
  return (await enqueue([row]))[0] as QueuedFile;
}

async function handleOf(path: string): Promise<FileSystemFileHandle> {
  const deep = await folder.getDirectoryHandle('deep');
  return deep.getFileHandle(path);
}

describe('waiting files', () => {
  test('are workable if this tab can read their bytes', async () => {
    await putSource({ id: 'f', kind: 'folder', name: 'f', added: 0, handle: folder });
    await queue('mine.jpg');
    await queue('in the folder.jpg', { source: 'f', handle: await handleOf('a.jpg') });
    const kept = await queue('kept by a tab that is gone.jpg', { tab: 'gone' });
    await keepInbox([{ key: kept.key, file: new Blob(['kept']) }]);
    const { files, locked, lost } = await workableFiles();
    expect(files.map(({ path }) => path)).toEqual([
      'mine.jpg',
      'in the folder.jpg',
      'kept by a tab that is gone.jpg',
    ]);
    expect({ locked, lost }).toEqual({ locked: 0, lost: [] });
  });

  test('that are clips wait for a still that another tab has in its memory', async () => {
    await navigator.locks.request('mitsuke-tab-other', async () => {
      await queue('a.heic', { tab: 'other' });
      await queue('b.heic');
      await queue('a.mov', { still: 'a.heic' });
      await queue('b.mov', { still: 'b.heic' });
      expect((await workableFiles()).files.map(({ path }) => path)).toEqual(['b.heic', 'b.mov']);
    });
  });

  test('are lost if they were in the memory of a closed tab', async () => {
    await queue('lost.jpg', { tab: 'gone' });
    const { files, lost } = await workableFiles();
    expect(files).toEqual([]);
    expect(lost.map(({ path }) => path)).toEqual(['lost.jpg']);
  });

  test('of another open tab are left to it', async () => {
    await queue('theirs.jpg', { tab: 'other' });
    const leave = Promise.withResolvers<void>();
    const held = navigator.locks.request('mitsuke-tab-other', () => leave.promise);
    await expect.poll(async () => (await livingTabs()).has('other')).toBe(true);
    expect(await workableFiles()).toEqual({ files: [], locked: 0, lost: [] });
    leave.resolve();
    await held;
  });

  test('that were given up do not wait any longer', async () => {
    const { key } = await queue('broken.jpg');
    await giveUp(key, 'damaged', '', false);
    expect((await workableFiles()).files).toEqual([]);
  });
});

describe('the bytes of a file', () => {
  test('come from its folder, or else from memory or the stored copy', async () => {
    const picked = new PickedBytes();
    const inFolder = await queue('a.jpg', { handle: await handleOf('a.jpg') });
    expect(await readQueued(inFolder, picked, (original) => original.text())).toBe('from the folder');
    const file = await queue('b.jpg');
    const text = async () => readQueued(file, picked, (original) => original.text());
    await keepInbox([{ key: file.key, file: new Blob(['from the copy']) }]);
    expect(await text()).toBe('from the copy');
    picked.put(file.key, 's', 'b.jpg', { file: fileOf('b.jpg', 'from memory') });
    expect(await text()).toBe('from memory');
    picked.forget(file.key);
    expect(await text()).toBe('from the copy');
  });

  test('that are missing cause source-gone', async () => {
    const read = (original: Blob) => original.text();
    const nowhere = readQueued(await queue('a.jpg'), new PickedBytes(), read);
    await expect(nowhere).rejects.toMatchObject({ code: 'source-gone' });
    const handle = await handleOf('a.jpg');
    const file = await queue('b.jpg', { handle });
    await (await folder.getDirectoryHandle('deep')).removeEntry('a.jpg');
    await expect(readQueued(file, new PickedBytes(), read)).rejects.toMatchObject({ code: 'source-gone' });
  });

  test('of a photo are read again by the path in its source', async () => {
    const source = { id: 'f', kind: 'folder' as const, name: 'f', added: 0, handle: folder };
    expect(await (await readOriginal(source, 'deep/a.jpg'))?.text()).toBe('from the folder');
    expect(await readOriginal(source, 'deep/moved.jpg')).toBeUndefined();
    expect(await readOriginal({ id: 'p', kind: 'files', name: '', added: 0 }, 'a.jpg')).toBeUndefined();
    expect(await readOriginal(undefined, 'a.jpg')).toBeUndefined();
  });

  test('in a folder can be tried again', async () => {
    await queue('a.jpg', { handle: await handleOf('a.jpg') });
    expect((await allQueued()).map(isRetriable)).toEqual([true]);
  });
});

test('a pick without photos is not listed as a source, but a folder is', async () => {
  await putSource({ id: 'f', kind: 'folder', name: 'f', added: 0, handle: folder });
  await putSource({ id: 'p', kind: 'files', name: '', added: 1 });
  expect((await sourceStates()).map(({ id, photos, locked }) => ({ id, photos, locked }))).toEqual([
    { id: 'f', photos: 0, locked: false },
  ]);
});
