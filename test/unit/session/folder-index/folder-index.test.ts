import { signal } from '@preact/signals';
import { expect, test, vi } from 'vitest';
import type { IndexTrouble } from '#core/folder-index';
import { startFolderIndexes } from '#session/folder-index/start';
import { startNotices } from '#session/shell/notices';
import { type FolderIndexState, LIBRARY_EVENTS } from '#workers/library/contract';
import { openChannel } from '#workers/shared/channel';

const KEPT: FolderIndexState = { source: 'f', written: null, stale: true, writing: null, trouble: 'full' };

function started(trouble: IndexTrouble | null, now: FolderIndexState[] = []) {
  const { attempt, notices } = startNotices();
  const asked: string[] = [];
  // Tests cannot make a handle that asks; keeping an index uses this member alone.
  const handle = {
    requestPermission: vi.fn(async ({ mode }: { mode: string }) => asked.push(mode)),
  } as unknown as FileSystemDirectoryHandle;
  const library = {
    folderIndexes: async () => now,
    keepFolderIndex: vi.fn(async (_: string, on: boolean) => {
      asked.push(on ? 'keep' : 'end');
      return trouble;
    }),
    writeFolderIndex: vi.fn(async () => {
      asked.push('write');
      return trouble;
    }),
  };
  const indexes = startFolderIndexes({ library, sources: signal([{ id: 'f', handle }]), attempt });
  return { indexes, library, asked, notices };
}

test('asks the user to grant the folder for writing before anything is written or deleted', async () => {
  const { indexes, asked } = started(null);
  await indexes.keep('f', true);
  await indexes.write('f');
  await indexes.keep('f', false);
  expect(asked).toEqual(['readwrite', 'keep', 'readwrite', 'write', 'readwrite', 'end']);
  expect(indexes.refused.value.size).toBe(0);
});

test('says why a wish was not done, until the next one', async () => {
  const { indexes, library } = started('readOnly');
  await indexes.keep('f', true);
  expect(indexes.refused.value.get('f')).toEqual({ wish: 'keep', why: 'readOnly' });
  await indexes.keep('f', false);
  expect(indexes.refused.value.get('f')).toEqual({ wish: 'end', why: 'readOnly' });
  library.keepFolderIndex.mockResolvedValue(null);
  await indexes.keep('f', true);
  expect(indexes.refused.value.size).toBe(0);
});

test('the states are asked for once, and then followed', async () => {
  const { indexes } = started(null, [KEPT]);
  await vi.waitUntil(() => indexes.states.value);
  expect(indexes.states.value?.get('f')).toEqual(KEPT);
  openChannel(LIBRARY_EVENTS).tell({ type: 'folderIndexes', indexes: [] });
  await vi.waitUntil(() => indexes.states.value?.size === 0);
});

test('verbs of a failing library resolve, with a notice', async () => {
  const { indexes, library, notices } = started(null);
  library.keepFolderIndex.mockRejectedValue(new Error('The worker died.'));
  library.writeFolderIndex.mockRejectedValue(new Error('The worker died.'));
  await indexes.keep('f', true);
  await indexes.write('f');
  expect(notices.value).toHaveLength(2);
});
