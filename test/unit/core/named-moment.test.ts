import { describe, expect, test } from 'vitest';
import { namedMoment } from '#core/named-moment';
import { momentAt, wallTime } from '#core/wall-clock';
import { inZone, ZONES } from '../zones';

const NOW = Date.UTC(2026, 10, 28);
/** A file of another day than any name here. */
const OWN = { taken: wallTime(1970) };

describe('the moment in a file’s name', () => {
  test.each([
    ['IMG-20190704-WA0001.jpg', [2019, 7, 4]],
    ['IMG_20190704_123456.jpg', [2019, 7, 4, 12, 34, 56]],
    ['IMG_20190704_123456789_HDR.jpg', [2019, 7, 4, 12, 34, 56]],
    ['IMG20190704123456.jpg', [2019, 7, 4, 12, 34, 56]],
    ['VID_20190704_123456.jpg', [2019, 7, 4, 12, 34, 56]],
    ['20190704_123456(0).jpg', [2019, 7, 4, 12, 34, 56]],
    ['Screenshot_20210314-150926.jpg', [2021, 3, 14, 15, 9, 26]],
    ['Screenshot_2021-03-14-15-09-26-123_com.app.jpg', [2021, 3, 14, 15, 9, 26]],
    ['Screenshot 2021-03-14 at 3.09.26 PM.png', [2021, 3, 14, 15, 9, 26]],
    ['Screenshot 2021-03-14 at 12.09.26\u202fAM.png', [2021, 3, 14, 0, 9, 26]],
    ['Bildschirmfoto 2021-03-14 um 15.09.26.png', [2021, 3, 14, 15, 9, 26]],
    ['signal-2020-01-02-123456.jpg', [2020, 1, 2, 12, 34, 56]],
    ['WhatsApp Image 2020-01-02 at 12.34.56.jpeg', [2020, 1, 2, 12, 34, 56]],
    ['photo_2020-01-02_12-34-56.jpg', [2020, 1, 2, 12, 34, 56]],
    ['2019-07-04 12.34.56.jpg', [2019, 7, 4, 12, 34, 56]],
    ['2019-07-04-12345.jpg', [2019, 7, 4]],
    ['1943-05-01 wedding.jpg', [1943, 5, 1]],
  ] as [string, [number, number, number]][])('%s is by the clock on the wall', (name, parts) => {
    expect(namedMoment(name, OWN, NOW)).toEqual({ taken: wallTime(...parts) });
  });

  test.each(ZONES)(
    'is in UTC in the names of Pixel phones, and so what this device’s clock showed: %s',
    (zone) => {
      inZone(zone, () => {
        const moment = momentAt(Date.UTC(2023, 0, 1, 12, 34, 56));
        expect(namedMoment('PXL_20230101_123456789.jpg', OWN, NOW)).toEqual(moment);
        expect(namedMoment('PXL_20230101_123456789.PORTRAIT-01.jpg', OWN, NOW)).toEqual(moment);
      });
    },
  );

  test('is the file’s own if that is on the day in the name', () => {
    const onTheDay = { taken: wallTime(2019, 7, 4, 9, 30), offset: 60 };
    expect(namedMoment('IMG-20190704-WA0001.jpg', onTheDay, NOW)).toEqual(onTheDay);
    expect(namedMoment('IMG_20190704_123456.jpg', onTheDay, NOW)).not.toEqual(onTheDay);
    const dayAfter = { taken: wallTime(2019, 7, 5) };
    expect(namedMoment('IMG-20190704-WA0001.jpg', dayAfter, NOW)).toEqual({ taken: wallTime(2019, 7, 4) });
  });

  test.each([
    'DSC01234.JPG',
    'IMG_1234.jpg',
    'IMG-20190231-WA0001.jpg',
    'FB_IMG_1562238896000.jpg',
    '12345678.jpg',
    '18651203.jpg',
    '2019070412345.jpg',
    'IMG_20991231_120000.jpg',
    'party 2019.jpg',
  ])('is not in %s', (name) => {
    expect(namedMoment(name, OWN, NOW)).toBeUndefined();
  });
});
