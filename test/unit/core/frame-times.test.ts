import fc from 'fast-check';
import { expect, test } from 'vitest';
import { frameTimes } from '#core/frame-times';

test('a picture in about eight seconds, three to sixteen of them', () => {
  expect(frameTimes(12)).toEqual([2, 6, 10]);
  expect(frameTimes(48)).toHaveLength(6);
  expect(frameTimes(3600)).toHaveLength(16);
});

test('a very short video has fewer', () => {
  expect(frameTimes(0)).toEqual([0]);
  expect(frameTimes(0.6)).toEqual([0.3]);
  expect(frameTimes(2)).toEqual([0.5, 1.5]);
});

test('none is in the first or last fiftieth, and they rise in equal steps', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.04, max: 1e5, noNaN: true }), (length) => {
      const times = frameTimes(length);
      for (const [i, time] of times.entries()) {
        expect(time).toBeGreaterThanOrEqual(length * 0.02);
        expect(time).toBeLessThanOrEqual(length * 0.98);
        const before = times[i - 1];
        if (before !== undefined) expect(time - before).toBeCloseTo(length / times.length);
      }
    }),
  );
});
