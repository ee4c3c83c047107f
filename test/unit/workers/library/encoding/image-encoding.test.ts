import { beforeEach, expect, test, vi } from 'vitest';
import type { ImageEntry } from '#core/space';
import { STARTER } from '#models/spaces/starter';
import { ImageEncoding } from '#workers/library/encoding/image-encoding';
import { noteCrashes } from '#workers/library/encoding/thrift';
import { run } from '#workers/shared/running';
import { FakeWorker } from '../../shared/fake-worker';

const { noted, openOnBest } = vi.hoisted(() => ({
  noted: [] as {
    refused: Record<string, string>;
    paces?: Record<string, { picture: number; photo: number }>;
  }[],
  openOnBest: vi.fn(),
}));

vi.mock('#workers/library/encoding/backends', () => ({
  openOnBest,
  noteBackends: async (encoder: string, change: (known: unknown) => (typeof noted)[number]) => {
    noted.push(change({ encoder, wanted: null, used: 'webgpu', timings: {}, refused: {} }));
  },
}));

const [ENCODER] = STARTER.images as [ImageEntry];
const TARGET = { encoder: { ...ENCODER, id: 'e' }, space: { dimension: 2 } };
const PICTURE = [new Uint8Array(12)];

/** Makes the next opening return a worker on this backend that gives these answers. */
function opens(backend: string, answers: ('vector' | 'lost' | 'dies' | 'silent')[]) {
  const worker: FakeWorker = new FakeWorker({
    images: async () => {
      const answer = answers.shift() ?? 'vector';
      if (answer === 'lost') throw new Error('Device is lost.');
      if (answer === 'dies') worker.die('out of memory');
      if (answer === 'vector') return new Float32Array([1, 0]);
      return new Promise(() => undefined);
    },
  });
  openOnBest.mockImplementationOnce(async () => ({ worker: run(worker), backend }));
  return worker;
}

beforeEach(() => {
  noted.length = 0;
  openOnBest.mockReset();
  vi.useRealTimers();
});

test('a worker that fails is terminated, and the next call opens a new one', async () => {
  const encoding = new ImageEncoding(TARGET);
  const first = opens('webgpu', ['lost']);
  opens('webgpu', ['vector']);
  await expect(encoding.encode(PICTURE)).rejects.toMatchObject({ code: 'encoder-failed' });
  await vi.waitFor(() => expect(first.terminate).toHaveBeenCalled());
  expect(await encoding.encode(PICTURE)).toEqual([new Float32Array([1, 0])]);
  expect(noted).toEqual([]);
});

test.each(['lost', 'dies'] as const)(
  'two failures in a row (%s) refuse the backend with the reason',
  async (how) => {
    const encoding = new ImageEncoding(TARGET);
    opens('webgpu', [how]);
    opens('webgpu', [how]);
    await expect(encoding.encode(PICTURE)).rejects.toThrow();
    expect(noted).toEqual([]);
    await expect(encoding.encode(PICTURE)).rejects.toThrow();
    expect(noted[0]?.refused.webgpu).toMatch(/lost|out of memory/);
  },
);

test('a success in between resets the failures', async () => {
  const encoding = new ImageEncoding(TARGET);
  opens('webgpu', ['lost']);
  opens('webgpu', ['vector', 'lost']);
  await expect(encoding.encode(PICTURE)).rejects.toThrow();
  await encoding.encode(PICTURE);
  await expect(encoding.encode(PICTURE)).rejects.toThrow();
  expect(noted).toEqual([]);
});

test('WASM is never refused, because it is the last backend', async () => {
  const encoding = new ImageEncoding(TARGET);
  for (let i = 0; i < 3; i++) {
    opens('wasm', ['lost']);
    await expect(encoding.encode(PICTURE)).rejects.toThrow();
  }
  expect(noted).toEqual([]);
});

test('a worker that does not answer is terminated', async () => {
  vi.useFakeTimers();
  const encoding = new ImageEncoding(TARGET);
  const worker = opens('webgpu', ['silent']);
  const run = expect(encoding.encode(PICTURE)).rejects.toThrow('did not answer');
  await vi.advanceTimersByTimeAsync(120_000);
  await run;
  expect(worker.terminate).toHaveBeenCalled();
});

test('a device that is spared gets a new encoder now and then', async () => {
  noteCrashes(2);
  const encoding = new ImageEncoding(TARGET);
  const first = opens('wasm', []);
  const second = opens('wasm', []);
  for (let i = 0; i < 60; i++) await encoding.encode(PICTURE);
  await vi.waitFor(() => expect(first.terminate).toHaveBeenCalledOnce());
  await encoding.encode(PICTURE);
  expect(openOnBest).toHaveBeenCalledTimes(2);
  expect(second.terminate).not.toHaveBeenCalled();
  noteCrashes(0);
});

test('the pace is stored after some pictures, and what came since at the end of a run', async () => {
  const encoding = new ImageEncoding(TARGET);
  opens('wasm', []);
  await encoding.keepPace();
  for (let i = 0; i < 7; i++) await encoding.encode(PICTURE);
  expect(noted).toEqual([]);
  await encoding.encode(PICTURE);
  await vi.waitFor(() => expect(noted).toHaveLength(1));
  const { picture, photo } = noted[0]?.paces?.wasm ?? { picture: 0, photo: 0 };
  expect(picture).toBeGreaterThan(0);
  expect(photo).toBeGreaterThanOrEqual(picture);
  await encoding.keepPace();
  expect(noted).toHaveLength(1);
  await encoding.encode(PICTURE);
  await encoding.keepPace();
  expect(noted).toHaveLength(2);
});

test('of what are no photos the pace is not noted', async () => {
  const encoding = new ImageEncoding(TARGET, false);
  opens('wasm', []);
  for (let i = 0; i < 20; i++) await encoding.encode(PICTURE);
  await encoding.keepPace();
  expect(encoding.perSecond).toBeNull();
  expect(noted).toEqual([]);
});

test('pauses between runs are no part of the pace, waiting for decoders is', async () => {
  vi.useFakeTimers();
  const encoding = new ImageEncoding(TARGET);
  const worker = new FakeWorker({
    images: async () => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      return new Float32Array([1, 0]);
    },
  });
  openOnBest.mockImplementationOnce(async () => ({ worker: run(worker), backend: 'wasm' }));
  const encodeAfter = async (wait: number) => {
    await vi.advanceTimersByTimeAsync(wait);
    const encoded = encoding.encode(PICTURE);
    await vi.advanceTimersByTimeAsync(100);
    await encoded;
  };
  await encodeAfter(0);
  for (let i = 0; i < 30; i++) await encodeAfter(200);
  await encodeAfter(60_000);
  await encoding.keepPace();
  const { picture = 0, photo = 0 } = noted.at(-1)?.paces?.wasm ?? {};
  expect(picture).toBeCloseTo(100, -1);
  expect(photo).toBeGreaterThan(150);
  expect(photo).toBeLessThan(310);
});
