import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { period, readPeriod, writePeriod } from '#core/query/period';
import { EVER_AFTER, EVER_BEFORE, earlier, later, type WallTime, wallTime } from '#core/wall-clock';

const day = (year: number, month: number, date: number) => wallTime(year, month, date);

describe('readPeriod', () => {
  test.each([
    ['2024', day(2024, 1, 1), day(2025, 1, 1)],
    ['2024-12', day(2024, 12, 1), day(2025, 1, 1)],
    ['2024/2/29', day(2024, 2, 29), day(2024, 3, 1)],
    ['2023..2024', day(2023, 1, 1), day(2025, 1, 1)],
    ['2024〜2023', day(2023, 1, 1), day(2025, 1, 1)],
    ['..2024', EVER_BEFORE, day(2025, 1, 1)],
  ])('reads %s', (text, from, before) => {
    expect(readPeriod(text)).toEqual({ from, before });
  });

  test.each(['', '..', '24', '1825', '2023-02-29', '2024-13', '2024-00', '2024..x', '2024..2025..2026'])(
    'rejects %j',
    (text) => {
      expect(readPeriod(text)).toBeNull();
    },
  );
});

describe('writePeriod', () => {
  test.each([
    [period(2024), '2024'],
    [period(2024, 6), '2024-06'],
    [period(2024, 6, 15), '2024-06-15'],
    [{ from: day(2023, 1, 1), before: day(2025, 1, 1) }, '2023..2024'],
    [{ from: day(2024, 6, 1), before: day(2024, 9, 1) }, '2024-06..2024-08'],
    [{ from: day(2024, 1, 1), before: EVER_AFTER }, '2024..'],
  ])('writes %j as %s', (range, text) => {
    expect(writePeriod(range)).toBe(text);
  });

  test('writes periods that are read back to the millisecond', () => {
    const moment = fc.integer({ min: -8.64e15, max: 8.64e15 }).map((ms) => ms as WallTime);
    const end = fc.oneof(moment, fc.constant(EVER_AFTER));
    fc.assert(
      fc.property(moment, end, (a, b) => {
        const range = { from: earlier(a, b), before: later(a, b) };
        expect(readPeriod(writePeriod(range))).toEqual(range);
      }),
    );
  });
});
