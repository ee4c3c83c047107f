import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { awayPhotos } from '#store/away';
import { allCards } from '#store/card-packs';
import { eraseDatabase } from '#store/database';
import { markPhotos, photosOf } from '#store/photos';
import { allQueued, failedFiles, giveUp } from '#store/queue';
import { updateSetting } from '#store/settings';
import { allSources, originsOf } from '#store/sources';
import { runPipeline } from '#workers/library/indexing/pipeline';
import { Intake } from '#workers/library/sources/intake';
import { changeFolder, changeKinds, subfoldersOf, sweepIfNeeded } from '#workers/library/sources/leaving-out';
import { PickedBytes } from '#workers/library/sources/picked-bytes';
import { lookAgain, noteUnread } from '#workers/library/sources/rescan';
import { newFolder, removeFolder, runParts, write } from '../library-doubles';

let folder: FileSystemDirectoryHandle;
let intake: Intake;

beforeEach(async () => {
  await eraseDatabase();
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  folder = await newFolder('Look');
  intake = new Intake(new PickedBytes(), () => undefined);
  // One after the other, because a walk has no order and the photos' numbers are to be known.
  await write(folder, 'a.jpg', 'red');
  await intake.addFolder({ id: 'f', kind: 'folder', name: 'Look', added: 0, handle: folder });
  await index();
  await write(folder, 'trip/b.jpg', 'blue');
  await look();
  await index();
});

afterEach(async () => {
  vi.restoreAllMocks();
  await removeFolder('Look').catch(() => undefined);
  await eraseDatabase();
});

/** Indexes what waits, as the indexer does. */
async function index(): Promise<void> {
  await runPipeline(await allQueued(), {
    ...runParts(),
    picked: new PickedBytes(),
    committed: async () => undefined,
    failed: async ({ key }, reason, detail) => void (await giveUp(key, reason, detail, true)),
  });
}

const look = () => lookAgain(intake);
const names = async () => (await allCards()).map(({ name }) => name).sort();
const paths = async () => (await originsOf('f')).map(({ path }) => path).sort();
const missing = async () => (await awayPhotos()).missing();

async function remove(path: string): Promise<void> {
  const steps = path.split('/');
  const name = steps.pop() as string;
  let from = folder;
  for (const step of steps) from = await from.getDirectoryHandle(step);
  await from.removeEntry(name, { recursive: true });
}

describe('a look at a folder', () => {
  test('that has not changed does nothing', async () => {
    expect(await look()).toEqual({ found: 0, unread: [] });
    expect([await allQueued(), await names()]).toEqual([[], ['a.jpg', 'b.jpg']]);
  });

  test('finds what was deleted, and what is back', async () => {
    await remove('a.jpg');
    await look();
    expect([await names(), await missing()]).toEqual([['b.jpg'], [1]]);
    await look();
    expect(await missing()).toEqual([1]);
    // Restored from a backup, which gives it another date.
    await write(folder, 'a.jpg', 'red');
    await look();
    await index();
    expect([await names(), await missing()]).toEqual([['a.jpg', 'b.jpg'], []]);
    expect((await allCards()).map(({ no }) => no)).toEqual([1, 2]);
  });

  test('follows a file from one folder to another', async () => {
    const other = await newFolder('Other');
    await write(other, 'x.jpg', 'green');
    await intake.addFolder({ id: 'o', kind: 'folder', name: 'Other', added: 0, handle: other });
    await index();
    await remove('a.jpg');
    await write(other, 'moved.jpg', 'red');
    await look();
    await index();
    expect([await names(), await missing()]).toEqual([['b.jpg', 'moved.jpg', 'x.jpg'], []]);
    expect([await paths(), (await originsOf('o')).length]).toEqual([['trip/b.jpg'], 2]);
    await removeFolder('Other');
  });

  test('tries a file again that was met half-copied, and forgets a failed one that is gone', async () => {
    await write(folder, 'c.jpg', 'damaged');
    await write(folder, 'd.jpg', 'damaged');
    await look();
    await index();
    expect((await failedFiles()).map(({ path }) => path).sort()).toEqual(['c.jpg', 'd.jpg']);
    expect(await look()).toMatchObject({ found: 0 });
    await write(folder, 'c.jpg', 'a whole red one');
    await remove('d.jpg');
    expect(await look()).toMatchObject({ found: 1 });
    expect(await failedFiles()).toEqual([]);
    await index();
    expect(await names()).toEqual(['a.jpg', 'b.jpg', 'c.jpg']);
  });

  test('keeps everything below a subfolder that cannot be read', async () => {
    const values = FileSystemDirectoryHandle.prototype.values;
    vi.spyOn(FileSystemDirectoryHandle.prototype, 'values').mockImplementation(function (
      this: FileSystemDirectoryHandle,
    ) {
      if (this.name === 'trip') throw new DOMException('No.', 'NotAllowedError');
      return values.call(this);
    });
    expect(await look()).toEqual({ found: 0, unread: ['Look/trip'] });
    expect([await names(), await missing()]).toEqual([['a.jpg', 'b.jpg'], []]);
  });

  test('keeps everything if the folder is gone, or is empty as the place of a disk that is not mounted', async () => {
    for (const path of ['a.jpg', 'trip']) await remove(path);
    expect(await look()).toEqual({ found: 0, unread: ['Look'] });
    expect(await names()).toEqual(['a.jpg', 'b.jpg']);
    await removeFolder('Look');
    expect(await look()).toEqual({ found: 0, unread: ['Look'] });
    expect([await names(), await missing()]).toEqual([['a.jpg', 'b.jpg'], []]);
  });

  test('in two tabs at once queues each file once', async () => {
    await write(folder, 'c.jpg', 'green');
    const [one, other] = await Promise.all([
      look(),
      lookAgain(new Intake(new PickedBytes(), () => undefined)),
    ]);
    expect(one.found + other.found).toBe(1);
    expect((await allQueued()).map(({ path }) => path)).toEqual(['c.jpg']);
  });

  test('after one that a closed tab did not finish goes on where that stood', async () => {
    await remove('a.jpg');
    await write(folder, 'moved.jpg', 'red');
    // The tab was closed after it had queued the moved file, and before it noted what is gone.
    await intake.addFolder({ id: 'f', kind: 'folder', name: 'Look', added: 0, handle: folder });
    expect(await names()).toEqual(['a.jpg', 'b.jpg']);
    await look();
    await index();
    expect([await names(), await paths(), await missing()]).toEqual([
      ['b.jpg', 'moved.jpg'],
      ['moved.jpg', 'trip/b.jpg'],
      [],
    ]);
  });

  test('sees a file again that has changed while it was read', async () => {
    await write(folder, 'c.jpg', 'green');
    await look();
    const reads = vi.spyOn(Blob.prototype, 'arrayBuffer').mockImplementationOnce(async () => {
      throw new DOMException('It has changed.', 'NotReadableError');
    });
    await index();
    const sizes = (reads.mock.contexts as Blob[]).map(({ size }) => size);
    // Once in vain. The others are made pictures, stored.
    expect(sizes.filter((size) => size === 'green'.length)).toHaveLength(2);
    expect([await names(), await failedFiles()]).toEqual([['a.jpg', 'b.jpg', 'c.jpg'], []]);
  });

  test('notes the size and date that a file had when it was read, not when it was listed', async () => {
    await write(folder, 'c.jpg', 'gre');
    await look();
    await write(folder, 'c.jpg', 'green');
    await index();
    expect((await originsOf('f')).find(({ path }) => path === 'c.jpg')?.bytes).toBe(5);
    expect(await look()).toMatchObject({ found: 0 });
  });
});

test('what cannot be read is named once, and again after it could be read', async () => {
  expect(await noteUnread(['Look/a', 'Look/b'])).toEqual(['Look/a', 'Look/b']);
  expect(await noteUnread(['Look/a', 'Look/c'])).toEqual(['Look/c']);
  const asked = vi.spyOn(IDBDatabase.prototype, 'transaction');
  const wrote = () => asked.mock.calls.some(([, mode]) => mode === 'readwrite');
  expect([await noteUnread(['Look/a', 'Look/c']), wrote()]).toEqual([[], false]);
  expect([await noteUnread([]), wrote()]).toEqual([[], true]);
  asked.mockClear();
  expect([await noteUnread([]), wrote()]).toEqual([[], false]);
  asked.mockRestore();
  expect(await noteUnread(['Look/a'])).toEqual(['Look/a']);
});

describe('a subfolder that is left out', () => {
  test('hides its photos, keeps their marks, and is not looked into', async () => {
    await markPhotos([2], { favourite: true });
    await changeFolder('f', 'trip', true);
    await write(folder, 'trip/new.jpg', 'green');
    expect(await look()).toEqual({ found: 0, unread: [] });
    expect([await names(), await missing()]).toEqual([['a.jpg'], []]);
    expect(await subfoldersOf('f')).toEqual([{ path: 'trip', photos: 1, leftOut: true }]);
    await changeFolder('f', 'trip', false);
    expect(await names()).toEqual(['a.jpg', 'b.jpg']);
    expect((await photosOf([2]))[0]?.favourite).toBe(true);
    expect(await look()).toMatchObject({ found: 1 });
  });

  test('drops what waits in it', async () => {
    await write(folder, 'trip/new.jpg', 'green');
    await look();
    await changeFolder('f', 'trip', true);
    expect(await allQueued()).toEqual([]);
  });

  test('stays left out when the folder is picked again', async () => {
    await changeFolder('f', 'trip', true);
    await intake.addFolder({ id: 'f', kind: 'folder', name: 'Look', added: 0, handle: folder });
    expect((await allSources())[0]?.leftOut).toEqual(['trip']);
  });

  test('is hidden at the next opening if the tab was closed in the middle', async () => {
    await updateSetting('unswept', () => true);
    await updateSetting('leaveOut', () => ({ icons: true }));
    await sweepIfNeeded();
    // All pictures of these tests are two pixels wide.
    expect(await names()).toEqual([]);
    await changeKinds({});
    expect(await names()).toEqual(['a.jpg', 'b.jpg']);
  });
});

describe('screenshots that are left out', () => {
  test('are hidden, not looked for, and back by choice', async () => {
    await write(folder, 'Screenshots/s.jpg', 'green');
    await look();
    await index();
    await changeKinds({ screenshots: true });
    expect(await names()).toEqual(['a.jpg', 'b.jpg']);
    await write(folder, 'Screenshot_2.jpg', 'another green');
    expect(await look()).toMatchObject({ found: 0 });
    expect(await missing()).toEqual([]);
    await changeKinds({});
    expect(await names()).toEqual(['a.jpg', 'b.jpg', 's.jpg']);
    expect(await look()).toMatchObject({ found: 1 });
  });
});

test('subfolders are listed with what is in and below them, each after the one that it is in', async () => {
  for (const path of ['trip/10/c.jpg', 'trip/9/d.jpg', 'trip-2/e.jpg']) await write(folder, path, path);
  await look();
  expect((await subfoldersOf('f')).map(({ path, photos }) => [path, photos])).toEqual([
    ['trip', 3],
    ['trip/9', 1],
    ['trip/10', 1],
    ['trip-2', 1],
  ]);
});
