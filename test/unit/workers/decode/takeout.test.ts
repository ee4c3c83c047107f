import { describe, expect, test } from 'vitest';
import { momentAt } from '#core/wall-clock';
import { readTakeout } from '#workers/decode/takeout';
import { takeout } from '../../../fixtures/takeout';
import { inZone, ZONES } from '../../zones';

const TAKEN = Date.UTC(2019, 6, 4, 12, 34, 56) / 1000;

describe('what Takeout writes beside a photo', () => {
  test.each(ZONES)('has the moment in UTC, so it is what this device’s clock showed then: %s', (zone) => {
    inZone(zone, () => {
      expect(readTakeout(takeout({ taken: TAKEN }))).toEqual({ moment: momentAt(TAKEN * 1000) });
    });
  });

  test('may be of before 1970, but not of a moment that nobody knew or that is to come', () => {
    const old = Date.UTC(1943, 4, 1, 12) / 1000;
    expect(readTakeout(takeout({ taken: old })).moment).toEqual(momentAt(old * 1000));
    for (const taken of [0, 1e10, 1e20, -1e10, Number.NaN]) {
      expect(readTakeout(takeout({ taken }).replaceAll('Invalid Date', '')).moment).toBeUndefined();
    }
  });

  test('has a place, or that of the file; 0, 0 is none', () => {
    const kyoto = { latitude: 35.01, longitude: 135.77 };
    expect(readTakeout(takeout({ place: [35.01, 135.77], placeInExif: [1, 2] })).place).toEqual(kyoto);
    expect(readTakeout(takeout({ placeInExif: [35.01, 135.77] })).place).toEqual(kyoto);
    expect(readTakeout(takeout({})).place).toBeUndefined();
    expect(readTakeout(takeout({ place: [91, 0] })).place).toBeUndefined();
  });

  test('has a description that a person wrote, and the star', () => {
    expect(readTakeout(takeout({ description: ' Our cat ', favorited: true }))).toEqual({
      caption: 'Our cat',
      favourite: true,
    });
    expect(readTakeout(takeout({ description: 'SONY DSC' }))).toEqual({});
  });

  test.each([
    undefined,
    '',
    '{"photoTakenTime":',
    'null',
    '[]',
    '"text"',
    '{"description":"of another program"}',
    '{"photoTakenTime":"2019","description":"of another program"}',
    '{"photoTakenTime":{"timestamp":{}},"geoData":7,"description":8,"favorited":"yes"}',
  ])('is nothing if it is %j', (json) => {
    expect(readTakeout(json)).toEqual({});
  });
});
