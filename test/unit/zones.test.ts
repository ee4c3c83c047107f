import { describe, expect, test } from 'vitest';
import { listingOf } from '#core/listing';
import { dateReader } from '#core/query/dates/reader';
import { period, readPeriod, writePeriod } from '#core/query/period';
import { type WallTime, wallTime } from '#core/wall-clock';
import { facetsOf } from '#workers/search/facets';
import { dayOf, dayRange, PRESETS, presetRange } from '../../src/ui/filter/presets';
import { monthsOf } from '../../src/ui/grid/months';
import { formatDay, formatDays, formatMoment, formatMonth, formatYear } from '../../src/ui/i18n';
import { card } from './session/fixtures';
import { inZone, ZONES } from './zones';

/** Eight in the morning of New Year in Tokyo, where it is still 2023 in New York. */
const NEW_YEAR = wallTime(2024, 1, 1, 8);

describe.each(ZONES)('on a device in %s, a photo of 1 January 2024, 08:00', (zone) => {
  const here = <T>(work: () => T) => inZone(zone, work);

  test('is shown with this day, time, month and year', () => {
    expect(here(() => formatMoment(NEW_YEAR))).toMatch(/^January 1, 2024 at 8:00\sAM$/);
    expect(here(() => formatDay(NEW_YEAR))).toBe('January 1, 2024');
    expect(here(() => formatMonth(NEW_YEAR))).toBe('January 2024');
    expect(here(() => formatYear(2024))).toBe('2024');
    expect(here(() => formatDays(wallTime(2024), wallTime(2024, 1, 31)))).toMatch(/^Jan 1\s–\s31, 2024$/);
  });

  test('stands under January, apart from December', () => {
    const [first, second] = [card(1), card(2)].map((each) => ({ ...each, taken: NEW_YEAR }));
    const december = { ...card(3), taken: wallTime(2023, 12, 31, 23, 59, 59) };
    const months = here(() => monthsOf([first, second, december].flatMap((photo) => photo ?? [])));
    expect(months.map(({ from, to }) => [from, to])).toEqual([
      [0, 2],
      [2, 3],
    ]);
  });

  test('is found by its year, month and day, and by no other', () => {
    const finds = (text: string) => {
      const range = readPeriod(text);
      return range !== null && NEW_YEAR >= range.from && NEW_YEAR < range.before;
    };
    expect(here(() => ['2024', '2024-01', '2024-01-01', '2024-01-01..'].map(finds))).toEqual(
      Array(4).fill(true),
    );
    expect(here(() => ['2023', '2023-12-31', '..2023', '2024-01-02'].map(finds))).toEqual(
      Array(4).fill(false),
    );
    expect(here(() => writePeriod(period(2024, 1, 1)))).toBe('2024-01-01');
    expect(here(() => dayRange('2024-01-01', '2024-01-01'))).toEqual(period(2024, 1, 1));
    expect(here(() => dayOf(NEW_YEAR))).toBe('2024-01-01');
  });

  test('is found by words about dates, counted from what the clock shows', () => {
    const found = (now: WallTime) =>
      dateReader('en-US', now).among('today, yesterday, last week, this year, January 1st, 2024');
    const ranges = here(() => found(wallTime(2024, 1, 2, 0, 30))).map(({ range }) => writePeriod(range));
    expect(ranges).toEqual(['2024-01-02', '2024-01-01', '2023-12-25..2023-12-31', '2024', '2024-01-01']);
  });

  test('counts for 2024 where photos are counted by year, and is of that day in a list', () => {
    const photo = { ...card(1), taken: NEW_YEAR, type: 'image/jpeg', bytes: 1, origins: [], tags: [] };
    const facets = here(() => facetsOf([{ ...photo, favourite: false }], []));
    expect(facets.years).toEqual([{ value: 2024, count: 1 }]);
    const found = { ...photo, id: 'a', added: 0, takenFrom: 'camera' as const };
    expect(here(() => listingOf(found).taken)).toBe('2024-01-01T08:00:00');
  });

  test('is of the presets’ whole days', () => {
    for (const preset of PRESETS) {
      const range = here(() => presetRange(preset, wallTime(2024, 3, 31, 23, 59)));
      expect(range).toEqual(presetRange(preset, wallTime(2024, 3, 31)));
      expect([range.from % 86_400_000, range.before % 86_400_000]).toEqual([0, 0]);
    }
  });

  test('is written into a query as it was', () => {
    const exact = { from: NEW_YEAR, before: wallTime(2024, 1, 1, 8, 30) };
    const written = writePeriod(exact);
    expect(written).toBe('2024-01-01T08:00:00.000..2024-01-01T08:30:00.000');
    expect(here(() => readPeriod(written))).toEqual(exact);
  });
});
