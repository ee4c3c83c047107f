import { describe, expect, test } from 'vitest';
import type { Rational } from '../../../fixtures/exif';
import { metadataOf } from './written';

const EAST: Rational[] = [
  [21, 1],
  [260, 100],
  [0, 0],
];
const placeOf = async (latitude: Rational[], longitude: Rational[], sides = 'NE') =>
  (await metadataOf({ exif: { gps: { latitude, longitude, sides } } })).place;

describe('the place of a photo', () => {
  test.each<[string, Rational[]]>([
    [
      'seconds of 0/0',
      [
        [48, 1],
        [5332358, 100000],
        [0, 0],
      ],
    ],
    [
      'no seconds',
      [
        [48, 1],
        [5332358, 100000],
      ],
    ],
    [
      'seconds of 0',
      [
        [48, 1],
        [5332358, 100000],
        [0, 1],
      ],
    ],
    [
      'seconds',
      [
        [48, 1],
        [53, 1],
        [194148, 10000],
      ],
    ],
    [
      'degrees with a fraction',
      [
        [48888726, 1000000],
        [0, 1],
        [0, 1],
      ],
    ],
    ['degrees alone', [[48888726, 1000000]]],
  ])('is read from %s', async (_, latitude) => {
    const place = await placeOf(latitude, EAST);
    expect(place?.latitude).toBeCloseTo(48.8887, 4);
    expect(place?.longitude).toBeCloseTo(21.0433, 4);
  });

  test('is negative south and west', async () => {
    const { latitude, longitude } =
      (await placeOf(
        [
          [33, 1],
          [30, 1],
          [0, 1],
        ],
        EAST,
        'SW',
      )) ?? {};
    expect(latitude).toBe(-33.5);
    expect(longitude).toBeCloseTo(-21.0433, 4);
  });

  test('may lie on the equator or on the meridian of Greenwich', async () => {
    expect(
      (
        await placeOf(
          [
            [0, 1],
            [0, 1],
            [0, 1],
          ],
          EAST,
          'SE',
        )
      )?.latitude,
    ).toBe(0);
    expect(
      (
        await placeOf(EAST, [
          [0, 1],
          [0, 1],
          [0, 1],
        ])
      )?.longitude,
    ).toBe(0);
  });

  test.each<[string, Rational[], Rational[], string]>([
    [
      '0, 0',
      [
        [0, 1],
        [0, 1],
        [0, 1],
      ],
      [
        [0, 1],
        [0, 1],
        [0, 1],
      ],
      'NE',
    ],
    [
      '0/0 alone',
      [
        [0, 0],
        [0, 0],
        [0, 0],
      ],
      [
        [0, 0],
        [0, 0],
        [0, 0],
      ],
      'NE',
    ],
    [
      'minutes of 0/0',
      [
        [48, 1],
        [0, 0],
        [0, 0],
      ],
      EAST,
      'NE',
    ],
    [
      'degrees over 0',
      [
        [48, 0],
        [53, 1],
        [0, 1],
      ],
      EAST,
      'NE',
    ],
    [
      'seconds over 0',
      [
        [48, 1],
        [53, 1],
        [19, 0],
      ],
      EAST,
      'NE',
    ],
    [
      'minutes of 60 and more',
      [
        [48, 1],
        [75, 1],
        [0, 1],
      ],
      EAST,
      'NE',
    ],
    [
      'a latitude above 90',
      [
        [90, 1],
        [1, 1],
        [0, 1],
      ],
      EAST,
      'NE',
    ],
    [
      'a longitude above 180',
      EAST,
      [
        [181, 1],
        [0, 1],
        [0, 1],
      ],
      'NE',
    ],
    ['no side', EAST, EAST, '  '],
    ['sides of the other', EAST, EAST, 'EN'],
    ['no rationals', [], EAST, 'NE'],
  ])('is not %s', async (_, latitude, longitude, sides) => {
    expect(await placeOf(latitude, longitude, sides)).toBeUndefined();
  });
});
