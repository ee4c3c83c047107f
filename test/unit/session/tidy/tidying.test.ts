/** Comparing and mapping, with a worker for each whose answers the test holds. */

import { signal } from '@preact/signals';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Problem } from '#core/errors';
import type { Alike } from '#session/tidy/contract';
import { tidyingVerbs } from '#session/tidy/tidying';
import { FollowedWork } from '#session/tidy/work';
import type { AlikeGroup, Projection } from '#workers/tidy/contract';
import { card, cardsOf, SPACE } from '../fixtures';
import { type Held, held, settled } from '../held';

interface Worker {
  compared: Held<void>;
  groups: (Held<AlikeGroup[]> & { maxDistance: number })[];
  projected: Held<Projection>;
  dismiss: ReturnType<typeof vi.fn<() => void>>;
}

/** The workers that were spawned, in order. */
let workers: Worker[];

beforeEach(() => {
  workers = [];
  const error = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  return () => error.mockRestore();
});

const COPIES = { kind: 'copies' } as const;
const SIMILAR = { kind: 'alike', likeness: 1 } as const;
const MAP: Projection = { photos: Uint32Array.of(1, 2), places: Float32Array.of(0, 0, 1, 1) };

function group(...photos: number[]): AlikeGroup {
  return { photos: photos.map((photo) => ({ photo, cosine: 1, bytes: 1 })), bestBy: 'bytes', burst: false };
}

function tidy() {
  const ready = signal(Promise.resolve({ space: SPACE }));
  const cards = signal(cardsOf(card(1), card(2), card(3)));
  const alike = new FollowedWork<Alike>(cards);
  const map = new FollowedWork<Projection>(cards);
  const spawn = () => {
    const worker: Worker = { compared: held(), groups: [], projected: held(), dismiss: vi.fn<() => void>() };
    workers.push(worker);
    return {
      tidy: {
        compare: () => worker.compared.promise,
        groups: ({ maxDistance }: { maxDistance: number }) => {
          const asked = { ...held<AlikeGroup[]>(), maxDistance };
          worker.groups.push(asked);
          return asked.promise;
        },
        project: () => worker.projected.promise,
      },
      dismiss: worker.dismiss,
    };
  };
  return { verbs: tidyingVerbs({ ready, cards, alike, map, spawn }), ready, cards, alike, map };
}

/** Lets the first worker finish its comparison. @returns that worker */
async function compared(): Promise<Worker> {
  const [worker] = workers;
  if (!worker) throw new Error('No worker.');
  worker.compared.resolve();
  await settled();
  return worker;
}

describe('finding alike photos', () => {
  test('compares once, and answers the next wish with the same worker', async () => {
    const { verbs, alike } = tidy();
    verbs.find(COPIES);
    const worker = await compared();
    worker.groups[0]?.resolve([group(1, 2)]);
    await settled();
    expect(alike.state.value).toMatchObject({
      progress: null,
      result: { wish: COPIES, groups: [group(1, 2)] },
    });
    verbs.find(SIMILAR);
    await settled();
    expect(workers).toHaveLength(1);
    expect(worker.groups).toHaveLength(2);
    expect(alike.state.value.result?.wish).toBe(COPIES);
    worker.groups[1]?.resolve([]);
    await settled();
    expect(alike.state.value.result).toEqual({ wish: SIMILAR, groups: [] });
  });

  test('answers only the last wish, in any order of the answers', async () => {
    const { verbs, alike } = tidy();
    verbs.find(COPIES);
    verbs.find(SIMILAR);
    const worker = await compared();
    worker.groups[1]?.resolve([group(1, 3)]);
    worker.groups[0]?.resolve([group(1, 2)]);
    await settled();
    expect(alike.state.value.result).toEqual({ wish: SIMILAR, groups: [group(1, 3)] });
  });

  test('dismisses the worker on a stop, ignores its answer, and starts another one later', async () => {
    const { verbs, alike } = tidy();
    verbs.find(COPIES);
    const [worker] = workers;
    verbs.stopFinding();
    expect(worker?.dismiss).toHaveBeenCalledTimes(1);
    expect(alike.state.value).toMatchObject({ progress: null, ended: 'stopped' });
    worker?.compared.reject(new Error('Ended.'));
    await settled();
    expect(alike.state.value.ended).toBe('stopped');
    verbs.findAgain();
    expect(workers).toHaveLength(2);
    expect(alike.state.value).toMatchObject({ progress: 0, ended: null });
  });

  test('reports why it fails', async () => {
    const { verbs, alike } = tidy();
    verbs.find(COPIES);
    workers[0]?.compared.reject(new Problem('no-storage', 'Broken.'));
    await settled();
    expect(alike.state.value).toMatchObject({ progress: null, ended: 'no-storage' });
  });

  test('repeats when a photo of a group is removed, but not for any other', async () => {
    const { verbs, cards } = tidy();
    verbs.find(COPIES);
    const worker = await compared();
    worker.groups[0]?.resolve([group(1, 2)]);
    await settled();
    cards.value = cardsOf(card(1), card(2));
    await settled();
    expect(worker.groups).toHaveLength(1);
    cards.value = cardsOf(card(1));
    await settled();
    expect(worker.groups).toHaveLength(2);
    expect(workers).toHaveLength(1);
  });

  test('counts photos that were added since, until they are compared too', async () => {
    const { verbs, alike, cards } = tidy();
    verbs.find(COPIES);
    (await compared()).groups[0]?.resolve([]);
    await settled();
    cards.value = cardsOf(card(1), card(2), card(3), card(4));
    expect(alike.state.value.added).toBe(1);
    verbs.findAgain();
    workers[1]?.compared.resolve();
    await settled();
    workers[1]?.groups[0]?.resolve([]);
    await settled();
    expect(alike.state.value.added).toBe(0);
  });
});

describe('drawing the map', () => {
  test('dismisses the worker when the map is done', async () => {
    const { verbs, map } = tidy();
    verbs.drawMap();
    workers[0]?.projected.resolve(MAP);
    await settled();
    expect(map.state.value).toMatchObject({ progress: null, result: MAP, ended: null });
    expect(workers[0]?.dismiss).toHaveBeenCalledTimes(1);
  });

  test('stops at once', async () => {
    const { verbs, map } = tidy();
    verbs.drawMap();
    verbs.stopMap();
    expect(workers[0]?.dismiss).toHaveBeenCalledTimes(1);
    workers[0]?.projected.resolve(MAP);
    await settled();
    expect(map.state.value).toMatchObject({ result: null, ended: 'stopped' });
  });
});

test('a change of the space discards both results and dismisses their workers', async () => {
  const { verbs, ready, alike, map } = tidy();
  verbs.find(COPIES);
  verbs.drawMap();
  (await compared()).groups[0]?.resolve([group(1, 2)]);
  await settled();
  ready.value = Promise.resolve({ space: { ...SPACE, id: 'other' } });
  expect(workers.map(({ dismiss }) => dismiss.mock.calls.length)).toEqual([1, 1]);
  for (const work of [alike, map]) {
    expect(work.state.value).toEqual({ progress: null, result: null, ended: null, added: 0 });
  }
});
