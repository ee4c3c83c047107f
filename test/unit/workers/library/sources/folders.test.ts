import { expect, test } from 'vitest';
import { isPictureName } from '#workers/library/sources/folders';

test.each(['beach.jpg', 'BEACH.JPEG', 'a.b.webp', 'scan.tiff', 'phone.HEIC'])(
  '%s may be a picture, even if this browser cannot read it',
  (name) => {
    expect(isPictureName(name)).toBe(true);
  },
);

test.each(['.beach.jpg', 'beach.jpg.txt', 'beach', 'jpg', 'film.mp4'])('%s is not a picture', (name) => {
  expect(isPictureName(name)).toBe(false);
});
