import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { STARTER } from '#models/spaces/starter';
import { eraseDatabase } from '#store/database';
import { commitFile } from '#store/model-files';
import { enqueue } from '#store/queue';
import { openAhead } from '#workers/library/encoding/ahead';
import type { ImageEncoding } from '#workers/library/encoding/image-encoding';
import { thisTab } from '#workers/shared/tab';

const ready = vi.fn(async () => undefined);
const encoder = { for: () => ({ ready }) as unknown as ImageEncoding };

beforeEach(async () => {
  await eraseDatabase();
  ready.mockReset();
});
afterEach(() => eraseDatabase());

async function bringModel(): Promise<void> {
  for (const { path, sha256 } of STARTER.images.flatMap(({ files }) => files)) {
    await commitFile({ key: sha256 ?? '', path, bytes: 0, sha256: sha256 ?? '', confirmed: true });
  }
}

test('an encoder is opened ahead once its model is here', async () => {
  expect(await openAhead(encoder, false)).toBe(false);
  await bringModel();
  expect(await openAhead(encoder, false)).toBe(true);
  expect(ready).toHaveBeenCalledOnce();
});

test('none is opened ahead where photos are or wait, and beside another tab', async () => {
  await bringModel();
  await navigator.locks.request('mitsuke-tab-other', async () => {
    expect(await openAhead(encoder, false)).toBe(false);
  });
  await enqueue([{ source: 'a', path: 'x.jpg', name: 'x.jpg', bytes: 1, modified: 5, tab: thisTab }]);
  expect(await openAhead(encoder, false)).toBe(false);
  expect(ready).not.toHaveBeenCalled();
  // Files that are expected here end both doubts.
  expect(await openAhead(encoder, true)).toBe(true);
});

test('a failure is not told: the first photos meet it again', async () => {
  const warned = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  await bringModel();
  ready.mockRejectedValueOnce(new Error('No memory.'));
  expect(await openAhead(encoder, false)).toBe(false);
  expect(warned).toHaveBeenCalledOnce();
  warned.mockRestore();
});
