import { describe, expect, test } from 'vitest';
import { momentOf, readMoment } from '#core/moments';

const NOW = new Date(2026, 10, 28).getTime();

describe('a moment', () => {
  test.each([
    ['2024:07:31 18:20:05', [2024, 6, 31, 18, 20, 5]],
    ['2024:07:31', [2024, 6, 31]],
    ['2004.02.28', [2004, 1, 28]],
    ['2012: 1: 5', [2012, 0, 5]],
    ['2012: 1: 5  7: 3: 9', [2012, 0, 5, 7, 3, 9]],
    ['2024-07-31T18:20', [2024, 6, 31, 18, 20]],
    ['2024-07-31T18:20:05.25', [2024, 6, 31, 18, 20, 5]],
    ['20240731', [2024, 6, 31]],
    ['20240731T182005+0200', [2024, 6, 31, 18, 20, 5]],
    ['Wed, 31 Jul 2024 18:20:05 +0200', [2024, 6, 31, 18, 20, 5]],
    ['2024:02:29 00:00:00', [2024, 1, 29]],
    ['1919:05:01 12:00:00', [1919, 4, 1, 12]],
  ] as [string, [number, number, number]][])('is read from %j', (text, parts) => {
    expect(readMoment(text, NOW)).toBe(new Date(...parts).getTime());
  });

  test('is what the clock on the wall showed, whatever its offset', () => {
    expect(readMoment('2024-07-31T18:20:05+09:00', NOW)).toBe(readMoment('2024-07-31T18:20:05', NOW));
  });

  test('is in UTC if the text says so', () => {
    const moment = Date.UTC(2024, 6, 31, 18, 20, 5);
    expect(readMoment('2024-07-31T18:20:05.250Z', NOW)).toBe(moment);
    expect(readMoment('Wed, 31 Jul 2024 18:20:05 GMT', NOW)).toBe(moment);
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

  test('may be up to a day ahead, because clocks on Earth are', () => {
    expect(readMoment('2026:11:28 20:00:00', NOW)).toBeDefined();
    expect(readMoment('2026:11:29 00:00:01', NOW)).toBeUndefined();
  });

  test('is the day alone if no clock shows its time', () => {
    expect(momentOf([2024, 7, 31, 25, 61, 0], 'wall', NOW)).toBe(new Date(2024, 6, 31).getTime());
  });
});
