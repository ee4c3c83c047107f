/** Events of a library in memory concern one tab. */

import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const TOPIC = { name: 'test-alone', version: 1 };

beforeEach(() => vi.resetModules());

/** Loads the modules anew, as another tab does. */
async function tab() {
  vi.resetModules();
  const [{ openChannel }, { keepToThisTab }] = await Promise.all([
    import('#workers/shared/channel'),
    import('#workers/shared/tab'),
  ]);
  return { open: () => openChannel<number>(TOPIC), keepToThisTab };
}

const opened: { close(): void }[] = [];
afterEach(() => {
  for (const channel of opened.splice(0)) channel.close();
});

test('a tab hears its own workers before it knows that it is alone, and no other tab then or later', async () => {
  const mine = await tab();
  const other = await tab();
  const [page, worker, stranger] = [mine.open(), mine.open(), other.open()];
  opened.push(page, worker, stranger);
  const heard: number[] = [];
  const abroad: number[] = [];
  page.hear((event) => heard.push(event));
  stranger.hear((event) => abroad.push(event));
  // The page shares this module with the worker here, so its ignorance is that of the tag alone.
  mine.keepToThisTab();
  worker.tell(1);
  other.keepToThisTab();
  stranger.tell(2);
  worker.tell(3);
  await vi.waitFor(() => expect(heard).toEqual([1, 3]));
  expect(abroad).toEqual([]);
});

test('a tab with a stored library ignores one that is in memory', async () => {
  const stored = await tab();
  const alone = await tab();
  alone.keepToThisTab();
  const [page, stranger, friend] = [stored.open(), alone.open(), stored.open()];
  opened.push(page, stranger, friend);
  const heard: number[] = [];
  page.hear((event) => heard.push(event));
  stranger.tell(1);
  friend.tell(2);
  await vi.waitFor(() => expect(heard).toEqual([2]));
});
