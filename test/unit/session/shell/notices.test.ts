/** Notices at the edge of the screen, and attempts, which never reject. */

import { beforeEach, expect, test, vi } from 'vitest';
import { Problem } from '#core/errors';
import { startNotices } from '#session/shell/notices';

beforeEach(() => {
  const error = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  return () => error.mockRestore();
});

test('notices stay in order, each with a unique id, until they are dismissed', () => {
  const { notices, notify, dismiss } = startNotices();
  notify({ done: 'added', count: 3 });
  notify({ done: 'added', count: 3 });
  const [first, second] = notices.value;
  expect(first?.id).not.toBe(second?.id);
  dismiss(first?.id ?? 0);
  expect(notices.value).toEqual([second]);
  dismiss(first?.id ?? 0);
  expect(notices.value).toEqual([second]);
});

test('an attempt that succeeds gives no notice', async () => {
  const { attempt, notices } = startNotices();
  await attempt(async () => 'done');
  expect(notices.value).toEqual([]);
});

test.each([
  ['a problem', async () => Promise.reject(new Problem('disk-full', 'No room.')), 'disk-full'],
  ['something else', async () => Promise.reject('why not'), 'unknown'],
  [
    'an error before the first promise',
    () => {
      throw new Problem('network', 'No network.');
    },
    'network',
  ],
])('an attempt that fails with %s resolves, and a notice says why', async (_, work, problem) => {
  const { attempt, notices } = startNotices();
  await attempt(work);
  expect(notices.value).toMatchObject([{ problem }]);
});
