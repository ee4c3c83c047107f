/** What a gallery may tell of photos, and how large it is thought to be. */

import { describe, expect, test } from 'vitest';
import { GALLERY_SIZES, type GallerySize } from '#session/export/contract';
import { factsOf } from '#session/export/gallery/facts';
import type { PhotoDetails, PhotoFile } from '#workers/library/contract';
import { details, TELLING } from './details';

/** The thumbnail and the page are less. */
const LITTLE = 40_000;

function bytesOf(
  photos: readonly PhotoDetails[],
  size: GallerySize,
  files: readonly PhotoFile[] = [],
): number {
  return factsOf(photos, files).bytes[GALLERY_SIZES.indexOf(size)] ?? 0;
}

const file = (photo: number, bytes: number): PhotoFile => ({
  ...{ photo, bytes, source: 's', path: '', deletable: false },
});

test('photos with something to tell are counted', () => {
  const facts = factsOf([details(1), details(2, TELLING), details(3, { tags: [] })], []);
  expect(facts).toMatchObject({ captions: 1, dates: 1, tags: 1, favourites: 1, places: 1 });
});

test('the days are those of the first and the last photo of which it is known', () => {
  const [a, b, c] = [1, 2, 3].map((no) => details(no, { takenFrom: 'camera' }));
  if (!a || !b || !c) throw new Error('There are three.');
  expect(factsOf([b, details(9), c, a], []).days).toEqual({ from: a.taken, to: c.taken });
  expect(factsOf([details(9)], []).days).toBeNull();
});

describe('the size', () => {
  test('of copies follows their pixels, and is never that of more than the original has', () => {
    const photo = details(1);
    const [small, large] = [bytesOf([photo], 1280), bytesOf([photo], 2048)];
    expect((large - LITTLE) / (small - LITTLE)).toBeCloseTo((2048 / 1280) ** 2, 0);
    const tiny = details(1, { width: 640, height: 480 });
    expect(bytesOf([tiny], 2048)).toBe(bytesOf([tiny], 1280));
  });

  test('of originals is that of their files, with a picture of those that browsers do not show', () => {
    const photo = details(1, { bytes: 7_000_000 });
    expect(bytesOf([photo], null) - 7_000_000).toBeLessThan(LITTLE);
    const heic = details(1, { bytes: 7_000_000, type: 'image/heic' });
    expect(bytesOf([heic], null) - bytesOf([photo], null)).toBeGreaterThan(100_000);
  });

  test.each<[string, Partial<PhotoDetails>, readonly PhotoFile[]]>([
    ['a video', { bytes: 90_000_000, video: { seconds: 9, poster: 1 } }, []],
    ['a motion photo', { motion: { offset: 1, bytes: 90_000_000 } }, []],
    ['a Live Photo', { bytes: 5, live: true }, [file(1, 5), file(1, 90_000_000)]],
  ])('has what plays of %s, whatever the size of pictures', (_, more, files) => {
    const still = bytesOf([details(1)], 1280);
    const bytes = bytesOf([details(1, more)], 1280, files);
    expect(bytes).toBeGreaterThan(90_000_000);
    expect(bytes).toBeLessThanOrEqual(90_000_000 + still);
  });
});
