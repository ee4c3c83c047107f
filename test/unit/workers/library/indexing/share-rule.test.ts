import { describe, expect, test } from 'vitest';
import { backOff } from '#workers/library/boxes/back-off';
import { nextTurn, type Standing } from '#workers/library/indexing/share-rule';

const FAST = { room: 16, ready: true, perSecond: 200 };
const AWAY = { room: 0, ready: false, perSecond: null };

function standing(change: Partial<Standing> = {}): Standing {
  return {
    waiting: 8,
    apart: 0,
    ended: false,
    full: false,
    boxes: [],
    device: { busy: false, perSecond: 10 },
    ...change,
  };
}

describe('without a box', () => {
  test('the device encodes batch after batch', () => {
    expect(nextTurn(standing())).toBe('device');
    expect(nextTurn(standing({ device: { busy: true, perSecond: 10 } }))).toBe('nobody');
    expect(nextTurn(standing({ boxes: [AWAY] }))).toBe('device');
  });

  test('a few pictures wait for more, unless no more come', () => {
    expect(nextTurn(standing({ waiting: 3 }))).toBe('nobody');
    expect(nextTurn(standing({ waiting: 3, ended: true }))).toBe('device');
    expect(nextTurn(standing({ waiting: 0, ended: true }))).toBe('nobody');
  });
});

describe('with boxes', () => {
  test('the fastest that has room gets what it takes', () => {
    const slow = { room: 4, ready: true, perSecond: 50 };
    expect(nextTurn(standing({ boxes: [slow, FAST] }))).toEqual({ box: 1, pictures: 8 });
    expect(nextTurn(standing({ boxes: [slow, { ...FAST, room: 0 }] }))).toEqual({ box: 0, pictures: 4 });
  });

  test('a device that would add little leaves its cores to the decoders', () => {
    const full = { ...FAST, room: 0 };
    expect(nextTurn(standing({ boxes: [full], full: true }))).toBe('nobody');
  });

  test('a device that adds something joins while the boxes are full and the decoders stand still', () => {
    const boxes = [{ room: 0, ready: true, perSecond: 60 }];
    expect(nextTurn(standing({ boxes }))).toBe('nobody');
    expect(nextTurn(standing({ boxes, full: true }))).toBe('device');
  });

  test('a device that is as fast as the boxes goes first, and they get what it leaves', () => {
    const boxes = [{ room: 4, ready: true, perSecond: 5 }];
    expect(nextTurn(standing({ boxes }))).toBe('device');
    expect(nextTurn(standing({ boxes, device: { busy: true, perSecond: 10 } }))).toEqual({
      box: 0,
      pictures: 4,
    });
  });

  test('what boxes failed at twice goes to the device, however fast they are', () => {
    expect(nextTurn(standing({ boxes: [FAST], waiting: 0, apart: 1 }))).toBe('device');
    expect(nextTurn(standing({ boxes: [FAST], apart: 1, device: { busy: true, perSecond: 1 } }))).toEqual({
      box: 0,
      pictures: 8,
    });
  });
});

test('waiting before another try doubles up to a minute', () => {
  expect([1, 2, 3, 7, 50].map((failures) => backOff(failures, 1))).toEqual([
    1000, 2000, 4000, 60_000, 60_000,
  ]);
  expect(backOff(1, 0)).toBe(750);
});
