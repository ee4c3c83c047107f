import { describe, expect, test } from 'vitest';
import type { Sidecars } from '#core/sidecars';
import { momentAt, wallTime } from '#core/wall-clock';
import { readMetadata, withSidecars } from '#workers/decode/metadata';
import { damagedJson } from '../../../fixtures/damaged-json';
import type { Jpeg } from '../../../fixtures/jpeg';
import { Random } from '../../../fixtures/standins/numbers';
import { takeout } from '../../../fixtures/takeout';
import { type Xmp, xmpPacket } from '../../../fixtures/xmp';
import { metadataOf } from './written';

const FILE: Partial<Jpeg> = {
  exif: {
    taken: '2001:01:01 10:00:00',
    make: 'Canon',
    model: 'EOS R5',
    description: 'In the file',
    rating: 5,
    gps: { latitude: 1, longitude: 2 },
  },
  xmp: { 'dc:subject': ['file'] },
};
const FILE_SAYS = {
  moment: { taken: wallTime(2001, 1, 1, 10) },
  camera: 'Canon EOS R5',
  caption: 'In the file',
  tags: ['file'],
  favourite: true,
  place: { latitude: 1, longitude: 2 },
};
const xmp = (properties: string | Xmp): Sidecars<string> => ({ xmp: xmpPacket(properties) });
const GOOGLE = {
  takeout: takeout({
    taken: Date.UTC(2019, 6, 4, 12) / 1000,
    place: [35, 135],
    description: 'In Google Photos',
    favorited: true,
  }),
};

test('a file without sidecars says what it says', async () => {
  expect(await metadataOf(FILE)).toEqual(FILE_SAYS);
});

describe('XMP beside a photo', () => {
  test('wins over the file, property by property', async () => {
    for (const [properties, changed] of [
      [
        { 'exif:DateTimeOriginal': '2002-02-02T12:00:00+09:00' },
        { moment: { taken: wallTime(2002, 2, 2, 12), offset: 540 } },
      ],
      [{ 'photoshop:DateCreated': '2002-02-02' }, { moment: { taken: wallTime(2002, 2, 2) } }],
      [{ 'dc:subject': ['beside', 'it'] }, { tags: ['beside', 'it'] }],
      [{ 'xmp:Rating': '4' }, {}],
      ['Beside it', { caption: 'Beside it' }],
      [
        { 'exif:GPSLatitude': '35,30.00N', 'exif:GPSLongitude': '135,15,36W' },
        { place: { latitude: 35.5, longitude: -135.26 } },
      ],
    ] as const) {
      expect(await metadataOf(FILE, xmp(properties as Xmp))).toEqual({ ...FILE_SAYS, ...changed });
    }
  });

  test('takes a star away that is still in the file', async () => {
    const { favourite: _, ...rest } = FILE_SAYS;
    expect(await metadataOf(FILE, xmp({ 'xmp:Rating': '0' }))).toEqual(rest);
  });

  test('has a day of digitising no better than that of a file', async () => {
    expect((await metadataOf(FILE, xmp({ 'xmp:CreateDate': '2009-01-01' }))).moment).toEqual(
      FILE_SAYS.moment,
    );
    expect((await metadataOf({}, xmp({ 'xmp:CreateDate': '2009-01-01' }))).moment).toEqual({
      taken: wallTime(2009),
    });
  });

  test('keeps the offset that the file has for the same time', async () => {
    const exif = { taken: '2001:01:01 10:00:00', offsetTaken: '+09:00' };
    const same = xmp({ 'exif:DateTimeOriginal': '2001-01-01T10:00:00' });
    expect((await metadataOf({ exif }, same)).moment).toEqual({
      taken: wallTime(2001, 1, 1, 10),
      offset: 540,
    });
  });

  test('is all there is of a file without metadata', async () => {
    const metadata = await readMetadata(
      new ArrayBuffer(20),
      xmp({ 'dc:subject': ['kyoto'], 'xmp:Rating': '5' }),
    );
    expect(metadata).toEqual({ tags: ['kyoto'], favourite: true });
  });
});

describe('JSON of Google Takeout beside a photo', () => {
  test('wins with its description and star, and fills in only what the file does not say', async () => {
    const { place: _, ...placeless } = FILE_SAYS;
    const recorded = momentAt(Date.UTC(2019, 6, 4, 12));
    const google = { caption: 'In Google Photos', favourite: true, recorded };
    expect(await metadataOf(FILE, GOOGLE)).toEqual({ ...FILE_SAYS, ...google });
    const { gps: _gps, ...exif } = FILE.exif ?? {};
    expect(await metadataOf({ ...FILE, exif }, GOOGLE)).toEqual({
      ...placeless,
      ...google,
      place: { latitude: 35, longitude: 135 },
    });
    // Its moment is apart: the file's name may say one before it.
    expect(await metadataOf({}, GOOGLE)).toEqual({ ...google, place: { latitude: 35, longitude: 135 } });
  });

  test('gives way to XMP, which was written later', async () => {
    const both = { ...GOOGLE, xmp: xmpPacket({ 'dc:title': 'Beside it', 'xmp:Rating': '1' }) };
    const { caption, favourite } = await metadataOf(FILE, both);
    expect([caption, favourite]).toEqual(['Beside it', undefined]);
  });
});

test.each<Sidecars<string>>([
  { xmp: '' },
  { xmp: '<x:xmpmeta><rdf:Description exif:DateTimeOriginal="2002-' },
  { xmp: '\0\uFFFD'.repeat(1000) },
  { xmp: ' xmp:Rating="'.repeat(50_000) },
  { xmp: '<dc:subject><rdf:li>'.repeat(50_000) },
  { takeout: '{' },
  { takeout: '['.repeat(100_000) },
])('a damaged sidecar costs nothing but itself', async (sidecars) => {
  expect(await metadataOf(FILE, sidecars)).toEqual(FILE_SAYS);
});

test('a sidecar after each of 400 damages is read, or passed over', async () => {
  const whole = xmpPacket({
    'exif:DateTimeOriginal': '2002-02-02T12:00:00+09:00',
    'exif:GPSLatitude': '35,30.00N',
    'exif:GPSLongitude': '135,15,36W',
    'dc:subject': ['beside', 'it'],
    'xmp:Rating': '4',
  });
  let lost = 0;
  for (let seed = 1; seed <= 200; seed++) {
    const random = new Random(seed);
    const at = Math.floor(random.uniform() * whole.length);
    const until = at + Math.floor(random.uniform() ** 2 * (whole.length - at));
    const odd = ['', '<', '"', '\0', '&#0;', '🐱'][seed % 6];
    const takeoutText = JSON.stringify(damagedJson(JSON.parse(GOOGLE.takeout ?? ''), random)) ?? '';
    for (const sidecars of [
      { xmp: whole.slice(0, at) + odd + whole.slice(until) },
      { takeout: takeoutText },
    ]) {
      const metadata = await metadataOf({}, sidecars);
      if (Object.keys(metadata).length === 0) lost++;
      const { moment, recorded, place, tags, caption } = metadata;
      for (const time of [moment?.taken, recorded?.taken, place?.latitude, place?.longitude]) {
        expect(time === undefined || Number.isFinite(time), `Seed ${seed}`).toBe(true);
      }
      expect(
        [...(tags ?? []), caption ?? ''].every((word) => typeof word === 'string'),
        `Seed ${seed}`,
      ).toBe(true);
    }
  }
  expect(lost).toBeLessThan(200);
});

describe('sidecars beside a video', () => {
  const own = {
    moment: { taken: wallTime(2001, 1, 1, 10) },
    camera: 'Apple iPhone 15',
    caption: 'In the file',
  };

  test('count as beside a photo', () => {
    const recorded = momentAt(Date.UTC(2019, 6, 4, 12));
    expect(withSidecars(own, GOOGLE)).toEqual({
      ...own,
      recorded,
      caption: 'In Google Photos',
      favourite: true,
      place: { latitude: 35, longitude: 135 },
    });
    const beside = withSidecars(own, xmp({ 'exif:DateTimeOriginal': '2002-02-02T12:00:00+09:00' }));
    expect(beside).toEqual({ ...own, moment: { taken: wallTime(2002, 2, 2, 12), offset: 540 } });
  });

  test('may be missing, or damaged', () => {
    expect(withSidecars(own, {})).toEqual(own);
    expect(withSidecars(own, { xmp: '<', takeout: '{' })).toEqual(own);
  });
});
