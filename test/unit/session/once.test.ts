import { expect, test, vi } from 'vitest';
import { onceAsked } from '#session/once';

test('code is fetched once, when it is first asked for', async () => {
  const load = vi.fn(async () => 'code');
  const ask = onceAsked(load);
  expect(load).not.toHaveBeenCalled();
  expect(await Promise.all([ask(), ask()])).toEqual(['code', 'code']);
  expect(await ask()).toBe('code');
  expect(load).toHaveBeenCalledTimes(1);
});

test('after a failure the next call tries again', async () => {
  const load = vi.fn(async () => 'code').mockRejectedValueOnce(new TypeError('Failed to fetch'));
  const ask = onceAsked(load);
  expect(await ask()).toBeNull();
  expect(await ask()).toBe('code');
});
