/** How files are handed over, and what is said of those that could not be read or copied. */

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { MOST_COPIED, type PickedParts } from '#core/picked-file';
import { importVerbs } from '#session/library/importing';
import { startNotices } from '#session/shell/notices';
import { pickedFrom } from '../../../../src/ui/library/inputs';

beforeEach(() => void vi.stubGlobal('navigator', { storage: { persist: async () => true } }));
afterEach(() => vi.unstubAllGlobals());

function importing(unread: string[]) {
  const { attempt, notify, notices } = startNotices();
  /** How many files each part had. */
  const parts: number[] = [];
  const library = {
    expectFiles: vi.fn(async () => undefined),
    addFiles: vi.fn(async (files: PickedParts) => {
      for (let part = await files.next(); part.length > 0; part = await files.next()) parts.push(part.length);
      return true;
    }),
    addFolder: async () => unread,
    addFolderFiles: vi.fn(async (_name: string, _files: PickedParts) => unread),
    addSamples: async () => undefined,
  };
  return { verbs: importVerbs(library, attempt, notify), notices, parts, library };
}

test('subfolders that cannot be read are named in a notice, three at most', async () => {
  const { verbs, notices } = importing(['a/1', 'a/2', 'a/3', 'a/4']);
  await verbs.addFolderFiles('a', []);
  expect(notices.value).toMatchObject([{ done: 'unread', count: 4, name: 'a/1, a/2, a/3' }]);
});

test('a folder of the picker says the same', async () => {
  vi.stubGlobal('showDirectoryPicker', async () => ({}));
  const { verbs, notices, library } = importing(['a/lost']);
  expect(await verbs.pickFolder()).toBe(true);
  expect(library.expectFiles).toHaveBeenCalledOnce();
  await vi.waitFor(() => expect(notices.value).toMatchObject([{ done: 'unread', count: 1, name: 'a/lost' }]));
});

test('nothing is said of a folder that was read whole', async () => {
  const { verbs, notices } = importing([]);
  await verbs.addFolderFiles('a', []);
  expect(notices.value).toEqual([]);
});

test('files are handed over in parts, and it is said once that no copy is kept of large ones', async () => {
  const { verbs, notices, parts } = importing([]);
  const large = Object.defineProperty(new File([], ''), 'size', { value: MOST_COPIED + 1 });
  const files = Array.from({ length: 60 }, (_, i) => ({
    file: i % 30 === 29 ? large : new File([], ''),
    path: '',
  }));
  await verbs.addFiles(files);
  expect(parts.reduce((sum, length) => sum + length, 0)).toBe(60);
  expect(Math.max(...parts)).toBeLessThanOrEqual(25);
  expect(notices.value).toMatchObject([{ done: 'uncopied' }]);
});

test('of 50,000 files of a folder input the disk is asked part by part, when the worker takes the next', async () => {
  let asked = 0;
  const files = Array.from({ length: 50_000 }, (_, i) => ({
    name: `${i}.jpg`,
    webkitRelativePath: `Holiday/${i}.jpg`,
    // A browser asks the disk for it.
    get size() {
      asked++;
      return 1;
    },
  }));
  // The casts: no browser makes 50,000 real files in a moment, and these members are read alone.
  const picked = pickedFrom({ files, value: 'Holiday' } as unknown as HTMLInputElement);
  const { verbs, library } = importing([]);
  /** How often the disk was asked, before each part is taken and at the end. */
  const asks: number[] = [];
  library.addFolderFiles.mockImplementationOnce(async (_, parts) => {
    do asks.push(asked);
    while ((await parts.next()).length > 0);
    return [];
  });
  await verbs.addFolderFiles('Holiday', picked);
  expect(asks[0]).toBe(0);
  expect(asks.at(-1)).toBe(50_000);
  expect(Math.max(...asks.slice(1).map((count, i) => count - (asks[i] ?? 0)))).toBeLessThanOrEqual(25);
});

test('what became of files is told: a full disk, a failed worker', async () => {
  const { verbs, notices, library } = importing([]);
  expect(await verbs.addFiles([])).toBe('kept');
  library.addFiles.mockResolvedValueOnce(false);
  expect(await verbs.addFiles([])).toBe('waiting');
  library.addFiles.mockRejectedValueOnce(new Error('The worker died.'));
  expect(await verbs.addFiles([])).toBe('failed');
  expect(notices.value).toHaveLength(1);
});
