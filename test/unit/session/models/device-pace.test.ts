import { signal } from '@preact/signals';
import { afterEach, expect, test, vi } from 'vitest';
import type { Indexing } from '#core/photo';
import { STARTER } from '#models/spaces/starter';
import { devicePace, knownTimes } from '#session/models/device-pace';
import type { BackendChoice } from '#workers/library/contract';
import { settled } from '../held';

const IMAGE = 'starter-2/image/fp32';
const SEEN: BackendChoice = {
  ...{ encoder: IMAGE, backend: 'wasm', wanted: null, timings: {}, refused: {} },
  paces: { wasm: { picture: 50, photo: 80 } },
};
const GRAPHICS = { half: 2e8, full: 1e8, step: 0.05 };

/** A page in a browser with this adapter, whose encoder's worker gives these figures. */
function device({ adapter = null as object | null, fails = false } = {}) {
  vi.stubGlobal('navigator', {
    userAgent: 'Chrome',
    hardwareConcurrency: 2,
    gpu: { requestAdapter: async () => adapter },
  });
  vi.stubGlobal('self', { crossOriginIsolated: false });
  const calls: string[] = [];
  const backends = signal<readonly BackendChoice[]>([]);
  const indexing = signal<Pick<Indexing, 'state'>>({ state: 'idle' });
  const spawn = () => ({
    encoder: {
      openImage: async (entry: { id: string }) => {
        calls.push(`open ${entry.id}`);
        if (fails) throw new Error('No files.');
      },
      probe: async () => ({ timing: { min: 30, avg: 40, max: 60 }, processor: 80 }),
      measureGraphics: async () => {
        calls.push('graphics');
        return GRAPHICS;
      },
    },
    dismiss: () => calls.push('dismiss'),
  });
  return {
    calls,
    backends,
    indexing,
    measure: () => devicePace({ starter: STARTER, backends, indexing, spawn }),
  };
}

const HARDWARE = { info: { vendor: 'nvidia', architecture: 'turing', isFallbackAdapter: false } };
const SOFTWARE = { info: { vendor: 'google', architecture: 'swiftshader' } };

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test('what indexing saw is taken, and no worker is started without a graphics processor', async () => {
  const { calls, backends, measure } = device();
  backends.value = [SEEN];
  expect(await measure()).toEqual({ starter: 50, photo: 80, graphics: null });
  expect(calls).toEqual([]);
});

test('a graphics processor is measured in a worker, which then ends', async () => {
  const { calls, backends, measure } = device({ adapter: HARDWARE });
  backends.value = [SEEN];
  expect(await measure()).toEqual({ starter: 50, photo: 80, graphics: GRAPHICS });
  expect(calls).toEqual(['graphics', 'dismiss']);
});

test('a software adapter counts as none', async () => {
  const { calls, backends, measure } = device({ adapter: SOFTWARE });
  backends.value = [SEEN];
  expect((await measure())?.graphics).toBeNull();
  expect(calls).toEqual([]);
});

test('while indexing runs, its pace is awaited', async () => {
  const { calls, backends, indexing, measure } = device();
  indexing.value = { state: 'running' };
  let pace: Awaited<ReturnType<typeof measure>> | undefined;
  void measure().then((measured) => {
    pace = measured;
  });
  await settled();
  expect(pace).toBeUndefined();
  backends.value = [SEEN];
  await settled();
  expect(pace).toMatchObject({ starter: 50 });
  expect(calls).toEqual([]);
});

test('where indexing saw nothing, e.g. with boxes, the starter is probed', async () => {
  const { calls, measure } = device();
  expect(await measure()).toEqual({ starter: 40, photo: 0, graphics: null });
  expect(calls).toEqual([`open ${IMAGE}`, 'dismiss']);
});

test('a device that cannot be measured has no pace, and the worker ends', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const { calls, measure } = device({ fails: true });
  expect(await measure()).toBeNull();
  expect(calls).toEqual([`open ${IMAGE}`, 'dismiss']);
});

test('of an encoder that was here, what indexing saw comes before its probe, and what was refused is out', () => {
  const probed: BackendChoice = {
    ...{ encoder: 'b', backend: 'wasm', wanted: null, refused: { tower: 'It does not know Conv.' } },
    timings: { wasm: { min: 1, avg: 2, max: 3 }, webgpu: { min: 4, avg: 5, max: 6 } },
    paces: { wasm: { picture: 7, photo: 9 } },
  };
  expect(knownTimes([SEEN, probed])).toEqual({
    [IMAGE]: { wasm: 50 },
    b: { wasm: 7, tower: Number.POSITIVE_INFINITY, webgpu: 5 },
  });
});
