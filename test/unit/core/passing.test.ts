import { describe, expect, test } from 'vitest';
import { type Filter, NO_FILTER, type PhotoFacts } from '#core/filter';
import { kindsOf, passes } from '#core/passing';
import { EVER_AFTER, EVER_BEFORE, plus, wallTime } from '#core/wall-clock';

const PHOTO: PhotoFacts = {
  no: 1,
  name: 'IMG_0042.JPG',
  origins: [
    { source: 'a', path: 'Trips/Été 2024/IMG_0042.JPG', root: 'Pictures' },
    { source: 'b', path: 'IMG_0042.JPG' },
  ],
  taken: wallTime(2024, 6, 15),
  type: 'image/jpeg',
  width: 4000,
  height: 3000,
  camera: 'Canon EOS R5',
  place: { latitude: 35.02, longitude: 135.75 },
  caption: 'ガーデンの猫\nsecond line',
  tags: ['Trip', 'お花見'],
  favourite: false,
};

const BARE: PhotoFacts = { ...PHOTO, origins: [], tags: [], camera: '', caption: '' };
delete (BARE as Partial<PhotoFacts>).place;

const asks = (filter: Partial<Filter>, photo = PHOTO) => passes(photo, { ...NO_FILTER, ...filter });

test('every photo passes a filter without conditions', () => {
  expect(asks({})).toBe(true);
  expect(asks({}, BARE)).toBe(true);
});

describe('texts', () => {
  test.each([
    ['the name, in any case', 'img_0042'],
    ['a folder, with or without accents', 'ete 2024'],
    ['the folder that was picked', 'pictures'],
    ['the caption, in half-width kana', 'ｶﾞｰﾃﾞﾝ'],
    ['full-width letters', 'ＩＭＧ'],
  ])('are found in %s', (_, text) => {
    expect(asks({ texts: [text] })).toBe(true);
    expect(asks({ withoutTexts: [text] })).toBe(false);
  });

  test.each(['lodz', 'Łódź', 'strasse', 'STRASSE', "it's"])(
    'find captions and names with special letters: %s',
    (text) => {
      const photo = { ...PHOTO, name: 'Łódź.jpg', caption: 'Lange Straße, it’s wet' };
      expect(asks({ texts: [text] }, photo)).toBe(true);
    },
  );

  test('must all match', () => {
    expect(asks({ texts: ['img', '猫'] })).toBe(true);
    expect(asks({ texts: ['img', '犬'] })).toBe(false);
  });

  test('do not match across two fields', () => {
    expect(asks({ texts: ['jpgガ'] })).toBe(false);
  });

  test('respect marks that tell letters apart outside of Latin', () => {
    expect(asks({ texts: ['カーテン'] })).toBe(false);
  });
});

describe('dates', () => {
  test.each([
    [wallTime(2024, 6, 15), wallTime(2024, 6, 16), true],
    [wallTime(2024, 6, 14), wallTime(2024, 6, 15), false],
    [EVER_BEFORE, wallTime(2024, 6, 16), true],
    [wallTime(2024, 6, 15), EVER_AFTER, true],
    [plus(wallTime(2024, 6, 15), 1), EVER_AFTER, false],
  ])('from %d and before %d let the photo pass: %s', (from, before, passed) => {
    expect(asks({ taken: { from, before } })).toBe(passed);
  });
});

describe('locations', () => {
  const near = (within: number) => [{ latitude: 35.11, longitude: 135.75, within }];

  test('include photos between two corners of the map, also across the 180th meridian', () => {
    const [kansai, pacific] = [
      { south: 34, west: 135, north: 36, east: 136 },
      { south: 34, west: 135, north: 36, east: -120 },
    ];
    expect(asks({ places: [kansai] })).toBe(true);
    expect(asks({ places: [pacific] })).toBe(true);
    expect(asks({ places: [{ ...kansai, west: 135.8 }] })).toBe(false);
    expect(asks({ places: [{ ...pacific, west: 135.8 }] })).toBe(false);
    expect(asks({ places: [kansai] }, BARE)).toBe(false);
  });

  test('include photos within a distance in kilometres', () => {
    expect(asks({ places: near(11) })).toBe(true);
    expect(asks({ places: near(9) })).toBe(false);
  });

  test('exclude photos without a location', () => {
    expect(asks({ places: near(30_000) }, BARE)).toBe(false);
  });

  test('are alternatives', () => {
    expect(asks({ places: [{ latitude: 0, longitude: 0, within: 1 }, ...near(11)] })).toBe(true);
    expect(asks({ places: [{ south: 0, west: 0, north: 1, east: 1 }, ...near(11)] })).toBe(true);
  });
});

describe('folders', () => {
  test.each([
    ['a whole source', { source: 'a', path: '' }, true],
    ['a folder of it', { source: 'a', path: 'Trips' }, true],
    ['one below', { source: 'a', path: 'Trips/Été 2024' }, true],
    ['the beginning of a name', { source: 'a', path: 'Tri' }, false],
    ['the same in another source', { source: 'b', path: 'Trips' }, false],
    ['the name alone', { source: null, path: 'ete 2024' }, true],
    ['a name and its parent', { source: null, path: 'trips/été 2024' }, true],
    ['the folder that was picked', { source: null, path: 'Pictures' }, true],
    ['half a name', { source: null, path: '2024' }, false],
    ['the file', { source: null, path: 'IMG_0042.JPG' }, false],
  ])('are compared with %s', (_, folder, passed) => {
    expect(asks({ folders: [folder] })).toBe(passed);
  });
});

describe('other conditions', () => {
  test.each<[string, Partial<Filter>, boolean]>([
    ['part of the camera’s name', { cameras: [{ part: 'eos r' }] }, true],
    ['the camera’s whole name, in any case', { cameras: ['canon eos r5'] }, true],
    ['the name of a camera whose name goes on', { cameras: ['Canon EOS R'] }, false],
    ['one camera of two', { cameras: ['nikon', { part: 'canon' }] }, true],
    ['another camera', { cameras: [{ part: 'nikon' }] }, false],
    ['its format', { kinds: ['png', 'jpeg'] }, true],
    ['another format', { kinds: ['png'] }, false],
    ['its shape', { orientation: 'landscape' }, true],
    ['another shape', { orientation: 'portrait' }, false],
    ['a tag in other case', { tags: ['trip'] }, true],
    ['all of two tags', { tags: ['trip', 'お花見'] }, true],
    ['a tag it has not', { tags: ['trip', 'work'] }, false],
    ['half a tag', { tags: ['tri'] }, false],
    ['without a tag it has', { withoutTags: ['TRIP'] }, false],
    ['without a tag it has not', { withoutTags: ['work'] }, true],
    ['favourites', { favourite: true }, false],
  ])('are compared with the photo: %s', (_, filter, passed) => {
    expect(asks(filter)).toBe(passed);
  });

  test('must all be met', () => {
    expect(asks({ tags: ['trip'], kinds: ['jpeg'] })).toBe(true);
    expect(asks({ tags: ['trip'], kinds: ['png'] })).toBe(false);
  });

  test('exclude a photo without a camera if they name one', () => {
    expect(asks({ cameras: [{ part: 'canon' }] }, BARE)).toBe(false);
  });
});

test.each([
  ['image/jpeg', 'jpeg'],
  ['image/x-nikon-nef', 'nef'],
  ['image/x-adobe-dng', 'dng'],
  ['image/x-icon', 'ico'],
  ['image/svg+xml', 'svg'],
  ['image/vnd.adobe.photoshop', 'psd'],
])('%s is of the kind %s', (type, kind) => {
  expect(kindsOf(type)).toEqual([kind]);
});

test('a video is of the kind of its container too', () => {
  expect(kindsOf('video/x-matroska')).toEqual(['video', 'mkv']);
  const clip = { ...PHOTO, type: 'video/quicktime' };
  expect(asks({ kinds: ['video'] }, clip)).toBe(true);
  expect(asks({ kinds: ['mov'] }, clip)).toBe(true);
  expect(asks({ kinds: ['mp4'] }, clip)).toBe(false);
  expect(asks({ kinds: ['video'] })).toBe(false);
});
