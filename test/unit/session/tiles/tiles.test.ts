import { expect, test, vi } from 'vitest';
import { startNotices } from '#session/shell/notices';
import { startTiles } from '#session/tiles/start';
import { type BackgroundState, LIBRARY_EVENTS, type TilesVerbs } from '#workers/library/contract';
import { openChannel } from '#workers/shared/channel';

const OFF: BackgroundState = { state: 'off', read: 0, total: 3, problem: null };

function library(verbs: Partial<TilesVerbs> = {}): TilesVerbs {
  const unasked = async () => {
    throw new Error('Not asked in this test.');
  };
  return { tiles: async () => OFF, makeTiles: unasked, pauseTiles: unasked, ...verbs };
}

test('the query is asked again when tiles are done or deleted, not for each photo', async () => {
  const refresh = vi.fn();
  const { attempt } = startNotices();
  const { state } = startTiles({ library: library(), attempt, finder: { refresh } });
  await expect.poll(() => state.value).toEqual(OFF);
  expect(refresh).not.toHaveBeenCalled();
  const channel = openChannel(LIBRARY_EVENTS);
  const tell = async (tiles: Partial<BackgroundState>) => {
    channel.tell({ type: 'tiles', tiles: { ...OFF, ...tiles } });
    await expect.poll(() => state.value).toEqual({ ...OFF, ...tiles });
    return refresh.mock.calls.length;
  };
  expect(await tell({ state: 'reading', read: 1 })).toBe(0);
  expect(await tell({ state: 'reading', read: 2 })).toBe(0);
  expect(await tell({ state: 'done', read: 3 })).toBe(1);
  expect(await tell({ state: 'paused', read: 2 })).toBe(1);
  expect(await tell({ state: 'off' })).toBe(2);
});

test('verbs of a failing library resolve, and say so in a notice', async () => {
  const fail = async () => {
    throw new Error('The disk is gone.');
  };
  const { attempt, notices } = startNotices();
  const tiles = startTiles({
    library: library({ tiles: fail, makeTiles: fail, pauseTiles: fail }),
    attempt,
    finder: { refresh: () => undefined },
  });
  await tiles.turn(true);
  await tiles.pause(true);
  expect(tiles.state.value).toBeNull();
  expect(notices.value).toHaveLength(2);
});
