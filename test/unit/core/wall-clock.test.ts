import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { writeWallTime } from '#core/listing';
import { fieldsOf, instantOf, momentAt, wallOf, wallTime } from '#core/wall-clock';
import { inZone, ZONES } from '../zones';

/** Eight in the morning of New Year in Tokyo, where it is still 2023 in New York. */
const NEW_YEAR = wallTime(2024, 1, 1, 8);
const IN_TOKYO = Date.UTC(2023, 11, 31, 23);

test('the zones of these tests are in use while they last', () => {
  const shown = ZONES.map((zone) => inZone(zone, () => new Date(IN_TOKYO).getHours()));
  expect(new Set(shown).size).toBeGreaterThan(5);
});

describe('what a clock showed', () => {
  test('is written as it was', () => {
    expect(writeWallTime(NEW_YEAR)).toBe('2024-01-01T08:00:00');
    expect(writeWallTime(wallTime(12, 3, 4, 5, 6, 7))).toBe('0012-03-04T05:06:07');
    expect(fieldsOf(NEW_YEAR)).toEqual({ year: 2024, month: 1, day: 1 });
  });

  test.each(ZONES)('is that of the device for an instant: %s', (zone) => {
    inZone(zone, () => {
      fc.assert(
        fc.property(fc.integer({ min: Date.UTC(1972, 0), max: Date.UTC(2100, 0) }), (instant) => {
          const date = new Date(instant);
          const { year, month, day } = fieldsOf(wallOf(instant));
          expect([year, month - 1, day]).toEqual([date.getFullYear(), date.getMonth(), date.getDate()]);
        }),
        { numRuns: 50 },
      );
    });
  });

  test.each(ZONES)('and the device’s offset give the instant back: %s', (zone) => {
    inZone(zone, () => {
      fc.assert(
        // Since 1972 all offsets are whole minutes.
        fc.property(fc.integer({ min: Date.UTC(1972, 0), max: Date.UTC(2100, 0) }), (instant) => {
          expect(instantOf(momentAt(instant))).toBe(instant);
        }),
        { numRuns: 50 },
      );
    });
  });

  test('of a summer and a winter differs from UTC by what the zone differs then', () => {
    inZone('America/New_York', () => {
      expect(momentAt(Date.UTC(2024, 6, 1, 12))).toEqual({ taken: wallTime(2024, 7, 1, 8), offset: -240 });
      expect(momentAt(Date.UTC(2024, 0, 1, 12))).toEqual({ taken: wallTime(2024, 1, 1, 7), offset: -300 });
      // In the hour that comes twice, the offset tells which one it was.
      const twice = Date.UTC(2024, 10, 3, 6, 30);
      expect(instantOf(momentAt(twice))).toBe(twice);
    });
    expect(instantOf({ taken: NEW_YEAR, offset: 540 })).toBe(IN_TOKYO);
  });

  test('without a known offset is an instant by the device’s zone', () => {
    const found = inZone('Asia/Tokyo', () => instantOf({ taken: NEW_YEAR }));
    expect(found).toBe(IN_TOKYO);
  });
});
