import { expect, test } from 'vitest';
import { isPictureName, isVideoName } from '#core/media-names';
import { manifest } from '../../../tools/vite/manifest.ts';

test.each([
  'beach.jpg',
  'BEACH.JPEG',
  'a.b.webp',
  'scan.tiff',
  'phone.HEIC',
  'camera.Cr3',
  'coolpix.NRW',
  'leica.rwl',
  'burst.heics',
  'burst.HEIFS',
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

test('what the system may open with the app is what the app takes in', () => {
  const opened = manifest.file_handlers?.flatMap(({ accept }) => Object.values(accept).flat()) ?? [];
  expect(opened.length).toBeGreaterThan(10);
  expect(opened.filter((ending) => !isPictureName(`a${ending}`))).toEqual([]);
});
