import { beforeEach, expect, test, vi } from 'vitest';
import type { ImageEntry } from '#core/space';
import { STARTER } from '#models/spaces/starter';
import type { EncodeWorker } from '#workers/encode/contract';
import { run } from '#workers/shared/running';
import { FakeWorker } from '../../shared/fake-worker';

const [ENCODER] = STARTER.images as [ImageEntry];
const TARGET = { encoder: ENCODER, space: { dimension: 2 } };

type Step = (threads: number) => Promise<void>;

let workers: FakeWorker[];
let threadsAsked: number[];

/** Workers that open an encoder as `open` does, and run it as `test` does. */
function spawning(open: Step, test: Step = async () => undefined) {
  return () => {
    let threads = 0;
    const worker = new FakeWorker({
      openImage: (_encoder: unknown, _dimension: number, _backend: string, wanted: number) => {
        threads = wanted;
        threadsAsked.push(threads);
        return open(threads);
      },
      selfTest: async () => {
        await test(threads);
        return Float32Array.of(1);
      },
    });
    workers.push(worker);
    return run<EncodeWorker>(worker);
  };
}

/** A tab of its own, whose page shares memory with threads. */
async function freshTab() {
  vi.resetModules();
  return (await import('#workers/library/encoding/encoder-worker')).startEncoder;
}

const hangsWithThreads: Step = (threads) => (threads > 1 ? new Promise(() => undefined) : Promise.resolve());
const opens: Step = async () => undefined;

beforeEach(() => {
  workers = [];
  threadsAsked = [];
  vi.stubGlobal('self', { crossOriginIsolated: true, SharedArrayBuffer });
  vi.stubGlobal('navigator', { hardwareConcurrency: 4, userAgent: '' });
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  return () => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  };
});

test.each([
  ['is opened', spawning(hangsWithThreads)],
  ['runs', spawning(opens, hangsWithThreads)],
])(
  'an encoder that hangs with threads as it %s is opened with one, and so are later ones',
  async (_, spawn) => {
    const startEncoder = await freshTab();
    const started = startEncoder(TARGET, 'wasm', { expected: null }, spawn);
    await vi.waitFor(() => expect(threadsAsked).toEqual([4]));
    await vi.advanceTimersByTimeAsync(90_000);
    await vi.waitFor(() => expect(threadsAsked).toEqual([4, 1]));
    const { worker } = await started;
    expect(workers[0]?.terminate).toHaveBeenCalled();
    expect(workers[1]?.terminate).not.toHaveBeenCalled();
    worker.end();
    await startEncoder(TARGET, 'wasm', { expected: null }, spawn);
    expect(threadsAsked).toEqual([4, 1, 1]);
  },
);

test('one that fails is not opened again', async () => {
  const startEncoder = await freshTab();
  const fails = spawning(() => Promise.reject(new Error('No such operator.')));
  await expect(startEncoder(TARGET, 'wasm', { expected: null }, fails)).rejects.toThrow('No such operator.');
  expect(threadsAsked).toEqual([4]);
  expect(workers[0]?.terminate).toHaveBeenCalled();
});

test('a graphics device may take as long as it likes', async () => {
  const startEncoder = await freshTab();
  let open = () => {};
  const slow = spawning(() => new Promise((resolve) => (open = resolve)));
  const started = startEncoder(TARGET, 'webgpu', { expected: null }, slow);
  await vi.waitFor(() => expect(threadsAsked).toHaveLength(1));
  await vi.advanceTimersByTimeAsync(300_000);
  open();
  expect((await started).backend).toBe('webgpu');
  expect(threadsAsked).toEqual([4]);
});
