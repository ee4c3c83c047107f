import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import { followActiveSpace, type OpenSpace } from '#session/finding/active-space';
import { openSpace, SPACE } from '../fixtures';

test('what was compared with a part of the photos is compared anew when the others have come', async () => {
  const filled = signal(true);
  const opened: string[] = [];
  const { search } = openSpace();
  const spawn = () => ({ ...search, open: async (space: string) => void opened.push(space) });
  const opening = Promise.resolve();
  const ready = followActiveSpace(opening, signal({ space: SPACE }), filled, spawn);
  const seen: Promise<OpenSpace>[] = [];
  ready.subscribe((open) => void seen.push(open));
  await ready.value;
  await opening;
  filled.value = false;
  expect(seen).toHaveLength(1);
  filled.value = true;
  expect(seen).toHaveLength(2);
  expect((await ready.value).space).toBe(SPACE);
  // The vectors are there already: search took them in one by one.
  expect(opened).toEqual([SPACE.id]);
});
