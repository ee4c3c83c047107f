import { describe, expect, test } from 'vitest';
import type { Exif } from '../../../fixtures/exif';
import type { Jpeg } from '../../../fixtures/jpeg';
import type { Iptc, Xmp } from '../../../fixtures/xmp';
import { metadataOf, metadataOfPng } from './written';

/** Each place has a year of its own, the best the earliest. */
const CHANGED = { changed: '2007:01:01 10:00:00' };
const DIGITISED: Exif = { digitised: '2002:01:01 10:00:00', ...CHANGED };
const EXIF: Exif = { taken: '2001:01:01 10:00:00', ...DIGITISED };
const CREATED = { 'xmp:CreateDate': '2005-01-01T10:00:00+02:00' };
const MADE: Xmp = { 'photoshop:DateCreated': '2004-01-01', ...CREATED };
const XMP: Xmp = { 'exif:DateTimeOriginal': '2003-01-01T10:00', ...MADE };
const IPTC: Iptc = { 55: '20060101', 60: '100000+0200' };

const yearOf = (parts: Partial<Jpeg>) => {
  const { taken } = metadataOf(parts);
  return taken === undefined ? undefined : new Date(taken).getFullYear();
};

describe('the moment a photo was taken', () => {
  test('is found in the stated order', () => {
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
    expect(without.map(yearOf)).toEqual([2001, 2002, 2003, 2004, 2005, 2006, 2007, undefined]);
  });

  test.each(['0000:00:00 00:00:00', '2001:02:31 10:00:00', '    :  :     :  :  ', '2101:01:01 10:00:00'])(
    'is the next one if the first is %j',
    (taken) => {
      expect(yearOf({ exif: { ...EXIF, taken } })).toBe(2002);
    },
  );

  test('has the time that IPTC writes apart', () => {
    expect(metadataOf({ iptc: { 55: '20060102', 60: '182005+0200' } }).taken).toBe(
      new Date(2006, 0, 2, 18, 20, 5).getTime(),
    );
    expect(metadataOf({ iptc: { 55: '20060102' } }).taken).toBe(new Date(2006, 0, 2).getTime());
  });

  test('is read from the text of a PNG', () => {
    expect(metadataOfPng({ 'Creation Time': 'Wed, 31 Jul 2024 18:20:05 +0200' }).taken).toBe(
      new Date(2024, 6, 31, 18, 20, 5).getTime(),
    );
    expect(metadataOfPng({ 'Creation Time': 'noon' }).taken).toBeUndefined();
  });
});
