import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Filter, kilometres, NO_FILTER, type PhotoFacts } from '#core/filter';
import { passes } from '#core/passing';
import { wallTime } from '#core/wall-clock';
import { facetsOf } from '#workers/search/facets';

function facts(no: number, more: Partial<PhotoFacts> = {}): PhotoFacts {
  return {
    no,
    name: `${no}.jpg`,
    origins: [{ source: 'a', path: `${no}.jpg` }],
    taken: wallTime(2024, 6, 1),
    type: 'image/jpeg',
    width: 4,
    height: 3,
    tags: [],
    favourite: false,
    ...more,
  };
}

const SOURCES = [
  { id: 'a', kind: 'files' as const, name: '', added: 0 },
  { id: 'b', kind: 'folder' as const, name: 'Pictures', added: 0 },
];

test('values are listed with the number of their photos, the most frequent first', () => {
  const facets = facetsOf(
    [
      facts(1, { camera: 'X100', tags: ['sea', 'sky'], favourite: true }),
      facts(2, { camera: 'Pixel', tags: ['sky'], type: 'image/png' }),
      facts(3, { camera: 'Pixel', taken: wallTime(2023, 12, 31, 23) }),
    ],
    SOURCES,
  );
  expect(facets.cameras).toEqual([
    { value: 'Pixel', count: 2 },
    { value: 'X100', count: 1 },
  ]);
  expect(facets.tags[0]).toEqual({ value: 'sky', count: 2 });
  expect(facets.kinds).toEqual([
    { value: 'jpeg', count: 2 },
    { value: 'png', count: 1 },
  ]);
  expect(facets.years).toEqual([
    { value: 2024, count: 2 },
    { value: 2023, count: 1 },
  ]);
  expect(facets.favourites).toBe(1);
});

test('spellings that a filter does not tell apart are one value', () => {
  const facets = facetsOf(
    [
      facts(1, { camera: 'NIKON D850', tags: ['Café', 'cafe'] }),
      facts(2, { camera: 'Nikon D850', tags: ['café'] }),
    ],
    SOURCES,
  );
  expect(facets.cameras).toEqual([{ value: 'NIKON D850', count: 2 }]);
  expect(facets.tags).toMatchObject([{ count: 2 }]);
});

test('each value is passed by as many photos as it counts', () => {
  const photo = fc.record({
    camera: fc.constantFrom('', 'Canon EOS 7D', 'Canon EOS 7D Mark II', 'CANON EOS 7D', 'EOS'),
    tags: fc.array(fc.constantFrom('sea', 'Sea', 'seaside', 'Łódź', 'lodz')),
    type: fc.constantFrom('image/jpeg', 'image/png', 'image/heic'),
    origins: fc.array(
      fc.record({
        source: fc.constantFrom('a', 'b'),
        path: fc.constantFrom('1.jpg', 'trip/1.jpg', 'trips/1.jpg', 'trips/rome/1.jpg', 'Trips/1.jpg'),
      }),
      { maxLength: 3 },
    ),
    // Around the corner of four cells, and in one beside it.
    place: fc.record({
      latitude: fc.double({ min: 59.6, max: 60.4, noNaN: true }),
      longitude: fc.double({ min: 9.6, max: 10.9, noNaN: true }),
    }),
  });
  fc.assert(
    fc.property(fc.array(photo, { maxLength: 12 }), (made) => {
      const photos = made.map((more, no) => facts(no, more));
      const { cameras, tags, kinds, folders, places } = facetsOf(photos, SOURCES);
      const chosen = (count: number, filter: Partial<Filter>) => {
        const passed = photos.filter((each) => passes(each, { ...NO_FILTER, ...filter }));
        expect({ ...filter, count: passed.length }).toEqual({ ...filter, count });
      };
      for (const { value, count } of cameras) chosen(count, { cameras: [value] });
      for (const { value, count } of tags) chosen(count, { tags: [value] });
      for (const { value, count } of kinds) chosen(count, { kinds: [value] });
      for (const { value, count } of folders) chosen(count, { folders: [value] });
      for (const { value, count } of places) chosen(count, { places: [value] });
    }),
  );
});

test('a folder counts everything below it once, and picked files are in no folder', () => {
  const { folders } = facetsOf(
    [
      facts(1, {
        origins: [
          { source: 'b', path: 'trips/rome/1.jpg' },
          { source: 'b', path: 'trips/copy.jpg' },
        ],
      }),
      facts(2, { origins: [{ source: 'b', path: '2.jpg' }] }),
      facts(3),
    ],
    SOURCES,
  );
  expect(folders).toEqual([
    { value: { source: 'b', path: '', name: 'Pictures' }, count: 2 },
    { value: { source: 'b', path: 'trips', name: 'trips' }, count: 1 },
    { value: { source: 'b', path: 'trips/rome', name: 'rome' }, count: 1 },
  ]);
});

test('locations are circles that contain all their photos', () => {
  const rome = [
    { latitude: 41.9, longitude: 12.45 },
    { latitude: 41.85, longitude: 12.4 },
  ];
  const { places } = facetsOf(
    [...rome, { latitude: -33.9, longitude: 151.2 }].map((place, no) => facts(no, { place })),
    SOURCES,
  );
  expect(places.map(({ count }) => count)).toEqual([2, 1]);
  for (const point of rome) {
    const [{ value }] = places as [(typeof places)[number]];
    expect(kilometres(point, value)).toBeLessThanOrEqual(value.within);
  }
});
