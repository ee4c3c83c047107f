import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NO_FILTER } from '#core/filter';
import { passes } from '#core/passing';
import { type PlacedPhoto, tripsOf } from '#core/trips';
import { plus, wallTime } from '#core/wall-clock';

const DAY = 86_400_000;
const TOKYO = [35.68, 139.77] as const;
const KAMAKURA = [35.32, 139.55] as const;
const KYOTO = [35.01, 135.77] as const;
const OSAKA = [34.69, 135.5] as const;
const SAPPORO = [43.06, 141.35] as const;
const FIJI = [-18.1, 178.4] as const;
const TAVEUNI = [-16.8, -179.97] as const;

type Where = readonly [latitude: number, longitude: number];

/** Photos of a life that is written day by day, from 1 January 2023. */
class Life {
  readonly photos: PlacedPhoto[] = [];

  /** @param each a day in how many has photos */
  stay([latitude, longitude]: Where, from: number, days: number, each = 1, count = 3, hour = 10): this {
    for (let day = from; day < from + days; day += each) {
      for (let i = 0; i < count; i++) {
        const taken = plus(wallTime(2023, 1, 1, hour, i), day * DAY);
        // Nobody stands on one spot: some hundred metres to either side.
        const aside = ((this.photos.length % 7) - 3) / 1000;
        this.photos.push({
          ...{ no: this.photos.length + 1, taken },
          ...{ latitude: latitude + aside, longitude: longitude - aside },
        });
      }
    }
    return this;
  }

  /** Leaves the photos of some days out. */
  without(from: number, before: number): this {
    const isIn = ({ taken }: PlacedPhoto) => {
      const day = Math.floor((taken - wallTime(2023)) / DAY);
      return day >= from && day < before;
    };
    this.photos.splice(0, this.photos.length, ...this.photos.filter((photo) => !isIn(photo)));
    return this;
  }

  trips() {
    return tripsOf(this.photos).map(({ from, before, photos, stays }) => ({
      days: [from, before].map((time) => (time - wallTime(2023)) / DAY),
      photos,
      stays: stays.map(({ latitude, longitude }) => [Math.round(latitude), Math.round(longitude)]),
    }));
  }
}

/** Rounded, as the stays of a trip are compared. */
const inKyoto = [35, 136];
const inSapporo = [43, 141];

test('without photos, and with all of them at home, there is no trip', () => {
  expect(tripsOf([])).toEqual([]);
  expect(new Life().stay(TOKYO, 0, 700, 3).stay(KAMAKURA, 100, 5).trips()).toEqual([]);
});

test('days away from home are a trip, with days without photos in between; the newest comes first', () => {
  const life = new Life().stay(TOKYO, 0, 700, 3).without(200, 208).stay(KYOTO, 200, 2).stay(KYOTO, 205, 3);
  life.without(400, 403).stay(SAPPORO, 400, 3);
  expect(life.trips()).toEqual([
    { days: [400, 403], photos: 9, stays: [inSapporo] },
    { days: [200, 208], photos: 15, stays: [inKyoto] },
  ]);
});

test('a day at home ends a trip, and so do more than three days without photos', () => {
  const atHome = new Life().stay(TOKYO, 0, 100, 2).stay(TOKYO, 104, 1).stay(TOKYO, 120, 100, 2);
  atHome.stay(KYOTO, 102, 2).stay(KYOTO, 105, 2);
  expect(atHome.trips().map(({ days }) => days)).toEqual([
    [105, 107],
    [102, 104],
  ]);
  const idle = new Life().stay(TOKYO, 0, 100, 2).stay(TOKYO, 120, 100, 2);
  idle.stay(KYOTO, 102, 2).stay(KYOTO, 108, 2);
  expect(idle.trips()).toHaveLength(2);
});

test('on the days of leaving and coming back, most of the photos decide', () => {
  const life = new Life().stay(TOKYO, 0, 98, 2).stay(TOKYO, 120, 100, 2);
  life
    .stay(TOKYO, 100, 1, 1, 2, 7)
    .stay(KYOTO, 100, 2, 1, 5)
    .stay(KYOTO, 102, 1, 1, 1)
    .stay(TOKYO, 102, 1, 1, 4, 20);
  expect(life.trips()).toEqual([{ days: [100, 102], photos: 10, stays: [inKyoto] }]);
});

test('one day is a trip if it has many photos; one photo on the way is none', () => {
  const life = new Life().stay(TOKYO, 0, 400, 2);
  life.stay(KYOTO, 101, 1, 1, 12).stay(KYOTO, 201, 1, 1, 4).stay(OSAKA, 301, 1, 1, 1);
  expect(life.trips()).toEqual([{ days: [101, 102], photos: 12, stays: [inKyoto] }]);
});

test('home is where one is in most weeks, however few photos are taken there', () => {
  const life = new Life().stay(TOKYO, 0, 360, 12, 1).stay(SAPPORO, 181, 11, 1, 60);
  expect(life.trips()).toEqual([{ days: [181, 192], photos: 660, stays: [inSapporo] }]);
});

test('who moves is at home in both, each in its time', () => {
  const life = new Life().stay(TOKYO, 0, 365, 4).stay(SAPPORO, 365, 365, 4);
  // The visit to the old home is a trip now.
  life.without(600, 603).stay(TOKYO, 600, 3, 1, 5);
  expect(life.trips()).toEqual([{ days: [600, 603], photos: 15, stays: [[36, 140]] }]);
});

test('where one is in a third of the weeks is a second home', () => {
  const life = new Life().stay(TOKYO, 0, 700, 3);
  for (let week = 0; week < 100; week += 2) life.stay(KYOTO, week * 7 + 1, 2, 1, 5);
  expect(life.trips()).toEqual([]);
});

test('with too few weeks nobody can tell where home is', () => {
  expect(new Life().stay(KYOTO, 0, 5, 1, 20).stay(SAPPORO, 5, 5, 1, 20).trips()).toEqual([]);
});

test('a trip has its largest stays, apart from each other, and bounds across the 180th meridian', () => {
  const life = new Life().stay(TOKYO, 0, 98, 2).stay(TOKYO, 120, 100, 2);
  life.stay(FIJI, 100, 4, 1, 6).stay(TAVEUNI, 104, 2, 1, 4);
  const [trip] = tripsOf(life.photos);
  expect(trip?.stays.map(({ longitude }) => Math.round(longitude))).toEqual([178, -180]);
  expect(trip?.bounds.west).toBeCloseTo(178.4, 1);
  expect(trip?.bounds.east).toBeCloseTo(-179.97, 1);
  expect(trip?.photos).toBe(32);
});

describe('of any life', () => {
  const HOMES: readonly Where[] = [TOKYO, KYOTO, SAPPORO, FIJI, TAVEUNI];
  const STAY = fc.record({
    where: fc.constantFrom(...HOMES, OSAKA, KAMAKURA),
    from: fc.nat(700),
    days: fc.integer({ min: 1, max: 60 }),
    each: fc.integer({ min: 1, max: 5 }),
    count: fc.integer({ min: 1, max: 8 }),
  });
  const LIFE = fc.array(STAY, { maxLength: 25 }).map((stays) => {
    const life = new Life().stay(TOKYO, 0, 700, 9);
    for (const { where, from, days, each, count } of stays) life.stay(where, from, days, each, count);
    return life.photos;
  });

  test('trips do not overlap, and a trip finds as many photos as it says, its cover among them', () => {
    let found = 0;
    fc.assert(
      fc.property(LIFE, (photos) => {
        const trips = tripsOf(photos);
        found += trips.length;
        trips.forEach(({ from, before, bounds, photos: count, cover }, i) => {
          expect(from).toBeLessThan(before);
          expect(before).toBeLessThanOrEqual(trips[i - 1]?.from ?? Number.POSITIVE_INFINITY);
          const filter = { ...NO_FILTER, taken: { from, before }, places: [bounds] };
          const passing = photos.filter((photo) => passes({ ...FACTS, ...photo, place: photo }, filter));
          expect(passing).toHaveLength(count);
          expect(passing.map(({ no }) => no)).toContain(cover);
        });
      }),
      { numRuns: 60 },
    );
    expect(found).toBeGreaterThan(50);
  });

  test('the order of photos changes nothing', () => {
    fc.assert(
      fc.property(LIFE, (photos) => {
        const turned = [...photos].reverse();
        const said = (list: readonly PlacedPhoto[]) =>
          tripsOf(list).map(({ from, before, photos: count }) => [from, before, count]);
        expect(said(turned)).toEqual(said(photos));
      }),
      { numRuns: 30 },
    );
  });
});

const FACTS = {
  ...{ name: '', origins: [], type: 'image/jpeg', width: 1, height: 1, tags: [], favourite: false },
};

test('the day is that of the clock on the wall', () => {
  const life = new Life().stay(TOKYO, 0, 98, 2).stay(TOKYO, 120, 100, 2);
  life.stay(KYOTO, 100, 2, 1, 5, 0).stay(KYOTO, 101, 1, 1, 5, 23);
  expect(life.trips()).toEqual([{ days: [100, 102], photos: 15, stays: [inKyoto] }]);
});
