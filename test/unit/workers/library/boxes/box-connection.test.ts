import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { GOLDEN_PICTURES, goldenPicture } from '#core/golden';
import { importKey } from '#core/protocol/pairing';
import type { ImageEntry } from '#core/space';
import { STARTER } from '#models/spaces/starter';
import { BoxClient } from '#net/bridge/box-client';
import type { StoredBox } from '#store/schema';
import { BoxConnection } from '#workers/library/boxes/box-connection';
import type { BoxState } from '#workers/library/contract';
import type { ReadyTarget } from '#workers/library/encoding/target';
import { BoxDouble, DIMENSION, ORIGIN, pictures, SIZE } from '../../../net/bridge/box-double';

const [STARTER_IMAGE] = STARTER.images as [ImageEntry];

const { golden, RETRY_MS } = vi.hoisted(() => ({ golden: { turned: 0 }, RETRY_MS: 20 }));

// WASM's vectors of the golden pictures: those of the double, or the same rotated by this many elements.
vi.mock('#workers/library/encoding/encoder-worker', () => ({
  startEncoder: async () => {
    const rows = new Float32Array(GOLDEN_PICTURES * DIMENSION);
    for (let i = 0; i < GOLDEN_PICTURES; i++) {
      const one = ((goldenPicture(i, SIZE)[0] ?? 0) + golden.turned) % DIMENSION;
      rows[i * DIMENSION + one] = 1;
    }
    return { worker: { end: () => undefined }, golden: rows };
  },
}));
vi.mock('#workers/library/boxes/back-off', () => ({ backOff: () => RETRY_MS }));

let double: BoxDouble;
let box: BoxConnection;
/** Changes that the connection wants stored. */
let kept: Partial<StoredBox>[];

/** Another encoder each time, because WASM's vectors are cached by encoder. */
let encoders = 0;
function target(space = 'starter-2'): ReadyTarget {
  return {
    space: { ...STARTER, id: space, dimension: DIMENSION, images: [] },
    encoder: { ...STARTER_IMAGE, id: `encoder-${encoders++}` },
    preprocessing: {
      size: SIZE,
      fit: 'crop',
      filter: 'bicubic',
      rescale: 1 / 255,
      mean: [0, 0, 0],
      std: [1, 1, 1],
    },
  };
}

async function pair(other = new BoxDouble()): Promise<BoxConnection> {
  double = other;
  const key = await importKey(double.key);
  const rest = { key, added: 0, enabled: true, last: null };
  const stored: StoredBox = { id: 'a', name: 'a', ...(await double.address()), ...rest };
  box = new BoxConnection(stored, (change) => {
    if (change) kept.push(change);
  });
  return box;
}

const is = (state: BoxState['state']) => vi.waitFor(() => expect(box.state().state).toBe(state), 60_000);

beforeEach(() => {
  golden.turned = 0;
  kept = [];
  vi.stubGlobal('WebSocket', WebSocket);
  vi.stubGlobal('self', { location: { origin: ORIGIN } });
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});

afterEach(() => {
  box.dismiss();
  double.close();
});

test('a box with this device’s vectors is ready, and its speed and model are stored', async () => {
  await (await pair()).connect(target());
  expect(box.state()).toMatchObject({ state: 'ready', problem: null, name: 'Double', backend: 'onnx' });
  expect(box.stored.last?.msPerPicture).toBeGreaterThan(0);
  expect(kept.at(-1)).toEqual({ last: box.stored.last });
  expect(box.build).toBe('box:abababababab');
  expect(box.capacity).toBe(4);
  const [vector] = await box.encode([pictures(2)]);
  expect([...(vector ?? [])]).toEqual([0, 0, 1, 0]);
  expect(box.state().encoded).toBe(1);
});

test('a box is greeted without a check as long as there is nothing to compare with', async () => {
  golden.turned = 1;
  await (await pair()).greet();
  expect(box.state()).toMatchObject({ state: 'off', problem: null, name: 'Double' });
  expect(box.capacity).toBe(0);
  await box.connect(target());
  expect(box.state()).toMatchObject({ state: 'refused', problem: 'box-differs' });
});

test('a box with other vectors is refused, and gets no pictures', async () => {
  golden.turned = 1;
  await (await pair()).connect(target());
  expect(box.state()).toMatchObject({ state: 'refused', problem: 'box-differs' });
  expect(box.capacity).toBe(0);
});

test('a box of another space is refused until its space is in use', async () => {
  const other = target('clip-b32');
  await (await pair()).connect(other);
  expect(box.state()).toMatchObject({ state: 'refused', problem: 'box-space', space: 'starter-2' });
  await box.connect(other);
  expect(box.state().state).toBe('refused');
  await box.connect(target());
  expect(box.state().state).toBe('ready');
});

test('a lost box is connected and checked again', async () => {
  await (await pair()).connect(target());
  double.fates = ['hangs up'];
  await expect(box.encode([pictures(1)])).rejects.toMatchObject({ code: 'box-unreachable' });
  await vi.waitFor(() => expect(double.sessions).toBe(2), 60_000);
  await is('ready');
  expect(await box.encode([pictures(1)])).toHaveLength(1);
});

test('a box that returns invalid embeddings is refused until it is tried on request', async () => {
  await (await pair()).connect(target());
  double.fates = ['zeros'];
  await expect(box.encode([pictures(1)])).rejects.toMatchObject({ code: 'box-differs' });
  expect(box.state().state).toBe('refused');
  await box.connect(target('starter-2'), true);
  expect(box.state().state).toBe('ready');
});

test('a box that is switched off is disconnected until it is switched on', async () => {
  await (await pair()).connect(target());
  box.enable(false);
  expect(box.state()).toMatchObject({ state: 'off', enabled: false });
  expect(kept.at(-1)).toEqual({ enabled: false });
  box.enable(true);
  expect(box.stored.enabled).toBe(true);
});

test('a dismissed box is not tried again', async () => {
  await (await pair()).connect(target());
  double.close();
  await is('waiting');
  box.dismiss();
  const tries = vi.spyOn(BoxClient, 'connect');
  expect(box.state().state).toBe('off');
  // Twice the delay of a retry.
  await new Promise((resolve) => setTimeout(resolve, 2 * RETRY_MS));
  expect(tries).not.toHaveBeenCalled();
});
