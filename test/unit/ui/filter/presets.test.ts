import { describe, expect, test } from 'vitest';
import { EVER_AFTER, plus, wallTime } from '#core/wall-clock';
import { dayOf, dayRange, PRESETS, presetRange } from '../../../../src/ui/filter/presets';

const day = (year: number, month: number, date: number) => wallTime(year, month, date);

describe('named periods', () => {
  test.each([
    ['thisYear', day(2026, 1, 1), day(2027, 1, 1)],
    ['lastYear', day(2025, 1, 1), day(2026, 1, 1)],
    ['lastSummer', day(2026, 6, 1), day(2026, 9, 1)],
    ['last30', day(2026, 10, 27), day(2026, 11, 26)],
  ] as const)('include %s on 25 November 2026', (preset, from, before) => {
    expect(presetRange(preset, wallTime(2026, 11, 25, 15, 30))).toEqual({ from, before });
  });

  test('do not count an unfinished summer as the last one', () => {
    expect(presetRange('lastSummer', wallTime(2026, 7, 10)).from).toBe(day(2025, 6, 1));
    expect(presetRange('lastSummer', wallTime(2026, 9, 1)).from).toBe(day(2026, 6, 1));
  });

  test('consist of whole days', () => {
    for (const preset of PRESETS) {
      const { from, before } = presetRange(preset, wallTime(2026, 3, 31, 23, 59));
      expect(dayRange(dayOf(from), dayOf(plus(before, -1)))).toEqual({ from, before });
    }
  });
});

describe('a range of two days', () => {
  test('includes both', () => {
    expect(dayRange('2026-06-01', '2026-06-01')).toEqual({ from: day(2026, 6, 1), before: day(2026, 6, 2) });
  });
  test('may lack one of them, which is then shown as empty', () => {
    const since = dayRange('2026-06-01', '');
    expect(since?.before).toBe(EVER_AFTER);
    expect(dayOf(plus(since?.before ?? wallTime(2026), -1))).toBe('');
    expect(dayRange('', '')).toBeNull();
  });
});
