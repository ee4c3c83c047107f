import { expect, test } from 'vitest';
import { isPictureName } from '#workers/library/sources/folders';

test.each(['beach.jpg', 'BEACH.JPEG', 'a.b.webp', 'scan.tiff', 'phone.HEIC'])(
  '%s may be a picture, whether this browser reads it or not',
  (name) => {
    expect(isPictureName(name)).toBe(true);
  },
);

test.each(['.beach.jpg', 'beach.jpg.txt', 'beach', 'jpg', 'film.mp4'])('%s is none', (name) => {
  expect(isPictureName(name)).toBe(false);
});
