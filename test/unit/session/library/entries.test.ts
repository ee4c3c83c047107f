/** Folders that were dropped in a browser without folder handles. */

import { expect, test } from 'vitest';
import { readFolder } from '#session/library/entries';

const LOCKED = new DOMException('Not yours.', 'NotReadableError');

/**
 * The casts below: tests cannot make the browser's own entries, and reading uses these members alone.
 * @param locked whether its bytes cannot be read
 */
function file(name: string, locked = false): FileSystemEntry {
  const give = (found: (file: File) => void, fail: (error: DOMException) => void) =>
    locked ? fail(LOCKED) : found(new File([name], name));
  return { isFile: true, name, file: give } as unknown as FileSystemEntry;
}

/** @param children null if it cannot be read */
function folder(name: string, children: readonly FileSystemEntry[] | null): FileSystemDirectoryEntry {
  const createReader = () => {
    let given = 0;
    return {
      // As browsers do, it gives some at a time.
      readEntries: (found: (some: FileSystemEntry[]) => void, fail: (error: DOMException) => void) => {
        if (!children) fail(LOCKED);
        else found(children.slice(given, given + 2));
        given += 2;
      },
    };
  };
  return { isFile: false, name, createReader } as unknown as FileSystemDirectoryEntry;
}

test('all files of a folder have their path inside it', async () => {
  const holiday = folder('Holiday', [file('a.jpg'), folder('deep', [file('b.jpg')]), file('c.jpg')]);
  const { name, files, unread } = await readFolder(holiday);
  expect(name).toBe('Holiday');
  expect(files.map(({ path, file }) => [path, file.name])).toEqual([
    ['a.jpg', 'a.jpg'],
    ['deep/b.jpg', 'b.jpg'],
    ['c.jpg', 'c.jpg'],
  ]);
  expect(unread).toEqual([]);
});

test('a subfolder or file that cannot be read costs itself alone', async () => {
  const deep = folder('deep', [folder('locked', null), file('b.jpg', true), file('c.jpg')]);
  const { files, unread } = await readFolder(folder('Holiday', [deep, file('d.jpg')]));
  expect(files.map(({ path }) => path)).toEqual(['deep/c.jpg', 'd.jpg']);
  expect(unread).toEqual(['deep/locked', 'deep/b.jpg']);
});

test('a folder that cannot be read itself is an error', async () => {
  await expect(readFolder(folder('Holiday', null))).rejects.toBe(LOCKED);
});
