import { describe, expect, test } from 'vitest';
import { backOff } from '#workers/library/boxes/back-off';
import { nextAssignment, type ShareState } from '#workers/library/indexing/share-rule';

const FAST = { capacity: 16, ready: true, perSecond: 200 };
const AWAY = { capacity: 0, ready: false, perSecond: null };

function state(change: Partial<ShareState> = {}): ShareState {
  return {
    waiting: 8,
    deviceOnly: 0,
    ended: false,
    full: false,
    boxes: [],
    device: { busy: false, perSecond: 10 },
    ...change,
  };
}

describe('without a box', () => {
  test('the device encodes batch after batch', () => {
    expect(nextAssignment(state())).toBe('device');
    expect(nextAssignment(state({ device: { busy: true, perSecond: 10 } }))).toBe('none');
    expect(nextAssignment(state({ boxes: [AWAY] }))).toBe('device');
  });

  test('a few pictures wait for more, unless no more come', () => {
    expect(nextAssignment(state({ waiting: 3 }))).toBe('none');
    expect(nextAssignment(state({ waiting: 3, ended: true }))).toBe('device');
    expect(nextAssignment(state({ waiting: 0, ended: true }))).toBe('none');
  });
});

describe('with boxes', () => {
  test('the fastest one with capacity gets what it accepts', () => {
    const slow = { capacity: 4, ready: true, perSecond: 50 };
    expect(nextAssignment(state({ boxes: [slow, FAST] }))).toEqual({ box: 1, pictures: 8 });
    expect(nextAssignment(state({ boxes: [slow, { ...FAST, capacity: 0 }] }))).toEqual({
      box: 0,
      pictures: 4,
    });
  });

  test('a device that would add little leaves its cores to the decoders', () => {
    const full = { ...FAST, capacity: 0 };
    expect(nextAssignment(state({ boxes: [full], full: true }))).toBe('none');
  });

  test('a device that adds enough joins while the boxes are full and the decoders are idle', () => {
    const boxes = [{ capacity: 0, ready: true, perSecond: 60 }];
    expect(nextAssignment(state({ boxes }))).toBe('none');
    expect(nextAssignment(state({ boxes, full: true }))).toBe('device');
  });

  test('a device that is as fast as the boxes comes first, and they get the rest', () => {
    const boxes = [{ capacity: 4, ready: true, perSecond: 5 }];
    expect(nextAssignment(state({ boxes }))).toBe('device');
    expect(nextAssignment(state({ boxes, device: { busy: true, perSecond: 10 } }))).toEqual({
      box: 0,
      pictures: 4,
    });
  });

  test('pictures that boxes failed at twice are for the device, however fast the boxes are', () => {
    expect(nextAssignment(state({ boxes: [FAST], waiting: 0, deviceOnly: 1 }))).toBe('device');
    const busy = { busy: true, perSecond: 1 };
    expect(nextAssignment(state({ boxes: [FAST], deviceOnly: 1, device: busy }))).toEqual({
      box: 0,
      pictures: 8,
    });
  });
});

test('the delay before a retry doubles up to a minute', () => {
  expect([1, 2, 3, 7, 50].map((failures) => backOff(failures, 1))).toEqual([
    1000, 2000, 4000, 60_000, 60_000,
  ]);
  expect(backOff(1, 0)).toBe(750);
});
