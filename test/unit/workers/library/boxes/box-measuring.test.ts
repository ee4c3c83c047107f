import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { BoxClient } from '#net/bridge/box-client';
import { measureBox } from '#workers/library/boxes/box-measuring';

const WELCOME: BoxClient['welcome'] = {
  type: 'welcome',
  version: 1,
  name: 'Double',
  agent: '0',
  space: 'starter-2',
  model: 'ab'.repeat(32),
  dimension: 4,
  size: 2,
  backend: 'onnx',
  limits: { batch: 8, credits: 12, frame: 100_000 },
  cores: 2,
};

/**
 * Fakes a box whose encoder takes 10 ms a picture, and encodes one batch after the other.
 * @param pages that have it encode as many pictures each
 */
function box(batch: number, pages = 1) {
  let last: Promise<void> = Promise.resolve();
  let encoded = 0;
  const sent: number[] = [];
  return {
    sent,
    client: {
      welcome: WELCOME,
      batch,
      async encode(pixels: Uint8Array, count: number) {
        expect(pixels).toHaveLength(count * 2 * 2 * 3);
        sent.push(count);
        last = last.then(() => new Promise((resolve) => setTimeout(resolve, count * 10)));
        await last;
        encoded += count * pages;
        const timing = {
          pictures: count,
          squeezed: false,
          link: 1,
          queue: 2,
          encoder: count * 10,
          squeezing: 0,
        };
        // One batch in eight goes plain while the others are squeezed.
        return {
          vectors: new Float32Array(count * 4),
          timing,
          busy: count * (sent.length % 8 === 0 ? 0.1 : 2),
        };
      },
      load: async () => ({ type: 'load' as const, cpu: 0.5, cores: 2, memory: 1000, queued: 0, encoded }),
      pace: { latency: () => ({ link: 1, queue: 2, encoder: 10 }) },
    },
  };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] });
});

afterEach(() => {
  vi.useRealTimers();
});

test('a box is measured with several batches in flight', async () => {
  const { client, sent } = box(4);
  const measuring = measureBox(client, 4);
  await vi.advanceTimersByTimeAsync(10_000);
  const { perSecond, encoder, latency } = await measuring;
  expect(perSecond).toBeCloseTo(100, 1);
  expect(encoder).toEqual({ min: 10, avg: 10, max: 10 });
  expect(latency).toEqual({ link: 1, queue: 2, encoder: 10 });
  expect(new Set(sent)).toEqual(new Set([4]));
});

test('batches are small enough for three in flight', async () => {
  const { client, sent } = box(8);
  const measuring = measureBox(client, 4);
  await vi.advanceTimersByTimeAsync(10_000);
  await measuring;
  expect(new Set(sent)).toEqual(new Set([4]));
});

test('the processor time of the box is shared by the pictures of all pages, and its load is as it says', async () => {
  for (const pages of [1, 4]) {
    const { client } = box(4, pages);
    const measuring = measureBox(client, 4);
    await vi.advanceTimersByTimeAsync(10_000);
    const { there } = await measuring;
    // Half of two cores while this page gets 100 pictures a second.
    expect(there.processor).toBeCloseTo(10 / pages, 1);
    expect(there.load).toBeCloseTo(0.5, 5);
    expect(there.cores).toBe(2);
  }
});

test('what a box costs this device is that of most batches', async () => {
  const { client } = box(4);
  const measuring = measureBox(client, 4);
  await vi.advanceTimersByTimeAsync(10_000);
  const { here } = await measuring;
  expect(here).toEqual({ processor: 2, load: expect.closeTo(0.05, 3), cores: 4 });
});
