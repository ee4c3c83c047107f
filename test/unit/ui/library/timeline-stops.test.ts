import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fieldsOf, type WallTime, wallTime } from '#core/wall-clock';
import { monthsOf } from '../../../../src/ui/grid/months';
import { layoutRows } from '../../../../src/ui/grid/rows';
import { marksOf, stopAt, stopByKey, stopsOf } from '../../../../src/ui/library/timeline-stops';

const SHAPING = { width: 1000, gap: 3, headerHeight: 52, columns: null, rowHeight: 200 };

/** Returns a library with these numbers of photos in the months from January 2020 on, newest first. */
function library(...counts: number[]) {
  const photos = counts
    .flatMap((count, month) =>
      Array.from({ length: count }, () => ({
        no: 1,
        name: '',
        width: 4,
        height: 3,
        color: 0,
        taken: wallTime(2020, month + 1, 2),
      })),
    )
    .reverse();
  const months = monthsOf(photos);
  const layout = layoutRows(photos, months, SHAPING);
  return { months, layout, stops: stopsOf(months, layout) };
}

const nameOf = (time: WallTime) => `${fieldsOf(time).year}-${fieldsOf(time).month}`;

describe('the timeline', () => {
  test('has a stop at the beginning of each month in the grid, the newest first', () => {
    const { stops, layout } = library(300, 30, 0, 30);
    expect(stops.map(({ time }) => nameOf(time))).toEqual(['2020-4', '2020-2', '2020-1']);
    expect(stops[0]?.share).toBe(0);
    for (const { top, share } of stops) {
      expect(share).toBeCloseTo(top / layout.height, 9);
      expect(layout.rows.some((row) => row.kind === 'header' && row.top === top)).toBe(true);
    }
    // January alone fills most of the grid, so it has most of the line.
    expect(stops[2]?.share).toBeLessThan(0.3);
  });

  test('finds the month at every point', () => {
    const { stops } = library(40, 40, 40);
    stops.forEach(({ share }, at) => {
      expect(stopAt(stops, share)).toBe(at);
      expect(stopAt(stops, share + 0.01)).toBe(at);
    });
    expect(stopAt(stops, 1)).toBe(2);
    expect(stopAt([], 0.5)).toBe(0);
  });

  test('has marks that never overlap, however many months there are', () => {
    const room = { year: 22, dot: 9 };
    fc.assert(
      fc.property(
        fc.array(fc.nat(40), { minLength: 1, maxLength: 200 }),
        fc.integer({ min: 50, max: 900 }),
        (counts, length) => {
          const { stops } = library(...counts);
          const marks = marksOf(stops, length, room);
          if (stops.length > 0) expect(marks[0]?.year).not.toBeNull();
          marks.slice(1).forEach((mark, i) => {
            const before = marks[i] as (typeof marks)[number];
            const least = Math.min(
              mark.year === null ? room.dot : 15.5,
              before.year === null ? room.dot : 15.5,
            );
            expect((mark.stop.share - before.stop.share) * length).toBeGreaterThanOrEqual(least - 1e-6);
          });
          const years = marks.flatMap(({ year }) => year ?? []);
          expect(years).toEqual([...new Set(years)].sort((a, b) => b - a));
        },
      ),
    );
  });

  test('moves by month and by year with the keys, and stops at both ends', () => {
    const { stops } = library(...Array<number>(30).fill(9));
    const go = (from: number, key: string) =>
      nameOf(stops[stopByKey(stops, from, key) ?? -1]?.time ?? wallTime(2020));
    expect(go(0, 'ArrowDown')).toBe('2022-5');
    expect(go(0, 'ArrowUp')).toBe('2022-6');
    expect(go(0, 'PageDown')).toBe('2021-12');
    expect(go(8, 'PageUp')).toBe('2021-12');
    expect(go(6, 'PageUp')).toBe('2022-6');
    expect(go(3, 'End')).toBe('2020-1');
    expect(go(29, 'PageDown')).toBe('2020-1');
    expect(go(3, 'Home')).toBe('2022-6');
    expect(stopByKey(stops, 3, 'a')).toBeNull();
  });
});
