import { describe, expect, test } from 'vitest';
import { writeWallTime } from '#core/listing';
import { momentOf, readMoment } from '#core/moments';
import { wallOf, wallTime } from '#core/wall-clock';
import { inZone, ZONES } from '../zones';

const NOW = Date.UTC(2026, 10, 28);

describe('a moment', () => {
  test.each([
    ['2024:07:31 18:20:05', [2024, 7, 31, 18, 20, 5]],
    ['2024:07:31', [2024, 7, 31]],
    ['2004.02.28', [2004, 2, 28]],
    ['2012: 1: 5', [2012, 1, 5]],
    ['2012: 1: 5  7: 3: 9', [2012, 1, 5, 7, 3, 9]],
    ['2024-07-31T18:20', [2024, 7, 31, 18, 20]],
    ['2024-07-31T18:20:05.25', [2024, 7, 31, 18, 20, 5]],
    ['20240731', [2024, 7, 31]],
    ['20240731T182005+0200', [2024, 7, 31, 18, 20, 5]],
    ['Wed, 31 Jul 2024 18:20:05 +0200', [2024, 7, 31, 18, 20, 5]],
    ['2024:02:29 00:00:00', [2024, 2, 29]],
    ['1919:05:01 12:00:00', [1919, 5, 1, 12]],
  ] as [string, [number, number, number]][])('is read from %j', (text, parts) => {
    expect(readMoment(text, NOW)?.taken).toBe(wallTime(...parts));
  });

  test.each([
    ['2024-07-31T18:20:05+09:00', 540],
    ['2024-07-31T18:20-03:30', -210],
    ['2024-07-31T18:20:05.25+0545', 345],
    ['2024:07:31 18:20:05+9:00', 540],
    ['20240731T182005-0700', -420],
    ['Wed, 31 Jul 2024 18:20:05 +0200', 120],
    ['2024-07-31T18:20:05+00:00', 0],
    ['2024-07-31T18:20:05-00:00', 0],
    ['2024-07-31T18:20:05+14:00', 840],
    ['2024-07-31T18:20:05', undefined],
    ['2024-07-31T18:20:05+99:00', undefined],
    ['2024-07-31', undefined],
    ['2012-01-05', undefined],
  ])('is what the clock on the wall showed, and %s tells its offset', (text, offset) => {
    const { taken, ...rest } = readMoment(text, NOW) ?? expect.fail('It is no date.');
    expect(rest).toEqual(offset === undefined ? {} : { offset });
    expect(writeWallTime(taken).slice(0, 10)).toBe(text.startsWith('2012') ? '2012-01-05' : '2024-07-31');
    if (offset !== undefined) expect(writeWallTime(taken).slice(11, 16)).toBe('18:20');
  });

  test.each(ZONES)('in UTC is what this device’s clock showed then: %s', (zone) => {
    inZone(zone, () => {
      const moment = Date.UTC(2024, 6, 31, 18, 20, 5);
      const offset = -new Date(moment).getTimezoneOffset() + 0;
      const taken = wallOf(moment);
      expect(readMoment('2024-07-31T18:20:05.250Z', NOW)).toEqual({ taken, offset });
      expect(readMoment('Wed, 31 Jul 2024 18:20:05 GMT', NOW)).toEqual({ taken, offset });
      // Another one does not depend on this device.
      expect(readMoment('2024-07-31T18:20:05', NOW)?.taken).toBe(wallTime(2024, 7, 31, 18, 20, 5));
    });
  });

  test.each([
    undefined,
    '',
    'yesterday',
    '0000:00:00 00:00:00',
    '    :  :     :  :  ',
    '2024:13:01 00:00:00',
    '2024:02:31 10:00:00',
    '2023:02:29',
    '2024:00:10',
    '1825:12:31',
    '31/07/2024',
    '2026:12:24 12:00:00',
    `2024:07:31 ${'x'.repeat(100)}`,
  ])('is not read from %j', (text) => {
    expect(readMoment(text, NOW)).toBeUndefined();
  });

  test('may be up to a day ahead of UTC, because clocks on Earth are', () => {
    expect(readMoment('2026:11:28 20:00:00', NOW)).toBeDefined();
    expect(readMoment('2026:11:29 00:00:01', NOW)).toBeUndefined();
  });

  test('is the day alone if no clock shows its time', () => {
    expect(momentOf([2024, 7, 31, 25, 61, 0], 'wall', NOW)).toEqual({ taken: wallTime(2024, 7, 31) });
  });
});
