/** When the connections of boxes are closed for want of work. */

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Boxes } from '#workers/library/boxes/boxes';

const connection = vi.hoisted(() => ({
  stored: { id: 'attic', enabled: true },
  connect: async () => undefined,
  session: () => ({}),
  state: () => ({}),
  dismiss: vi.fn(),
}));
const measured = vi.hoisted(() => ({ end: () => {} }));

vi.mock('#store/boxes', () => ({ allBoxes: async () => [connection.stored] }));
vi.mock('#workers/library/boxes/box-connection', () => ({
  BoxConnection: class {
    constructor() {
      Object.assign(this, connection);
    }
  },
}));
vi.mock('#workers/library/boxes/box-measuring', () => ({
  measureBox: () =>
    new Promise<void>((resolve) => {
      measured.end = resolve;
    }),
}));
vi.mock('#workers/library/encoding/target', () => ({
  targetNow: async () => ({}),
  described: async () => ({}),
}));

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

test('a box that is measured is not idle, however long it takes and whatever came before', async () => {
  const boxes = new Boxes();
  await boxes.states();
  // As after it was paired.
  boxes.rest();
  const measuring = boxes.verbs.measureBox('attic');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(connection.dismiss).not.toHaveBeenCalled();
  measured.end();
  await measuring;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(connection.dismiss).toHaveBeenCalledTimes(1);
});
