import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Source } from '#core/photo';
import { eraseDatabase } from '#store/database';
import { inboxFile } from '#store/inbox';
import { allQueued, dropQueued } from '#store/queue';
import { allSources } from '#store/sources';
import { Intake } from '#workers/library/sources/intake';
import { PickedBytes } from '#workers/library/sources/picked-bytes';
import { knownFolder, lookAgain } from '#workers/library/sources/rescan';
import { fileOf, newFolder, removeFolder, write } from '../library-doubles';

let picked: PickedBytes;
let intake: Intake;
const queued = vi.fn();

beforeEach(async () => {
  await eraseDatabase();
  queued.mockReset();
  picked = new PickedBytes();
  intake = new Intake(picked, queued);
});

afterEach(() => eraseDatabase());

const paths = async () => (await allQueued()).map(({ path }) => path);

describe('picked files', () => {
  const pick = (...names: string[]) => names.map((name) => ({ file: fileOf(name, name), path: name }));

  test('are in the queue, in memory, and stored as copies', async () => {
    await intake.addFiles('files', 'a', '', pick('x.jpg', 'y.jpg'));
    const files = await allQueued();
    expect(files.map(({ path, kept }) => ({ path, kept }))).toEqual([
      { path: 'x.jpg', kept: true },
      { path: 'y.jpg', kept: true },
    ]);
    const key = files[0]?.key ?? 0;
    expect(picked.get(key)?.name).toBe('x.jpg');
    expect(await (await inboxFile(key))?.text()).toBe('x.jpg');
    expect(queued).toHaveBeenCalledTimes(1);
  });

  test('with the same name are numbered, because phones repeat names within a pick', async () => {
    await intake.addFiles('files', 'a', '', pick('image.jpg', 'image.jpg', 'image.jpg'));
    expect(await paths()).toEqual(['image.jpg', 'image.jpg (2)', 'image.jpg (3)']);
  });

  test('that their source has already are left out', async () => {
    await intake.addFiles('sample', 'sample', '', pick('x.jpg'));
    await intake.addFiles('sample', 'sample', '', pick('x.jpg', 'y.jpg'));
    expect(await paths()).toEqual(['x.jpg', 'y.jpg']);
  });

  test('that are finished before their copy is written need no copy', async () => {
    vi.spyOn(picked, 'get').mockReturnValue(undefined);
    await intake.addFiles('files', 'a', '', pick('x.jpg'));
    expect((await allQueued())[0]?.kept).toBeUndefined();
  });
});

describe('a folder', () => {
  let folder: FileSystemDirectoryHandle;
  let source: Source & { handle: FileSystemDirectoryHandle };

  beforeEach(async () => {
    folder = await newFolder('Intake');
    source = { id: 'f', kind: 'folder', name: 'Intake', added: 0, handle: folder };
    await write(folder, 'a.jpg', 'a');
    await write(folder, 'deep/b.PNG', 'b');
    await write(folder, 'notes.txt', 'no picture');
    await write(folder, '.hidden/c.jpg', 'c');
    await write(folder, '.d.jpg', 'd');
  });

  afterEach(() => removeFolder('Intake'));

  test('gives its pictures, also those in subfolders, but no hidden ones', async () => {
    expect(await intake.addFolder(source)).toMatchObject({ found: 2, unread: [] });
    expect((await paths()).sort()).toEqual(['a.jpg', 'deep/b.PNG']);
    expect((await allQueued()).every(({ handle }) => handle)).toBe(true);
  });

  test('loses only a file that cannot be read, and names it, at each look', async () => {
    vi.spyOn(FileSystemFileHandle.prototype, 'getFile').mockImplementation(async function (
      this: FileSystemFileHandle,
    ) {
      if (this.name === 'b.PNG') throw new DOMException('Not yours.', 'NotReadableError');
      return fileOf(this.name, 'a');
    });
    expect(await intake.addFolder(source)).toMatchObject({ found: 1, unread: ['Intake/deep/b.PNG'] });
    expect(await intake.addFolder(source)).toMatchObject({ found: 0, unread: ['Intake/deep/b.PNG'] });
    vi.restoreAllMocks();
  });

  test('gives only new files when it is scanned again', async () => {
    await intake.addFolder(source);
    await write(folder, 'e.jpg', 'e');
    expect(await intake.addFolder(source)).toMatchObject({ found: 1 });
    expect((await paths()).sort()).toEqual(['a.jpg', 'deep/b.PNG', 'e.jpg']);
  });

  test('is recognised when it is picked again', async () => {
    await intake.addFolder(source);
    expect((await knownFolder(await newFolder('Intake')))?.id).toBe('f');
    const other = await newFolder('Other');
    expect(await knownFolder(other)).toBeUndefined();
    await removeFolder('Other');
  });
});

describe('a rescan', () => {
  test('scans every folder that can be read, and skips one that cannot', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const [gone, here] = [await newFolder('Gone'), await newFolder('Here')];
    await intake.addFolder({ id: 'gone', kind: 'folder', name: 'Gone', added: 0, handle: gone });
    await intake.addFolder({ id: 'here', kind: 'folder', name: 'Here', added: 1, handle: here });
    await intake.addFiles('files', 'picked', '', [{ file: fileOf('x.jpg', 'x'), path: 'x.jpg' }]);
    await dropQueued((await allQueued()).map(({ key }) => key));
    await removeFolder('Gone');
    await write(here, 'new.jpg', 'n');
    expect(await lookAgain(intake)).toEqual({ found: 1, unread: ['Gone'] });
    expect(await paths()).toEqual(['new.jpg']);
    expect((await allSources()).map(({ id }) => id).sort()).toEqual(['gone', 'here', 'picked']);
    await removeFolder('Here');
  });
});
