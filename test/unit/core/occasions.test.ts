import { describe, expect, test } from 'vitest';
import type { OccasionKind } from '#core/occasion';
import { type OfferedPhoto, occasionsOf } from '#core/occasions';
import { plus, type WallTime, wallTime } from '#core/wall-clock';

const DAY = 86_400_000;
const TOKYO = { latitude: 35.68, longitude: 139.77 };
const KYOTO = { latitude: 35.01, longitude: 135.77 };
const SYDNEY = { latitude: -33.87, longitude: 151.21 };
const SINGAPORE = { latitude: 1.35, longitude: 103.82 };

/** A library that is written line by line. */
class Shelf {
  readonly photos: OfferedPhoto[] = [];

  add(count: number, at: WallTime, more: Partial<OfferedPhoto> = {}): this {
    for (let i = 0; i < count; i++) {
      this.photos.push({
        no: this.photos.length + 1,
        taken: plus(at, i * 60_000),
        favourite: false,
        ...more,
      });
    }
    return this;
  }

  /** One photo a day. */
  daily(from: WallTime, days: number, more: Partial<OfferedPhoto> = {}): this {
    for (let day = 0; day < days; day++) this.add(1, plus(from, day * DAY + DAY / 2), more);
    return this;
  }

  on(today: WallTime, kind?: OccasionKind) {
    const all = occasionsOf(this.photos, today);
    return kind ? all.filter((one) => one.kind === kind) : all;
  }

  keys(today: WallTime, kind?: OccasionKind): string[] {
    return this.on(today, kind).map(({ key }) => key);
  }
}

const shelf = () => new Shelf();
const NOON = wallTime(2026, 11, 30, 12);

test('an empty library, and one with a single photo, offer nothing', () => {
  expect(shelf().on(NOON)).toEqual([]);
  expect(
    shelf()
      .add(1, wallTime(2019, 11, 30))
      .on(NOON),
  ).toEqual([]);
});

describe('on this day', () => {
  test('each earlier year with three photos is one, the newest first, and the running year none', () => {
    const photos = shelf()
      .add(3, wallTime(2019, 11, 30, 9))
      .add(2, wallTime(2020, 11, 30, 9))
      .add(4, wallTime(2022, 11, 30, 23))
      .add(5, wallTime(2022, 11, 29, 9))
      .add(6, wallTime(2026, 11, 30, 8));
    expect(photos.on(NOON, 'day').map(({ key, photos }) => [key, photos.length])).toEqual([
      ['day 2022-11-30', 4],
      ['day 2019-11-30', 3],
    ]);
  });

  test('at any time of the day: from midnight to the minute before the next', () => {
    const photos = shelf()
      .add(1, wallTime(2025, 1, 1))
      .add(2, wallTime(2025, 1, 1, 23, 58))
      .add(9, wallTime(2025, 1, 2))
      .add(9, wallTime(2024, 12, 31, 23, 0));
    for (const today of [wallTime(2026, 1, 1), wallTime(2026, 1, 1, 23, 59, 59)]) {
      expect(photos.on(today, 'day').map(({ key, photos }) => [key, photos.length])).toEqual([
        ['day 2025-01-01', 3],
      ]);
    }
  });

  test('29 February falls to the 28th, unless the year has one', () => {
    const photos = shelf()
      .add(2, wallTime(2023, 2, 28, 9))
      .add(2, wallTime(2024, 2, 28, 9))
      .add(3, wallTime(2024, 2, 29, 9));
    const counts = (today: WallTime) => photos.on(today, 'day').map(({ photos }) => photos.length);
    expect(counts(wallTime(2025, 2, 28))).toEqual([5]);
    expect(counts(wallTime(2025, 3, 1))).toEqual([]);
    expect(counts(wallTime(2028, 2, 28))).toEqual([]);
    expect(photos.keys(wallTime(2028, 2, 29), 'day')).toEqual(['day 2024-02-29']);
  });

  test('screenshots, dates of files alone and the future do not count', () => {
    const photos = shelf()
      .add(3, wallTime(2020, 11, 30), { undated: true })
      .add(3, wallTime(2021, 11, 30), { screenshot: true })
      .add(3, wallTime(2031, 11, 30));
    expect(photos.on(NOON)).toEqual([]);
  });

  test('the cover is one that is liked; else the one in the middle', () => {
    const photos = shelf()
      .add(5, wallTime(2020, 11, 30))
      .add(4, wallTime(2021, 11, 30))
      .add(1, wallTime(2021, 11, 30, 1), { favourite: true });
    expect(photos.on(NOON, 'day').map(({ cover }) => cover)).toEqual([10, 3]);
  });
});

describe('seasons', () => {
  const named = (photos: Shelf, today: WallTime) =>
    photos.on(today, 'season').map((one) => [one.key, one.kind === 'season' && one.name, one.photos.length]);

  test('the latest two that are over and have photos, by name where most photos were taken', () => {
    const photos = shelf()
      .daily(wallTime(2026, 5, 20), 30, { place: TOKYO })
      .daily(wallTime(2026, 9, 1), 12, { place: TOKYO })
      .daily(wallTime(2026, 12, 1), 20, { place: TOKYO });
    // Twelve days of May, and eighteen of June.
    expect(named(photos, wallTime(2026, 12, 24))).toEqual([
      ['season 2026-09-01', 'autumn', 12],
      ['season 2026-06-01', 'summer', 18],
    ]);
    expect(named(photos, NOON)).toEqual([
      ['season 2026-06-01', 'summer', 18],
      ['season 2026-03-01', 'spring', 12],
    ]);
  });

  test('a winter is one across the new year', () => {
    const photos = shelf().daily(wallTime(2025, 12, 20), 30, { place: KYOTO });
    expect(named(photos, wallTime(2026, 1, 31))).toEqual([]);
    expect(named(photos, wallTime(2026, 3, 1))).toEqual([['season 2025-12-01', 'winter', 30]]);
    expect(photos.on(NOON, 'season').map(({ before }) => before)).toEqual([wallTime(2026, 3, 1)]);
  });

  test('south of the equator December begins a summer; in the tropics and without places it has no name', () => {
    const december = (place?: OfferedPhoto['place']) =>
      named(shelf().daily(wallTime(2025, 12, 1), 20, place && { place }), NOON);
    expect(december(SYDNEY)).toEqual([['season 2025-12-01', 'summer', 20]]);
    expect(december(SINGAPORE)).toEqual([['season 2025-12-01', null, 20]]);
    expect(december()).toEqual([['season 2025-12-01', null, 20]]);
  });

  test('those of long ago are found too, and too few photos make none', () => {
    const photos = shelf()
      .daily(wallTime(1985, 4, 1), 20)
      .daily(wallTime(2001, 7, 1), 11);
    expect(photos.keys(NOON, 'season')).toEqual(['season 1985-03-01']);
  });
});

test('the month whose best are chosen is the latest that is over and has twenty photos', () => {
  const photos = shelf()
    .daily(wallTime(2026, 8, 1), 25)
    .daily(wallTime(2026, 10, 1), 19)
    .daily(wallTime(2026, 11, 1), 30);
  expect(photos.keys(NOON, 'best')).toEqual(['best 2026-08-01']);
  expect(photos.keys(wallTime(2026, 12, 1), 'best')).toEqual(['best 2026-11-01']);
  expect(
    shelf()
      .daily(wallTime(2025, 12, 1), 31)
      .keys(wallTime(2026, 1, 1), 'best'),
  ).toEqual(['best 2025-12-01']);
});

test('the latest trips, with the photos that were taken there, in the order of time', () => {
  const photos = shelf();
  for (let week = 0; week < 60; week++)
    photos.daily(plus(wallTime(2025, 9, 1), week * 7 * DAY), 1, { place: TOKYO });
  photos
    .add(6, wallTime(2026, 5, 2, 9), { place: KYOTO })
    .add(6, wallTime(2026, 5, 3, 9), { place: KYOTO })
    // Of the same days, and of no place.
    .add(4, wallTime(2026, 5, 3, 12));
  const [trip, ...others] = photos.on(NOON, 'trip');
  expect(others).toEqual([]);
  expect(trip?.key).toBe('trip 2026-05-02');
  expect([...(trip?.photos ?? [])]).toEqual(Array.from({ length: 12 }, (_, i) => 61 + i));
  expect(trip?.kind === 'trip' && trip.stays.map(({ longitude }) => Math.round(longitude))).toEqual([136]);
});

test('kinds come in their order, whatever the order of the photos', () => {
  const photos = shelf()
    .daily(wallTime(2026, 10, 1), 31)
    .daily(wallTime(2026, 6, 1), 31)
    .add(3, wallTime(2025, 11, 30));
  photos.photos.reverse();
  expect(photos.on(NOON).map(({ kind }) => kind)).toEqual(['day', 'season', 'best']);
});
