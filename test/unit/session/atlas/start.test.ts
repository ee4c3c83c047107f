import { signal } from '@preact/signals';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { PhotoCard } from '#core/photo';
import { startAtlas } from '#session/atlas/start';
import type { Located } from '#workers/search/contract';
import { card, openSpace } from '../fixtures';

/** Bounds failures alone: the list of cities is large, and the machine may be busy. */
const PATIENCE = { timeout: 60_000 };

const NOWHERE: Located = {
  photos: new Uint32Array(),
  latitudes: new Float64Array(),
  longitudes: new Float64Array(),
  trips: [],
};

beforeEach(() => vi.spyOn(console, 'warn').mockImplementation(() => undefined));
afterEach(() => vi.restoreAllMocks());

function atlasOver(located: () => Promise<Located>) {
  const photos = signal<readonly PhotoCard[]>([card(1)]);
  const ready = signal(Promise.resolve(openSpace({ located })));
  return { atlas: startAtlas({ ready, photos }), photos };
}

test('nothing is read before somebody looks, and again only when photos have changed', async () => {
  const read = vi.fn(async () => NOWHERE);
  const { atlas, photos } = atlasOver(read);
  expect(read).not.toHaveBeenCalled();
  const stop = atlas.follow();
  await vi.waitFor(() => expect(atlas.places.value).toEqual([]), PATIENCE);
  expect(atlas.cities.value.length).toBeGreaterThan(1000);
  expect(read).toHaveBeenCalledTimes(1);
  photos.value = [card(2), card(1)];
  await vi.waitFor(() => expect(read).toHaveBeenCalledTimes(2), PATIENCE);
  stop();
  photos.value = [card(3)];
  const again = atlas.follow();
  await vi.waitFor(() => expect(read).toHaveBeenCalledTimes(3), PATIENCE);
  again();
});

test('what could not be read is said, and tried again', async () => {
  const read = vi.fn(async () => NOWHERE).mockRejectedValueOnce(new Error('Away.'));
  const { atlas } = atlasOver(read);
  const stop = atlas.follow();
  await vi.waitFor(() => expect(atlas.failed.value).toBe(true), PATIENCE);
  expect(atlas.located.value).toBeNull();
  atlas.read();
  await vi.waitFor(() => expect(atlas.located.value).toBe(NOWHERE), PATIENCE);
  expect(atlas.failed.value).toBe(false);
  stop();
});
