import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { fieldsOf, momentAt, wallTime } from '#core/wall-clock';
import type { Exif } from '../../../fixtures/exif';
import type { Jpeg } from '../../../fixtures/jpeg';
import { takeout } from '../../../fixtures/takeout';
import type { Iptc, Xmp } from '../../../fixtures/xmp';
import { ZONES } from '../../zones';
import { metadataOf, metadataOfPng } from './written';

/** Each place has a year of its own, the best the earliest. The last change is none of them. */
const CHANGED = { changed: '1999:01:01 10:00:00', offset: '+09:00' };
const DIGITISED: Exif = { digitised: '2002:01:01 10:00:00', ...CHANGED };
const EXIF: Exif = { taken: '2001:01:01 10:00:00', ...DIGITISED };
const CREATED = { 'xmp:CreateDate': '2005-01-01T10:00:00+02:00' };
const MADE: Xmp = { 'photoshop:DateCreated': '2004-01-01', ...CREATED };
const XMP: Xmp = { 'exif:DateTimeOriginal': '2003-01-01T10:00', ...MADE };
const IPTC: Iptc = { 55: '20060101', 60: '100000+0200' };

const yearOf = async (parts: Partial<Jpeg>) => {
  const { moment } = await metadataOf(parts);
  return moment && fieldsOf(moment.taken).year;
};

describe('the moment a photo was taken', () => {
  test('is found in the stated order', async () => {
    const without: Partial<Jpeg>[] = [
      { exif: EXIF, xmp: XMP, iptc: IPTC },
      { exif: DIGITISED, xmp: XMP, iptc: IPTC },
      { exif: CHANGED, xmp: XMP, iptc: IPTC },
      { exif: CHANGED, xmp: MADE, iptc: IPTC },
      { exif: CHANGED, xmp: CREATED, iptc: IPTC },
      { exif: CHANGED, iptc: IPTC },
      { exif: CHANGED },
      { exif: {} },
    ];
    expect(await Promise.all(without.map(yearOf))).toEqual([
      2001,
      2002,
      2003,
      2004,
      2005,
      2006,
      undefined,
      undefined,
    ]);
  });

  test('is apart if only the last change tells it: the file’s name may say one before it', async () => {
    const recorded = { taken: wallTime(1999, 1, 1, 10), offset: 540 };
    expect(await metadataOf({ exif: CHANGED })).toEqual({ recorded });
    expect(await metadataOf({ exif: { changed: '0000:00:00 00:00:00' } })).toEqual({});
    const google = { takeout: takeout({ taken: Date.UTC(2019, 6, 4, 12) / 1000 }) };
    expect(await metadataOf({ exif: CHANGED }, google)).toEqual({
      recorded: momentAt(Date.UTC(2019, 6, 4, 12)),
    });
  });

  test.each(['0000:00:00 00:00:00', '2001:02:31 10:00:00', '    :  :     :  :  ', '2101:01:01 10:00:00'])(
    'is the next one if the first is %j',
    async (taken) => {
      expect(await yearOf({ exif: { ...EXIF, taken } })).toBe(2002);
    },
  );

  test('has the time that IPTC writes apart', async () => {
    const taken = wallTime(2006, 1, 2, 18, 20, 5);
    expect((await metadataOf({ iptc: { 55: '20060102', 60: '182005+0200' } })).moment).toEqual({
      taken,
      offset: 120,
    });
    expect((await metadataOf({ iptc: { 55: '20060102' } })).moment).toEqual({ taken: wallTime(2006, 1, 2) });
  });

  test('is read from the text of a PNG', async () => {
    const taken = wallTime(2024, 7, 31, 18, 20, 5);
    const text = 'Wed, 31 Jul 2024 18:20:05 +0200';
    expect((await metadataOfPng({ 'Creation Time': text })).moment).toEqual({ taken, offset: 120 });
    expect((await metadataOfPng({ 'Creation Time': 'noon' })).moment).toBeUndefined();
  });
});

describe('the offset', () => {
  const taken = '2024:01:01 08:00:00';
  const moment = { taken: wallTime(2024, 1, 1, 8) };

  test.each([
    ['+09:00', 540],
    ['-03:30', -210],
    ['Z', 0],
    ['   :  ', undefined],
    ['+77:00', undefined],
  ])('of a time of EXIF is its own field’s: %j', async (offsetTaken, offset) => {
    const expected = offset === undefined ? moment : { ...moment, offset };
    expect((await metadataOf({ exif: { taken, offsetTaken } })).moment).toEqual(expected);
  });

  test('is that of another field which shows the same time, and not of one with another time', async () => {
    const offset = 540;
    const alike: Partial<Jpeg>[] = [
      { exif: { taken, changed: taken, offset: '+09:00' } },
      { exif: { taken, digitised: taken, offsetDigitised: '+09:00' } },
      { exif: { taken }, xmp: { 'photoshop:DateCreated': '2024-01-01T08:00:00+09:00' } },
    ];
    for (const parts of alike) expect((await metadataOf(parts)).moment).toEqual({ ...moment, offset });
    // A program on a computer at home changed it later.
    const changed = '2024:01:09 20:00:00';
    expect((await metadataOf({ exif: { taken, changed, offset: '+01:00' } })).moment).toEqual(moment);
  });

  test.each(ZONES)(
    'does not change what the clock on the wall showed, wherever it is read: %s',
    async (zone) => {
      vi.stubEnv('TZ', zone);
      onTestFinished(() => void vi.unstubAllEnvs());
      const read = await metadataOf({ exif: { taken, offsetTaken: '+09:00' } });
      expect(read.moment).toEqual({ ...moment, offset: 540 });
    },
  );
});
