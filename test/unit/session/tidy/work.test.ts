/** Background work, as the screens follow it. */

import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import { FollowedWork } from '#session/tidy/work';
import { card, cardsOf } from '../fixtures';
import { held } from '../held';

type OnProgress = (share: number) => void;

const noCards = signal(new Map());

test('progress that arrives after the result does not make the work active again', async () => {
  const work = new FollowedWork<string>(noCards);
  let onProgress: OnProgress = () => undefined;
  await work.start(async (tell) => {
    onProgress = tell;
    tell(0.5);
    return 'map';
  });
  // As from a worker, whose progress and result arrive through different ports, in any order.
  onProgress(0.672);
  expect(work.state.value).toEqual({ progress: null, result: 'map', ended: null, added: 0 });
});

test('progress that arrives after a failure does not make the work active again', async () => {
  const work = new FollowedWork<string>(noCards);
  let onProgress: OnProgress = () => undefined;
  await work.start(async (tell) => {
    onProgress = tell;
    throw new Error('no memory');
  });
  onProgress(0.672);
  expect(work.state.value).toMatchObject({ progress: null, ended: 'unknown' });
});

test('work in progress reports how far it is', async () => {
  const work = new FollowedWork<string>(noCards);
  const seen: (number | null)[] = [];
  work.state.subscribe(({ progress }) => seen.push(progress));
  await work.start(async (tell) => {
    tell(0.25);
    tell(0.5);
    return 'map';
  });
  expect(seen).toEqual([null, 0, 0.25, 0.5, null]);
});

test('a later start replaces an earlier one, and the last result stays until then', async () => {
  const work = new FollowedWork<string>(noCards);
  await work.start(async () => 'first');
  const slow = held<string>();
  const old = work.start(() => slow.promise);
  const next = held<string>();
  const newer = work.start(() => next.promise);
  slow.resolve('second');
  await old;
  expect(work.state.value).toMatchObject({ progress: 0, result: 'first' });
  next.resolve('third');
  await newer;
  expect(work.state.value).toMatchObject({ progress: null, result: 'third' });
});

test('stopped work keeps the last result, and does not report its own failure', async () => {
  const work = new FollowedWork<string>(noCards);
  await work.start(async () => 'first');
  const slow = held<string>();
  const stopped = work.start(() => slow.promise);
  work.stop();
  slow.reject(new Error('Ended.'));
  await stopped;
  expect(work.state.value).toEqual({ progress: null, result: 'first', ended: 'stopped', added: 0 });
});

test('added photos are those with a higher number than any before', async () => {
  const cards = signal(cardsOf(card(1), card(5)));
  const work = new FollowedWork<string>(cards);
  work.mark();
  await work.start(async () => 'map');
  expect(work.state.value.added).toBe(0);
  cards.value = cardsOf(card(5), card(6), card(7));
  expect(work.state.value.added).toBe(2);
  work.forget();
  expect(work.state.value).toEqual({ progress: null, result: null, ended: null, added: 0 });
});
