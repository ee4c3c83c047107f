/** What is said of folders that could be read in part. */

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { importVerbs } from '#session/library/importing';
import { startNotices } from '#session/shell/notices';

beforeEach(() => void vi.stubGlobal('navigator', { storage: { persist: async () => true } }));
afterEach(() => vi.unstubAllGlobals());

function importing(unread: string[]) {
  const { attempt, notify, notices } = startNotices();
  const library = {
    addFiles: async () => undefined,
    addFolder: async () => unread,
    addFolderFiles: async () => unread,
    addSamples: async () => undefined,
  };
  return { verbs: importVerbs(library, attempt, notify), notices };
}

test('subfolders that cannot be read are named in a notice, three at most', async () => {
  const { verbs, notices } = importing(['a/1', 'a/2', 'a/3', 'a/4']);
  await verbs.addFolderFiles('a', []);
  expect(notices.value).toMatchObject([{ done: 'unread', count: 4, name: 'a/1, a/2, a/3' }]);
});

test('a folder of the picker says the same', async () => {
  vi.stubGlobal('showDirectoryPicker', async () => ({}));
  const { verbs, notices } = importing(['a/lost']);
  expect(await verbs.pickFolder()).toBe(true);
  await vi.waitFor(() => expect(notices.value).toMatchObject([{ done: 'unread', count: 1, name: 'a/lost' }]));
});

test('nothing is said of a folder that was read whole', async () => {
  const { verbs, notices } = importing([]);
  await verbs.addFolderFiles('a', []);
  expect(notices.value).toEqual([]);
});
