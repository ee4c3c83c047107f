import { describe, expect, test } from 'vitest';
import { isSidecarName, sidecarFinder } from '#core/sidecars';

/** Finds a photo's sidecars in a folder of these files, each told by its name. */
const found = (photo: string, ...beside: string[]) =>
  sidecarFinder(beside.map((name) => [name, name] as const))(photo);

test.each(['a.xmp', 'A.JPG.XMP', 'a.jpg.json', 'metadata.json'])('%s is no photo', (name) => {
  expect(isSidecarName(name)).toBe(true);
});

test.each(['a.jpg', 'xmp.jpg', 'a.json.png', 'json'])('%s is no sidecar', (name) => {
  expect(isSidecarName(name)).toBe(false);
});

describe('XMP belongs to', () => {
  test.each([
    ['IMG_1.CR2', 'IMG_1.xmp'],
    ['IMG_1.CR2', 'IMG_1.CR2.xmp'],
    ['IMG_1.CR2', 'img_1.cr2.XMP'],
    ['été.jpg', 'e\u0301te\u0301.xmp'],
    ['a.b.jpg', 'a.b.xmp'],
  ])('%s if it is %s', (photo, xmp) => {
    expect(found(photo, xmp)).toEqual({ xmp });
  });

  test('the file that it names whole, before all of that name', () => {
    expect(found('IMG_1.CR2', 'IMG_1.xmp', 'IMG_1.CR2.xmp')).toEqual({ xmp: 'IMG_1.CR2.xmp' });
    expect(found('IMG_1.JPG', 'IMG_1.xmp', 'IMG_1.CR2.xmp')).toEqual({ xmp: 'IMG_1.xmp' });
  });

  test.each([
    ['IMG_10.CR2', 'IMG_1.xmp'],
    ['IMG_1.CR2', 'IMG_1.JPG.xmp'],
    ['IMG_1', 'IMG_1.CR2.xmp'],
  ])('not to %s if it is %s', (photo, xmp) => {
    expect(found(photo, xmp)).toBeUndefined();
  });
});

/** Names of 46 characters and more, as Takeout cuts them. */
const LONG = 'Screenshot_20220207_102421_com.snapchat.androi';
const MARRIED = 'Backyard_ceremony_wedding_photography_xxxxxxx_';

describe('JSON of Takeout belongs to', () => {
  test.each([
    ['IMG_1.jpg', 'IMG_1.jpg.json'],
    ['IMG_1.JPG', 'IMG_1.jpg.JSON'],
    ['IMG_1.jpg', 'IMG_1.jpg.supplemental-metadata.json'],
    ['Screenshot_2017-07-05-10-05-26.png', 'Screenshot_2017-07-05-10-05-26.png.supplementa.json'],
    ['D7157814-D2D5-4A62-AFCE-9CF465CB7D66.jpeg', 'D7157814-D2D5-4A62-AFCE-9CF465CB7D66.jpeg.supp.json'],
    ['PXL_20230330_184138390.MOTION-01.COVER.jpg', 'PXL_20230330_184138390.MOTION-01.COVER.jpg..json'],
    // A name that is cut itself: the photo's at 47 characters, the sidecar's at 46.
    [`${LONG}d.jpg`, `${LONG}.json`],
    [`${MARRIED}m.jpg`, `${MARRIED}.json`],
    // The second of a name.
    ['IMG_1(1).jpg', 'IMG_1.jpg(1).json'],
    ['IMG_1(12).jpg', 'IMG_1.jpg.supplemental-metadata(12).json'],
    ['IMG_1(2).jpg', 'IMG_1.jpg.supplemental-me(2).json'],
    [`${MARRIED}m(494).jpg`, `${MARRIED}(494).json`],
    // A number that was in the name before.
    ['a(1).jpg', 'a(1).jpg.json'],
    ['a(1)(2).jpg', 'a(1).jpg(2).json'],
    // Edited in Google Photos.
    ['IMG_1-edited.jpg', 'IMG_1.jpg.json'],
    ['IMG_1-edited.jpg', 'IMG_1.jpg.supplemental-metadata.json'],
    ['IMG_1-bearbeitet.jpg', 'IMG_1.jpg.supplemental-meta.json'],
    ['IMG_1-編集済み.jpg', 'IMG_1.jpg.json'],
    ['IMG_1-edited(1).jpg', 'IMG_1.jpg(1).json'],
    ['IMG_1(1)-edited.jpg', 'IMG_1.jpg.supplemental-metadata(1).json'],
    [
      '1234567891234567891234567891234567890_DSCN0091-edi.JPG',
      '1234567891234567891234567891234567890_DSCN0091.json',
    ],
  ])('%s if it is %s', (photo, json) => {
    expect(found(photo, 'metadata.json', json)).toEqual({ takeout: json });
  });

  test.each([
    ['IMG_10.jpg', 'IMG_1.jpg.json'],
    ['IMG_1.jpg', 'IMG_1.json'],
    ['IMG_1.jpg', 'IMG_1.jpg.notes.json'],
    ['IMG_1.jpg', 'IMG_1.jpg(1).json'],
    ['IMG_1(1).jpg', 'IMG_1.jpg.json'],
    ['IMG_1-edi.jpg', 'IMG_1.jpg.json'],
    ['well-edited.jpg', 'edited.jpg.json'],
    [`${LONG.slice(0, 45)}.jpg`, `${LONG.slice(0, 44)}.json`],
  ])('not to %s if it is %s', (photo, json) => {
    expect(found(photo, json)).toBeUndefined();
  });

  test('each of two photos with one name, and to the edited copy of each', () => {
    const beside = ['a.jpg.supplemental-metadata.json', 'a.jpg.supplemental-metadata(1).json'];
    const photos = ['a.jpg', 'a(1).jpg', 'a-edited.jpg', 'a-edited(1).jpg'];
    expect(photos.map((photo) => found(photo, ...beside)?.takeout)).toEqual([...beside, ...beside]);
  });

  test('a photo beside its XMP', () => {
    const both = { xmp: 'a.jpg.xmp', takeout: 'a.jpg.json' };
    expect(found('a.jpg', ...Object.values(both))).toEqual(both);
  });
});

test('a folder of 50,000 photos and as many sidecars takes no longer for each than a small one', () => {
  let compared = 0;
  const names = Array.from({ length: 50_000 }, (_, i) => `IMG_${i}.jpg`);
  function* sidecars() {
    for (const name of names) {
      compared++;
      yield [`${name}.supplemental-metadata.json`, name] as const;
    }
  }
  const finder = sidecarFinder(sidecars());
  for (const name of names) expect.soft(finder(name)?.takeout).toBe(name);
  // The sidecars are gone through once, and not for each photo.
  expect(compared).toBe(names.length);
});
