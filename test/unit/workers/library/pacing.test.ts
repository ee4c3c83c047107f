/** What indexing tells: at most four times a second, all of it, and in order with everything else. */

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { FailedPhoto, Indexing, PhotoCard } from '#core/photo';
import { wallTime } from '#core/wall-clock';
import type { LibraryEvent } from '#workers/library/contract';
import { paced } from '#workers/library/pacing';

const RUNNING: Indexing = {
  state: 'running',
  done: 0,
  failed: 0,
  total: 100,
  changing: null,
  run: { done: 0, total: 100 },
  perSecond: null,
  locked: 0,
  problem: null,
};

const card = (no: number): PhotoCard => {
  return { no, taken: wallTime(2024), name: `${no}.jpg`, width: 1, height: 1, color: 0 };
};
const photos = (...added: number[]): LibraryEvent => ({
  type: 'photos',
  added: added.map(card),
  removed: [],
});
const done = (count: number): LibraryEvent => {
  return { type: 'indexing', indexing: { ...RUNNING, done: count } };
};
const failed = (...keys: number[]): LibraryEvent => ({
  type: 'failed',
  failed: keys.map((key): FailedPhoto => {
    return { key, name: '', path: '', bytes: 1, reason: 'damaged', detail: '', retriable: false };
  }),
});
const encoded = (space: string, ...photos: number[]): LibraryEvent => ({ type: 'encoded', space, photos });

function pacing() {
  const told: LibraryEvent[] = [];
  return { told, tell: paced((event) => void told.push(event)) };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('photos are told at most four times a second, and all of them', () => {
  const { told, tell } = pacing();
  // Fifty batches a second, for two seconds.
  for (let no = 1; no <= 100; no++) {
    tell(photos(no));
    tell(done(no));
    vi.advanceTimersByTime(20);
  }
  vi.runAllTimers();
  const arrivals = told.filter((event) => event.type === 'photos');
  expect(arrivals.length).toBeLessThanOrEqual(10);
  expect(arrivals.flatMap(({ added }) => added.map(({ no }) => no))).toEqual(
    Array.from({ length: 100 }, (_, i) => i + 1),
  );
  const progress = told.filter((event) => event.type === 'indexing');
  expect(progress.length).toBeLessThanOrEqual(10);
  expect(told.at(-1)).toEqual(done(100));
});

test('the first photos after a pause are told at once', () => {
  const { told, tell } = pacing();
  tell(photos(1));
  expect(told).toEqual([photos(1)]);
  vi.runAllTimers();
  tell(photos(2));
  expect(told).toEqual([photos(1), photos(2)]);
});

test('what waits is joined by kind, and by space', () => {
  const { told, tell } = pacing();
  tell(photos(1));
  for (const event of [failed(1), encoded('a', 1), encoded('b', 1), failed(2), encoded('a', 2)]) tell(event);
  expect(told).toHaveLength(1);
  vi.runAllTimers();
  expect(told.slice(1)).toEqual([failed(1, 2), encoded('a', 1, 2), encoded('b', 1)]);
});

test.each<[string, LibraryEvent]>([
  ['photos that are removed', { type: 'photos', added: [], removed: [1] }],
  ['marks', { type: 'marked', photos: [card(1)] }],
  ['all failures', { type: 'failed', failed: [], all: true }],
  ['the end of a run', { type: 'indexing', indexing: { ...RUNNING, state: 'idle' } }],
  ['a pause', { type: 'indexing', indexing: { ...RUNNING, state: 'paused' } }],
])('%s are told at once, after what waits', (_, event) => {
  const { told, tell } = pacing();
  tell(photos(1));
  tell(photos(2));
  tell(event);
  expect(told).toEqual([photos(1), photos(2), event]);
  vi.runAllTimers();
  expect(told).toHaveLength(3);
});
