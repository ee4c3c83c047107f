import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ProcessorTime } from '#workers/encode/processor-time';

let now = 0;
/** The thread is busy for this long. */
const busy = (ms: number) => {
  now += ms;
};

beforeEach(() => {
  now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
});

afterEach(() => {
  vi.restoreAllMocks();
});

test('work of one thread counts once, shared work for each of its threads', async () => {
  const time = new ProcessorTime();
  time.alone(() => busy(3));
  await time.shared(4, async () => busy(10));
  expect(time.ms).toBe(43);
});

test('work of another processor counts until the thread waits for it', async () => {
  const time = new ProcessorTime();
  let answer = (_: string) => {};
  const graphics = new Promise<string>((resolve) => {
    answer = resolve;
  });
  const running = time.handedOver(async () => {
    busy(2);
    // What the runtime does in the same task, after its own waits, is handing over too.
    await Promise.resolve();
    busy(1);
    return graphics;
  });
  await vi.waitUntil(() => time.ms > 0);
  busy(500);
  answer('done');
  expect(await running).toBe('done');
  expect(time.ms).toBe(3);
});

test('what fails is thrown', async () => {
  const time = new ProcessorTime();
  const fail = async () => {
    throw new Error('lost');
  };
  await expect(time.handedOver(fail)).rejects.toThrow('lost');
  await expect(time.shared(2, fail)).rejects.toThrow('lost');
});
