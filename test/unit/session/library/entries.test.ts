/** Folders that were dropped in a browser without folder handles. */

import { expect, test } from 'vitest';
import { readFolder } from '#session/library/entries';
import { LOCKED, madeFile, madeFolder } from './made-entries';

test('all files of a folder have their path inside it, however many', async () => {
  const many = Array.from({ length: 250 }, (_, i) => madeFile(`${i}.jpg`));
  const holiday = madeFolder('Holiday', [madeFile('a.jpg'), madeFolder('deep', many), madeFile('c.jpg')]);
  const { name, files, unread } = await readFolder(holiday);
  expect(name).toBe('Holiday');
  expect(files.map(({ path, file }) => [path, file.name])).toEqual([
    ['a.jpg', 'a.jpg'],
    ...many.map(({ name }) => [`deep/${name}`, name]),
    ['c.jpg', 'c.jpg'],
  ]);
  expect(unread).toEqual([]);
});

test('a subfolder or file that cannot be read costs itself alone', async () => {
  const deep = madeFolder('deep', [madeFolder('locked', null), madeFile('b.jpg', true), madeFile('c.jpg')]);
  const { files, unread } = await readFolder(madeFolder('Holiday', [deep, madeFile('d.jpg')]));
  expect(files.map(({ path }) => path)).toEqual(['deep/c.jpg', 'd.jpg']);
  expect(unread).toEqual(['deep/locked', 'deep/b.jpg']);
});

test('a folder that cannot be read itself is an error', async () => {
  await expect(readFolder(madeFolder('Holiday', null))).rejects.toBe(LOCKED);
});
