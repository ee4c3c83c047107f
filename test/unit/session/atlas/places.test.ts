import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NO_FILTER } from '#core/filter';
import { passes } from '#core/passing';
import { Cities } from '#core/query/cities';
import { wallTime } from '#core/wall-clock';
import { placesOf } from '#session/atlas/places';
import { locatedOf } from '#workers/search/located';

const CITIES = new Cities(
  ['Tokyo\tJP\t35.69\t139.69\t東京', 'Kyoto\tJP\t35.02\t135.75\t京都', 'Suva\tFJ\t-18.14\t178.44'].join('\n'),
);

type Where = readonly [latitude: number, longitude: number];

const factsAt = (...places: readonly (Where | null)[]) =>
  places.map((place, i) => ({
    ...{ no: i + 1, name: `${i}.jpg`, origins: [], taken: wallTime(2024, 1, 1 + i), type: 'image/jpeg' },
    ...{ width: 4, height: 3, tags: [], favourite: false },
    ...(place && { place: { latitude: place[0], longitude: place[1] } }),
  }));

const namesOf = (...places: readonly (Where | null)[]) =>
  placesOf(locatedOf(factsAt(...places)), CITIES).map(({ city, photos, cover }) => [
    city?.name ?? null,
    photos,
    cover,
  ]);

test('photos without a place are left out, and the others are listed from the south', () => {
  const { photos, latitudes, longitudes, trips } = locatedOf(factsAt([35.7, 139.7], null, [-18.1, 178.4]));
  expect([...photos]).toEqual([3, 1]);
  expect([...latitudes]).toEqual([-18.1, 35.7]);
  expect([...longitudes]).toEqual([178.4, 139.7]);
  expect(trips).toEqual([]);
});

describe('places', () => {
  test('are those of the nearest city, the most photos first, each under the photo that came last', () => {
    expect(namesOf([35.68, 139.77], [35.0, 135.77], [35.7, 139.6], [35.66, 139.7])).toEqual([
      ['Tokyo', 3, 4],
      ['Kyoto', 1, 2],
    ]);
  });

  test('without a city are a place for each part of the world', () => {
    expect(namesOf([0, -140], [0.4, -139.6], [20, -150])).toEqual([
      [null, 2, 2],
      [null, 1, 3],
    ]);
    const alone = placesOf(locatedOf(factsAt([35.68, 139.77])), null);
    expect(alone.map(({ city, photos }) => [city, photos])).toEqual([[null, 1]]);
  });

  test('reach across the 180th meridian', () => {
    const [suva] = placesOf(locatedOf(factsAt([-18, 178.1], [-18.2, 178.9])), CITIES);
    expect(suva?.bounds).toEqual({ south: -18.2, west: 178.1, north: -18, east: 178.9 });
  });

  test('find as many photos as they say, and together all of them', () => {
    const WHERE = fc.oneof(
      fc.tuple(fc.double({ min: 34, max: 36, noNaN: true }), fc.double({ min: 135, max: 140, noNaN: true })),
      fc.tuple(
        fc.double({ min: -90, max: 90, noNaN: true }),
        fc.double({ min: -180, max: 180, noNaN: true }),
      ),
    );
    fc.assert(
      fc.property(fc.array(WHERE, { maxLength: 60 }), (wheres) => {
        const facts = factsAt(...wheres);
        const places = placesOf(locatedOf(facts), CITIES);
        const found = new Set<number>();
        for (const { bounds, photos, cover } of places) {
          const passing = facts.filter((photo) => passes(photo, { ...NO_FILTER, places: [bounds] }));
          expect(passing).toHaveLength(photos);
          expect(passing.map(({ no }) => no)).toContain(cover);
          for (const { no } of passing) found.add(no);
        }
        expect(found.size).toBe(facts.length);
      }),
    );
  });
});
