import { describe, expect, test } from 'vitest';
import { walk } from '#workers/library/sources/folders';

/** A folder by what is in it: another folder, null for a file, or what reading it throws. */
interface Tree {
  [name: string]: Tree | Error | null;
}

function folderOf(name: string, tree: Tree | Error): FileSystemDirectoryHandle {
  async function* values() {
    // Some entries come before the disk gives up.
    yield { kind: 'file', name: 'first.jpg' };
    if (tree instanceof Error) throw tree;
    for (const [child, inside] of Object.entries(tree)) {
      yield inside === null ? { kind: 'file', name: child } : folderOf(child, inside);
    }
  }
  async function* keys() {
    for await (const { name } of values()) yield name;
  }
  // Tests cannot make a handle that fails; walking a folder uses these members alone.
  return { kind: 'directory', name, keys, values } as unknown as FileSystemDirectoryHandle;
}

async function walked(folder: FileSystemDirectoryHandle) {
  const unread: string[] = [];
  const found: string[] = [];
  for await (const { path } of walk(folder, (path) => unread.push(path))) found.push(path);
  return { found, unread };
}

describe('a walk', () => {
  test.each(['NotAllowedError', 'NotFoundError', 'NotReadableError'])(
    'loses only the subfolder whose reading fails with %s, and names it',
    async (name) => {
      const tree = {
        deep: { locked: new DOMException('No.', name), open: { 'b.jpg': null } },
        'c.jpg': null,
      };
      expect(await walked(folderOf('Pictures', tree))).toEqual({
        found: [
          'first.jpg',
          'deep/first.jpg',
          'deep/locked/first.jpg',
          'deep/open/first.jpg',
          'deep/open/b.jpg',
          'c.jpg',
        ],
        unread: ['deep/locked'],
      });
    },
  );

  test('enters nothing that is left out, readable or not', async () => {
    const tree = { 'lost+found': new DOMException('No.', 'NotAllowedError'), '@eaDir': { 'a.jpg': null } };
    expect(await walked(folderOf('Pictures', tree))).toEqual({ found: ['first.jpg'], unread: [] });
  });

  test('fails if the folder itself cannot be read', async () => {
    const gone = folderOf('Pictures', new DOMException('Gone.', 'NotFoundError'));
    await expect(walked(gone)).rejects.toThrow('Gone.');
  });

  test('does not take a fault of its own for a folder that cannot be read', async () => {
    const folder = folderOf('Pictures', { deep: new TypeError('A fault.') });
    await expect(walked(folder)).rejects.toThrow('A fault.');
  });
});
