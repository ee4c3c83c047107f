import { expect, test } from 'vitest';
import { sidecarOf, sidecarPaths } from '#session/backup/sidecar';
import { withSidecars } from '#workers/decode/metadata';

test('a sidecar is read back by the app as it was written', () => {
  const caption = 'Fish & <chips>, 海辺で\u0000';
  const xmp = sidecarOf({ caption, tags: ['family & friends', '海'], favourite: true });
  expect(withSidecars({}, { xmp: xmp ?? '' })).toMatchObject({
    caption: 'Fish & <chips>, 海辺で',
    tags: ['family & friends', '海'],
    favourite: true,
  });
});

test('a photo of which nothing is known has none', () => {
  expect(sidecarOf({})).toBeNull();
  expect(sidecarOf({ tags: [] })).toBeNull();
});

test('sidecars lie in the folders of their photos, each under a name of its own', () => {
  const pathOf = sidecarPaths();
  expect(['trip/a.jpg', 'trip/a.jpg', 'a.jpg', '../b.jpg'].map(pathOf)).toEqual([
    'trip/a.jpg.xmp',
    'trip/a.jpg (2).xmp',
    'a.jpg.xmp',
    'photo/b.jpg.xmp',
  ]);
});
