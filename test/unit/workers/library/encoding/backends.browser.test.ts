import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Problem } from '#core/errors';
import type { Backend, ImageEntry } from '#core/space';
import { eraseDatabase } from '#store/database';
import type { EncodeWorker } from '#workers/encode/contract';
import {
  allChosenBackends,
  noteBackends,
  noteTextBackends,
  openOnBest,
  wantBackend,
} from '#workers/library/encoding/backends';
import type { startEncoder, Tested } from '#workers/library/encoding/encoder-worker';
import { choices, choose, finishChange, isHere, targetNow, targetOf } from '#workers/library/encoding/target';
import { run } from '#workers/shared/running';
import { FakeWorker } from '../../shared/fake-worker';
import { ENCODER, SPACE } from '../library-doubles';

/** Milliseconds a picture of each backend of this device, or its problem. */
let device: Partial<Record<Backend, number | Problem>>;
let candidates: Backend[];
let workers: { backend: Backend; tested: Tested; worker: FakeWorker }[];

const target = { encoder: ENCODER, space: SPACE };

const start: typeof startEncoder = async (_, backend, tested) => {
  const speed = device[backend] ?? new Problem('encoder-failed', `There is no ${backend}.`);
  const worker = new FakeWorker({
    backendCandidates: () => candidates,
    probe: () => ({ timing: { min: speed, avg: speed, max: speed }, processor: speed }),
  });
  workers.push({ backend, tested, worker });
  if (speed instanceof Problem) throw speed;
  return { worker: run<EncodeWorker>(worker), backend, golden: Float32Array.of(1) };
};

const open = async () => (await openOnBest(target, start)).backend;
const started = () => workers.splice(0).map(({ backend }) => backend);

beforeEach(async () => {
  await eraseDatabase();
  workers = [];
  candidates = ['wasm', 'webgpu'];
});

afterEach(() => eraseDatabase());

describe('the backend of an encoder', () => {
  test('is the fastest that passes its self-test, and is stored', async () => {
    device = { wasm: 100, webgpu: 10 };
    expect(await open()).toBe('webgpu');
    const ended = workers.filter(({ worker }) => worker.terminate.mock.calls.length > 0);
    expect(ended.map(({ backend }) => backend)).toEqual(['wasm']);
    expect(started()).toEqual(['wasm', 'webgpu']);
    expect(await open()).toBe('webgpu');
    expect(started()).toEqual(['webgpu']);
    expect(await allChosenBackends()).toMatchObject([{ backend: 'webgpu', wanted: null, refused: {} }]);
  });

  test('is tested against WASM the first time, and then rechecked, but for the choice of the user', async () => {
    device = { wasm: 100, webgpu: 10 };
    await open();
    await open();
    await wantBackend(ENCODER.id, 'wasm');
    await open();
    expect(workers.map(({ backend, tested }) => [backend, tested])).toEqual([
      ['wasm', { expected: null }],
      ['webgpu', { expected: Float32Array.of(1) }],
      ['webgpu', 'before'],
      ['wasm', { expected: null }],
    ]);
  });

  test('is WASM if the other one is slower or fails', async () => {
    device = { wasm: 10, webgpu: 100 };
    expect(await open()).toBe('wasm');
    await eraseDatabase();
    device = { wasm: 10, webgpu: new Problem('encoder-failed', 'It disagrees.') };
    expect(await open()).toBe('wasm');
    expect(await allChosenBackends()).toMatchObject([{ refused: { webgpu: 'It disagrees.' } }]);
  });

  test('is measured again if the one in use no longer opens', async () => {
    device = { wasm: 100, webgpu: 10 };
    await open();
    device = { wasm: 100, webgpu: new Problem('encoder-failed', 'The driver is gone.') };
    expect(await open()).toBe('wasm');
    expect(await allChosenBackends()).toMatchObject([
      { backend: 'wasm', refused: { webgpu: 'The driver is gone.' } },
    ]);
  });

  test('is measured anew once the app has its own runtime of towers, which every device has', async () => {
    device = { wasm: 100, webgpu: 120 };
    expect(await open()).toBe('wasm');
    started();
    candidates = ['wasm', 'tower'];
    device = { wasm: 100, tower: 50 };
    const encoder: ImageEntry = { ...ENCODER, backends: ['wasm', 'tower'] };
    const openTower = async () => (await openOnBest({ encoder, space: SPACE }, start)).backend;
    expect(await openTower()).toBe('tower');
    expect(started()).toEqual(['wasm', 'tower']);
    expect(await openTower()).toBe('tower');
    expect(started()).toEqual(['tower']);
    // The user's own choice stands.
    await wantBackend(encoder.id, 'wasm');
    expect(await openTower()).toBe('wasm');
  });

  test('is WASM where our runtime of towers refuses the graph; that is not tried again', async () => {
    candidates = ['wasm', 'tower'];
    device = { wasm: 100, tower: new Problem('model-unsupported', 'It does not know LSTM.') };
    const target = { encoder: { ...ENCODER, backends: candidates }, space: SPACE };
    expect((await openOnBest(target, start)).backend).toBe('wasm');
    started();
    expect((await openOnBest(target, start)).backend).toBe('wasm');
    expect(started()).toEqual(['wasm']);
    expect(await allChosenBackends()).toMatchObject([{ refused: { tower: 'It does not know LSTM.' } }]);
  });

  test('is not refused because a model is missing', async () => {
    device = { wasm: 100, webgpu: 10 };
    await open();
    device = { webgpu: new Problem('model-missing', 'No file.') };
    await expect(open()).rejects.toMatchObject({ name: 'model-missing' });
    expect(await allChosenBackends()).toMatchObject([{ backend: 'webgpu', refused: {} }]);
  });

  test('is not refused because its code could not be fetched, and is measured the next time', async () => {
    device = { wasm: 100, webgpu: new Problem('network', 'No network.') };
    expect(await open()).toBe('wasm');
    expect(await allChosenBackends()).toEqual([]);
    device = { wasm: 100, webgpu: 10 };
    expect(await open()).toBe('webgpu');
    device = { wasm: 100, webgpu: new Problem('network', 'No network.') };
    expect(await open()).toBe('wasm');
    expect(await allChosenBackends()).toMatchObject([{ backend: 'webgpu', refused: {} }]);
  });

  test("is the user's own choice until they let the measurement choose again", async () => {
    device = { wasm: 100, webgpu: 10 };
    await open();
    await wantBackend(ENCODER.id, 'wasm');
    expect(await open()).toBe('wasm');
    await wantBackend(ENCODER.id, null);
    expect(await open()).toBe('webgpu');
  });

  test('stays their own choice if they made it while the device was measured', async () => {
    device = { wasm: 100, webgpu: 10 };
    const chosenMeanwhile: typeof startEncoder = async (...of) => {
      const started = await start(...of);
      if (started.backend === 'webgpu') await wantBackend(ENCODER.id, 'wasm');
      return started;
    };
    await openOnBest(target, chosenMeanwhile);
    expect(await allChosenBackends()).toMatchObject([
      { wanted: 'wasm', backend: 'wasm', timings: { webgpu: { avg: 10 } } },
    ]);
    expect(await open()).toBe('wasm');
  });

  test('keeps the choice, the pace of a run and a refusal that come at the same time', async () => {
    device = { wasm: 100, webgpu: 10 };
    await open();
    const pace = { picture: 20, photo: 30 };
    await Promise.all([
      noteBackends(ENCODER.id, (known) => ({ ...known, paces: { ...known.paces, webgpu: pace } })),
      wantBackend(ENCODER.id, 'wasm'),
      noteBackends(ENCODER.id, (known) => ({ ...known, refused: { ...known.refused, webgpu: 'lost' } })),
    ]);
    expect(await allChosenBackends()).toMatchObject([
      { wanted: 'wasm', paces: { webgpu: pace }, refused: { webgpu: 'lost' } },
    ]);
  });
});

describe('the backend of a text encoder', () => {
  const took = (avg: number) => ({ min: avg, avg, max: avg });

  test('is the faster of both in its trial, which is stored', async () => {
    const timings = { wasm: took(30), tower: took(12) };
    await noteTextBackends('texts', timings, {});
    expect(await allChosenBackends()).toMatchObject([{ encoder: 'texts', backend: 'tower', timings }]);
    await noteTextBackends('texts', { wasm: took(30), tower: took(31) }, {});
    expect(await allChosenBackends()).toMatchObject([{ backend: 'wasm' }]);
  });

  test('is WASM where our runtime is refused, with the reason', async () => {
    await noteTextBackends('texts', {}, { tower: 'They disagree.' });
    expect(await allChosenBackends()).toMatchObject([
      { encoder: 'texts', backend: 'wasm', refused: { tower: 'They disagree.' } },
    ]);
  });
});

describe('the target of encoding', () => {
  const CLIP = { space: 'clip-b32', image: 'clip-b32/image/q8' };

  test('is the chosen space, and takes over at once in an empty library', async () => {
    const { active } = await choices();
    expect((await targetNow()).encoder.id).toBe(active.image);
    await choose(CLIP);
    expect(await choices()).toEqual({ active: CLIP, next: null, unknown: null });
    expect((await targetNow()).encoder.id).toBe(CLIP.image);
  });

  test('must be in the catalogue', async () => {
    const unknown = { space: CLIP.space, image: 'clip-b32/image/q1' };
    await expect(choose(unknown)).rejects.toMatchObject({ code: 'model-unsupported' });
    await expect(targetOf(unknown)).rejects.toMatchObject({ code: 'model-unsupported' });
  });

  test('does not take over after it was cancelled', async () => {
    expect(await finishChange(CLIP)).toBe(false);
    expect((await choices()).active).not.toEqual(CLIP);
  });

  test('is missing until its files are stored', async () => {
    expect(await isHere(await targetOf(CLIP))).toBe(false);
  });
});
