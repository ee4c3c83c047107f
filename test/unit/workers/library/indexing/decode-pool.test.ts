import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Problem } from '#core/errors';
import type { DecodeWorker } from '#workers/decode/contract';
import { DecodePool, decodersHere } from '#workers/library/indexing/decode-pool';
import { run } from '#workers/shared/running';
import { FakeWorker } from '../../shared/fake-worker';

const GEOMETRY = { size: 1, fit: 'crop', filter: 'bicubic' } as const;

/** Decoders that were started, and the outcomes of the next calls. */
let workers: FakeWorker[];
let fates: ('answers' | 'throws' | 'dies' | 'hangs')[];

const pool = () =>
  new DecodePool(2, () => {
    const worker: FakeWorker = new FakeWorker({
      pixels: async () => {
        const fate = fates.shift() ?? 'answers';
        if (fate === 'throws') throw new Error('No picture.');
        if (fate === 'dies') worker.die('out of memory');
        return fate === 'answers' ? Uint8Array.of(1, 2, 3) : new Promise(() => undefined);
      },
      decode: async () => {
        const fate = fates.shift();
        if (fate === 'dies') worker.die('out of memory');
        if (fate === 'answers') return { ok: false, reason: 'unsupported', detail: '' };
        return new Promise(() => undefined);
      },
      video: async () => {
        const fate = fates.shift();
        if (fate === 'throws') throw new Problem('decoder-missing', 'No network.');
        if (fate === 'dies') worker.die('out of memory');
        if (fate === 'hangs' || fate === 'dies') return new Promise(() => undefined);
        return { ok: false, reason: 'unsupported', detail: '' };
      },
    });
    workers.push(worker);
    return run<DecodeWorker>(worker);
  });

beforeEach(() => {
  workers = [];
  fates = [];
});

afterEach(() => {
  vi.useRealTimers();
  for (const worker of workers) worker.terminate();
});

describe('a pool of decoders', () => {
  test('keeps a decoder for the next picture', async () => {
    const decoders = pool();
    for (let i = 0; i < 3; i++)
      expect(await decoders.pixels(new ArrayBuffer(1), GEOMETRY)).toEqual(Uint8Array.of(1, 2, 3));
    expect(workers).toHaveLength(1);
  });

  test.each(['throws', 'dies'] as const)('whose decoder %s loses only that picture', async (fate) => {
    const decoders = pool();
    fates = [fate];
    expect(await decoders.pixels(new ArrayBuffer(1), GEOMETRY)).toBeNull();
    expect(workers[0]?.terminate).toHaveBeenCalled();
    expect(await decoders.pixels(new ArrayBuffer(1), GEOMETRY)).not.toBeNull();
    expect(workers).toHaveLength(2);
  });

  const again = async () => new ArrayBuffer(1);
  const decoded = () => pool().decode(new ArrayBuffer(1), GEOMETRY, 336, undefined, again);
  const filmed = () => pool().video(new Blob(), 'video/mp4', GEOMETRY, 336);

  test.each([decoded, filmed])('tries a file again whose decoder dies, once', async (outcome) => {
    fates = ['dies', 'answers'];
    expect(await outcome()).toMatchObject({ reason: 'unsupported' });
    expect(workers).toHaveLength(2);
    fates = ['dies', 'dies', 'answers'];
    expect(await outcome()).toMatchObject({
      ok: false,
      reason: 'damaged',
      detail: expect.stringContaining('out of memory'),
    });
    expect(workers).toHaveLength(4);
  });

  test('tries it with a new decoder: an idle one may have died of the same', async () => {
    const decoders = pool();
    const decode = () => decoders.decode(new ArrayBuffer(1), GEOMETRY, 336, undefined, again);
    fates = ['answers', 'answers'];
    await Promise.all([decode(), decode()]);
    expect(workers).toHaveLength(2);
    fates = ['dies', 'answers'];
    expect(await decode()).toMatchObject({ reason: 'unsupported' });
    expect(workers).toHaveLength(3);
    for (const worker of workers.slice(0, 2)) expect(worker.terminate).toHaveBeenCalled();
  });

  test.each([
    [decoded, 60_000],
    [filmed, 180_000],
  ])('tries a file again over which a decoder hangs, once', async (outcome, patience) => {
    vi.useFakeTimers();
    fates = ['hangs', 'answers'];
    const ended = outcome();
    await vi.advanceTimersByTimeAsync(patience);
    expect(await ended).toMatchObject({ reason: 'unsupported' });
    expect(workers).toHaveLength(2);
    expect(workers[0]?.terminate).toHaveBeenCalled();
    fates = ['hangs', 'hangs', 'answers'];
    const hung = outcome();
    await vi.advanceTimersByTimeAsync(2 * patience);
    expect(await hung).toMatchObject({ ok: false, reason: 'damaged' });
    expect(fates).toEqual(['answers']);
  });

  test('says that the code for videos is missing, and tries it again with a new decoder', async () => {
    const decoders = pool();
    fates = ['throws'];
    const outcome = () => decoders.video(new Blob(), 'video/mp4', GEOMETRY, 336);
    expect(await outcome()).toMatchObject({ ok: false, reason: 'decoder-missing' });
    expect(await outcome()).toMatchObject({ ok: false, reason: 'unsupported' });
    expect(workers).toHaveLength(2);
  });

  test('terminates a decoder that does not answer', async () => {
    vi.useFakeTimers();
    fates = ['hangs'];
    const decoded = pool().pixels(new ArrayBuffer(1), GEOMETRY);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await decoded).toBeNull();
    expect(workers[0]?.terminate).toHaveBeenCalled();
  });

  test('starts a new decoder after it was dismissed', async () => {
    const decoders = pool();
    await decoders.pixels(new ArrayBuffer(1), GEOMETRY);
    decoders.dismiss();
    expect(workers[0]?.terminate).toHaveBeenCalled();
    await decoders.pixels(new ArrayBuffer(1), GEOMETRY);
    expect(workers).toHaveLength(2);
  });

  test('has a decoder for each core, at most four', () => {
    expect([1, 2, 4, 16].map((cores) => decodersHere(cores))).toEqual([1, 2, 4, 4]);
  });
});
