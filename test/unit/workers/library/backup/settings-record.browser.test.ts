import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { WallTime } from '#core/wall-clock';
import { eraseDatabase } from '#store/database';
import { mergePhotos } from '#store/merging';
import { setting, updateSetting } from '#store/settings';
import { adoptSettings, type KeptSettings, settingsHere } from '#workers/library/backup/settings-record';

beforeEach(() => eraseDatabase());
afterEach(() => eraseDatabase());

const KEPT: KeptSettings = {
  leaveOut: { icons: true },
  readsWords: 'on',
  forgetful: true,
  page: { theme: 'dark' },
};

const parts = () => ({
  leaveOut: vi.fn(async () => undefined),
  forgetSearches: vi.fn(async () => undefined),
  wordsWanted: vi.fn(async () => undefined),
});

async function addPhoto(): Promise<void> {
  const photo = {
    ...{ id: 'a'.repeat(64), name: 'a.jpg', width: 1, height: 1, color: 0, taken: 0 as WallTime },
    ...{ type: 'image/jpeg', bytes: 1, takenFrom: 'file' as const, added: 0 },
  };
  const thumbnail = { type: 'image/jpeg', bytes: Uint8Array.of(1).buffer };
  await mergePhotos([{ photo, thumbnail, preview: null, vectors: [], frames: [], words: null, away: null }]);
}

test('an empty library takes all settings that nobody has chosen here', async () => {
  const adopting = parts();
  expect(await adoptSettings(KEPT, false, adopting)).toEqual({ theme: 'dark' });
  expect(adopting.leaveOut).toHaveBeenCalledExactlyOnceWith({ icons: true });
  expect(adopting.forgetSearches).toHaveBeenCalledOnce();
  expect(adopting.wordsWanted).toHaveBeenCalledOnce();
  expect(await settingsHere({})).toMatchObject({ readsWords: 'on' });
});

test('what was chosen here stays', async () => {
  await updateSetting('readsWords', () => 'paused');
  await updateSetting('leaveOut', () => ({ screenshots: true }));
  const adopting = parts();
  await adoptSettings(KEPT, false, adopting);
  expect(adopting.leaveOut).not.toHaveBeenCalled();
  expect(await setting('readsWords')).toBe('paused');
});

test('a library with photos takes none, unless the user wants them', async () => {
  await addPhoto();
  const adopting = parts();
  expect(await adoptSettings(KEPT, false, adopting)).toBeNull();
  expect(adopting.leaveOut).not.toHaveBeenCalled();
  expect(adopting.forgetSearches).not.toHaveBeenCalled();
  expect(await setting('readsWords')).toBeUndefined();

  expect(await adoptSettings(KEPT, true, adopting)).toEqual({ theme: 'dark' });
  expect(adopting.leaveOut).toHaveBeenCalledOnce();
  expect(await setting('readsWords')).toBe('on');
});

test('no file turns the reading of words off, which would forget them', async () => {
  await updateSetting('readsWords', () => 'on');
  await adoptSettings({ leaveOut: {}, page: {} }, true, parts());
  expect(await setting('readsWords')).toBe('on');
});
