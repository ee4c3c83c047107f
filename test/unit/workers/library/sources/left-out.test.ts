import { expect, test } from 'vitest';
import { isLeftOut } from '#workers/library/sources/left-out';

test.each([
  '@eaDir/a.jpg/SYNOPHOTO_THUMB_XL.jpg',
  'Trips/@eaDir',
  '#recycle/a.jpg',
  '#snapshot/GMT/a.jpg',
  '@Recycle/a.jpg',
  '@Recently-Snapshot/GMT+09_2024-07-31/a.jpg',
  'RECYCLER/S-1-5-21/a.jpg',
  '$RECYCLE.BIN/S-1-5-21/a.jpg',
  '$Recycle.Bin',
  'System Volume Information',
  '@__thumb/default_a.jpg',
  'Trips/.@__thumb/a.jpg',
  'DCIM/.thumbnails/1.jpg',
  '.Trash-1000/files/a.jpg',
  '.Trashes/501/a.jpg',
  'lost+found',
  'site/.git/a.jpg',
  '__MACOSX/Trips/._a.jpg',
  '.AppleDouble/a.jpg',
  'Trips/._a.jpg',
  'Photos.photoslibrary/resources/derivatives/a.jpg',
  'Photos.photoslibrary/Thumbnails/a.jpg',
  'iPhoto Library.photolibrary/Previews/2012/a.jpg',
  'iPhoto Library.migratedphotolibrary/Thumbnails/a.jpg',
  'Aperture.aplibrary/Previews/2012/a.jpg',
])('%s is left out', (path) => {
  expect(isLeftOut('Pictures', path)).toBe(true);
});

test.each([
  'a.jpg',
  'Trips/2024/a.jpg',
  'recycle/a.jpg',
  'Thumbnails/a.jpg',
  'resources/a.jpg',
  'a._b.jpg',
  'Photos.photoslibrary',
  'Photos.photoslibrary/originals/0/a.heic',
  'Old.PhotosLibrary/Masters/2012/a.jpg',
  'iPhoto Library.photolibrary/Originals/2006/a.jpg',
  'Aperture.aplibrary/Masters/2012/a.jpg',
  'photolibrary/Previews/a.jpg',
])('%s is not left out', (path) => {
  expect(isLeftOut('Pictures', path)).toBe(false);
});

test('the folder that was picked is never left out, but may be a library of Apple Photos', () => {
  expect(isLeftOut('.thumbnails', 'a.jpg')).toBe(false);
  expect(isLeftOut('@eaDir', 'a.jpg')).toBe(false);
  expect(isLeftOut('Photos.photoslibrary', 'resources/a.jpg')).toBe(true);
  expect(isLeftOut('Photos.photoslibrary', 'originals/a.jpg')).toBe(false);
});
