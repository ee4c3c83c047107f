import { describe, expect, test } from 'vitest';
import { Away, countAway, countsOf } from '#core/away';
import type { Origin } from '#core/photo';

const file = (path: string, more: Partial<Origin> = {}): Origin => ({
  source: 's',
  path,
  bytes: 1,
  modified: 1,
  photo: 7,
  ...more,
});
const gone = file('gone.jpg', { missing: 5 });
const leftOut = file('out.jpg', { leftOut: true });

describe('a photo', () => {
  test('leaves the views when none of its files is shown, and is told once', () => {
    const away = new Away();
    expect(away.settle(7, [gone])).toBe('left');
    expect(away.settle(7, [gone, file('other.jpg', { missing: 6 })])).toBeNull();
    expect([away.has(7), away.size]).toEqual([true, 1]);
  });

  test('stays as long as one of its files is there', () => {
    const away = new Away();
    expect(away.settle(7, [gone, file('copy.jpg')])).toBeNull();
    expect(away.has(7)).toBe(false);
  });

  test('is back with its file', () => {
    const away = new Away();
    away.settle(7, [leftOut]);
    expect(away.settle(7, [file('out.jpg')])).toBe('back');
    expect(away.size).toBe(0);
  });

  test('that has no file at all is not back: it is deleted', () => {
    const away = new Away();
    away.settle(7, [gone]);
    expect(away.settle(7, [])).toBeNull();
    expect(away.size).toBe(0);
  });

  test('is not missing if a file of it is only left out', () => {
    const away = new Away();
    away.settle(7, [gone, leftOut]);
    expect(away.missing()).toEqual([]);
    away.settle(7, [gone, { ...leftOut, missing: 6 }]);
    expect(away.missing()).toEqual([7]);
  });
});

test('what the user keeps looking for is missing, but not offered for removal', () => {
  const away = new Away();
  away.settle(7, [gone]);
  away.keepLooking();
  away.settle(9, [{ ...gone, photo: 9 }]);
  expect([away.missing(), away.missing(true)]).toEqual([[7, 9], [9]]);
});

describe('the stored form', () => {
  const away = new Away();
  away.settle(7, [gone]);
  away.settle(8, [{ ...leftOut, source: 'other', photo: 8 }]);
  away.keepLooking();
  away.settle(9, [{ ...gone, photo: 9 }]);

  test('is read back as it was', () => {
    const read = new Away(structuredClone(away.stored()));
    expect(read.stored()).toEqual(away.stored());
    expect(read.missing()).toEqual([7, 9]);
    expect([...read.numbers()].sort()).toEqual([7, 8, 9]);
  });

  test('counts each photo under one source and reason', () => {
    expect(countsOf(away.stored().s)).toEqual({ missing: 1, awaited: 1, leftOut: 0 });
    expect(countsOf(away.stored().other)).toEqual({ missing: 0, awaited: 0, leftOut: 1 });
    expect(countsOf(away.stored().third)).toEqual({ missing: 0, awaited: 0, leftOut: 0 });
  });

  test('goes on looking for a photo that was not offered again', () => {
    away.settle(7, [gone]);
    expect(countsOf(away.stored().s)).toEqual({ missing: 1, awaited: 1, leftOut: 0 });
  });
});

test('photos that are away are counted from the stored lists', () => {
  const stored = {
    a: { missing: Uint32Array.of(1, 2), leftOut: Uint32Array.of(3) },
    b: { awaited: Uint32Array.of(9) },
  };
  expect(countAway(stored)).toBe(new Away(stored).size);
  expect(countAway(stored)).toBe(4);
  expect(countAway(undefined)).toBe(0);
});
