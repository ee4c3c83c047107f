import { expect, test } from 'vitest';
import { isPictureName, isVideoName } from '#core/media-names';

test.each([
  'beach.jpg',
  'BEACH.JPEG',
  'a.b.webp',
  'scan.tiff',
  'phone.HEIC',
  'camera.Cr3',
  'scan.jpx',
  'film.MOV',
  'film.3gp',
])('%s may be a picture, even if this browser cannot read it', (name) => {
  expect(isPictureName(name)).toBe(true);
});

test.each(['.beach.jpg', 'beach.jpg.txt', 'beach', 'jpg', 'song.mp3'])('%s is not a picture', (name) => {
  expect(isPictureName(name)).toBe(false);
});

test('videos are told from pictures', () => {
  expect(isVideoName('film.MOV')).toBe(true);
  expect(isVideoName('film.jpg')).toBe(false);
});
