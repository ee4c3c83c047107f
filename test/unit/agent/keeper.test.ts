import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { EncoderKeeper, type KeeperOptions } from '../../../agent/src/encoding/keeper';
import { FakeEncoder } from './fake-encoder';

let fake: FakeEncoder;
let said: string[];

function keeper(given: Partial<KeeperOptions> = {}): EncoderKeeper {
  return new EncoderKeeper({
    start: fake.start,
    open: { options: {}, manifest: {} } as KeeperOptions['open'],
    verify: () => null,
    timeout: 2_000,
    capacity: 64,
    say: (line) => said.push(line),
    ...given,
  });
}

async function opened(given: Partial<KeeperOptions> = {}): Promise<EncoderKeeper> {
  const made = keeper(given);
  const open = made.open();
  fake.last.ready();
  await open;
  return made;
}

/** Queues a batch whose only byte is its number. */
const batch = (made: EncoderKeeper, mark: number, count = 1) => made.encode(Uint8Array.of(mark), count);
const code = (code: string) => expect.objectContaining({ code });

beforeEach(() => {
  vi.useFakeTimers();
  fake = new FakeEncoder();
  said = [];
});

afterEach(() => {
  vi.useRealTimers();
});

describe('batches', () => {
  test('go to the process in order, at most two at a time, and resolve for their callers', async () => {
    const made = await opened();
    const jobs = [1, 2, 3, 4].map((mark) => batch(made, mark));
    expect(fake.last.marks()).toEqual([1, 2]);
    fake.last.answer();
    expect(fake.last.marks()).toEqual([1, 2, 3]);
    for (let i = 0; i < 3; i++) fake.last.answer();
    const vectors = await Promise.all(jobs.map(({ result }) => result));
    expect(vectors.map((each) => each.vectors[0])).toEqual([1, 2, 3, 4]);
    expect(made.encoded).toBe(4);
  });

  test('that exceed the capacity are refused at once', async () => {
    const made = await opened({ capacity: 10 });
    batch(made, 1, 8);
    await expect(batch(made, 2, 3).result).rejects.toEqual(code('too-many'));
    batch(made, 3, 2);
    expect(made.queued).toBe(10);
  });

  test('that are cancelled never reach the process; the answer of one in flight is discarded', async () => {
    const made = await opened();
    const jobs = [1, 2, 3, 4].map((mark) => batch(made, mark));
    for (const at of [0, 2]) {
      made.cancel(jobs[at] as (typeof jobs)[0]);
      await expect(jobs[at]?.result).rejects.toEqual(code('cancelled'));
    }
    for (let i = 0; i < 3; i++) fake.last.answer();
    expect((await jobs[1]?.result)?.vectors[0]).toBe(2);
    expect((await jobs[3]?.result)?.vectors[0]).toBe(4);
    expect(fake.last.marks()).toEqual([1, 2, 4]);
  });

  test('that the encoder fails on do not affect the others', async () => {
    const made = await opened();
    const [bad, good] = [batch(made, 1), batch(made, 2)];
    fake.last.fail('out of memory');
    fake.last.answer();
    await expect(bad.result).rejects.toEqual(code('encoder-failed'));
    expect((await good.result).vectors[0]).toBe(2);
    expect(fake.started).toBe(1);
  });
});

describe('a process that hangs', () => {
  test('gets SIGTERM after the timeout and ten times its pace a picture, then SIGKILL', async () => {
    const made = await opened();
    // The fake's pace is 10 ms.
    const job = batch(made, 1, 4);
    vi.advanceTimersByTime(2_399);
    expect(fake.last.signals).toEqual([]);
    vi.advanceTimersByTime(1);
    await expect(job.result).rejects.toEqual(code('encoder-hung'));
    expect(fake.last.signals).toEqual(['SIGTERM']);
    vi.advanceTimersByTime(1_000);
    expect(fake.last.signals).toEqual(['SIGTERM', 'SIGKILL']);
  });

  test('is detected even if more work keeps coming', async () => {
    const made = await opened();
    const job = batch(made, 1);
    for (let i = 0; i < 5; i++) {
      vi.advanceTimersByTime(500);
      batch(made, 2);
    }
    await expect(job.result).rejects.toEqual(code('encoder-hung'));
  });

  test('fails its current batch; its successor encodes the waiting ones', async () => {
    const made = await opened();
    const jobs = [1, 2, 3].map((mark) => batch(made, mark));
    vi.advanceTimersByTime(2_101);
    fake.last.exit('signal SIGKILL');
    vi.advanceTimersByTime(250);
    expect(fake.started).toBe(2);
    fake.last.ready();
    expect(fake.last.marks()).toEqual([2, 3]);
    fake.last.answer();
    fake.last.answer();
    expect((await jobs[2]?.result)?.vectors[0]).toBe(3);
  });

  test('has its timeout reset by every answer', async () => {
    const made = await opened();
    for (let mark = 1; mark <= 4; mark++) batch(made, mark);
    for (let i = 0; i < 4; i++) {
      vi.advanceTimersByTime(2_000);
      fake.last.answer();
    }
    vi.advanceTimersByTime(60_000);
    expect([made.encoded, fake.last.signals]).toEqual([4, []]);
  });
});

describe('a process that dies', () => {
  test('is restarted with exponential backoff, which an encoded batch resets', async () => {
    const made = await opened();
    const pauses: number[] = [];
    for (let i = 0; i < 10; i++) {
      fake.last.exit('signal SIGSEGV');
      const before = fake.started;
      const since = Date.now();
      while (fake.started === before) vi.advanceTimersToNextTimer();
      pauses.push(Date.now() - since);
      fake.last.ready();
    }
    expect(pauses).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
    batch(made, 1);
    fake.last.answer();
    fake.last.exit('signal SIGSEGV');
    expect(said.at(-1)).toContain('started again in 250 ms');
  });

  test('and cannot be restarted fails waiting and new batches until a start succeeds', async () => {
    const made = await opened();
    const [first, second] = [batch(made, 1), batch(made, 2)];
    fake.last.exit('code 1');
    await expect(first.result).rejects.toEqual(code('encoder-failed'));
    vi.advanceTimersByTime(250);
    fake.last.refuse('no device');
    fake.last.exit('code 0');
    await expect(second.result).rejects.toThrow('no device');
    await expect(batch(made, 3).result).rejects.toThrow('no device');
    vi.advanceTimersByTime(500);
    fake.last.ready();
    const job = batch(made, 4);
    fake.last.answer();
    expect((await job.result).vectors[0]).toBe(4);
  });
});

describe('the first start', () => {
  test('is an error, and is not repeated, if it is refused or gives wrong vectors', async () => {
    const refused = expect(keeper().open()).rejects.toThrow('no such model');
    fake.last.refuse('no such model');
    fake.last.exit('code 0');
    await refused;
    const wrong = expect(keeper({ verify: () => 'wrong vectors' }).open()).rejects.toThrow('wrong vectors');
    fake.last.ready();
    expect(fake.last.signals).toEqual(['SIGTERM']);
    fake.last.exit('code 0');
    await wrong;
    vi.advanceTimersByTime(60_000);
    expect(fake.started).toBe(2);
  });
});

describe('stopping', () => {
  test('fails waiting batches, asks the process to close, and waits for its exit', async () => {
    const made = await opened();
    const job = batch(made, 1);
    const stopped = made.stop();
    await expect(job.result).rejects.toEqual(code('closing'));
    await expect(batch(made, 2).result).rejects.toEqual(code('closing'));
    expect(fake.last.closing).toBe(true);
    fake.last.exit('code 0');
    await stopped;
    vi.advanceTimersByTime(60_000);
    expect([fake.started, fake.last.signals]).toEqual([1, []]);
  });

  test('rejects an opening that is in progress', async () => {
    const made = keeper();
    const open = expect(made.open()).rejects.toThrow('The agent stops.');
    const stopped = made.stop();
    fake.last.ready();
    fake.last.exit('code 0');
    await open;
    await stopped;
    // A second stop resolves as well.
    await made.stop();
  });

  test('does not delay the kill of a process that is being ended already', async () => {
    const made = await opened();
    batch(made, 1);
    vi.advanceTimersByTime(2_100);
    const stopped = made.stop();
    vi.advanceTimersByTime(1_000);
    expect(fake.last.signals).toEqual(['SIGTERM', 'SIGKILL']);
    fake.last.exit('signal SIGKILL');
    await stopped;
  });

  test('signals a process that does not react', async () => {
    const made = await opened();
    const stopped = made.stop();
    vi.advanceTimersByTime(4_000);
    expect(fake.last.signals).toEqual(['SIGTERM', 'SIGKILL']);
    fake.last.exit('signal SIGKILL');
    await stopped;
  });
});
