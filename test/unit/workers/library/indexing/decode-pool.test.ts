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
        if (fates.shift() === 'dies') worker.die('out of memory');
        return new Promise(() => undefined);
      },
      video: async () => {
        if (fates.shift() === 'throws') throw new Problem('decoder-missing', 'No network.');
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

  test('reports a file as damaged if its decoder dies', async () => {
    fates = ['dies'];
    expect(await pool().decode(new ArrayBuffer(1), GEOMETRY, 336)).toMatchObject({
      ok: false,
      reason: 'damaged',
      detail: expect.stringContaining('out of memory'),
    });
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
