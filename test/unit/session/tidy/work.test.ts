/** Work in the background, as the screens follow it. */

import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import { FollowedWork } from '#session/tidy/work';

type Told = (share: number) => void;

const noCards = signal(new Map());

test('progress that arrives after the result does not bring the work back', async () => {
  const work = new FollowedWork<string>(noCards);
  let told: Told = () => undefined;
  await work.start(async (tell) => {
    told = tell;
    tell(0.5);
    return 'map';
  });
  // As from a worker: its progress and its result come by different ports, in any order.
  told(0.672);
  expect(work.state.value).toEqual({ progress: null, result: 'map', ended: null, added: 0 });
});

test('nor does it after a failure', async () => {
  const work = new FollowedWork<string>(noCards);
  let told: Told = () => undefined;
  await work.start(async (tell) => {
    told = tell;
    throw new Error('no memory');
  });
  told(0.672);
  expect(work.state.value).toMatchObject({ progress: null, ended: 'unknown' });
});

test('while it goes on, it tells how far it is', async () => {
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
