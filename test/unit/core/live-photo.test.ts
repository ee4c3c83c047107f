import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isClipOf, livePairs } from '#core/live-photo';

/** Pairs the files of a folder, each by its name. */
const pairs = (...names: string[]) =>
  Object.fromEntries([...livePairs(names.map((name) => ({ name })))].map(([a, b]) => [a.name, b.name]));

describe('a video may be the clip of', () => {
  test.each([
    ['IMG_1234.HEIC', 'IMG_1234.MOV'],
    ['IMG_1234.JPG', 'IMG_1234.mov'],
    ['img_1234.heic', 'IMG_1234.MP4'],
    ['IMG_E1234.HEIC', 'IMG_E1234.MOV'],
    ['IMG_1234 (1).HEIC', 'IMG_1234 (1).MOV'],
    ['IMG_1234(1).HEIC', 'IMG_1234(1).MP4'],
    ['20250501_103356.heic', '20250501_103356.MP4'],
    ['IMG_1234.HEIC', 'IMG_1234_HEVC.MOV'],
    ['été.jpeg', 'e\u0301te\u0301.mov'],
    ['a.b.avif', 'a.b.m4v'],
  ])('%s if it is %s', (still, video) => {
    expect(pairs(video, 'other.HEIC', still)).toEqual({ [video]: still });
  });

  test.each([
    ['IMG_1234.HEIC', 'IMG_12345.MOV'],
    ['IMG_1234.HEIC', 'IMG_E1234.MOV'],
    ['IMG_1234.HEIC', 'IMG_1234(1).MP4'],
    ['IMG_1234.PNG', 'IMG_1234.MOV'],
    ['IMG_1234.HEIC', 'IMG_1234.webm'],
    ['HEIC', 'MOV'],
  ])('nothing where %s is with %s', (still, video) => {
    expect(pairs(still, video)).toEqual({});
  });

  test('one still of its name: the camera’s own before a copy of it in another format', () => {
    expect(pairs('a.jpg', 'a.MOV', 'a.HEIC')).toEqual({ 'a.MOV': 'a.HEIC' });
  });

  test('a still that has one of its name: the other is a copy of it', () => {
    expect(pairs('a.mp4', 'a.HEIC', 'a.mov')).toEqual({ 'a.mov': 'a.HEIC' });
    expect(pairs('a_HEVC.MOV', 'a.HEIC', 'a.mp4')).toEqual({ 'a.mp4': 'a.HEIC' });
    expect(pairs('a_HEVC.MOV', 'a.HEIC', 'a_hevc.jpg')).toEqual({ 'a_HEVC.MOV': 'a_hevc.jpg' });
  });

  test('nothing where a name is there twice', () => {
    expect(pairs('a.HEIC', 'a.HEIC', 'a.MOV')).toEqual({});
    expect(pairs('a.HEIC', 'a.MOV', 'A.mov')).toEqual({});
  });

  test('the same still whatever the order of the files', () => {
    const name = fc
      .tuple(fc.constantFrom('a', 'A', 'a_hevc', 'b'), fc.constantFrom('heic', 'JPG', 'mov', 'MP4', 'png'))
      .map((parts) => parts.join('.'));
    fc.assert(
      fc.property(fc.array(name, { maxLength: 8 }), (names) => {
        const found = pairs(...names);
        expect(pairs(...[...names].reverse())).toEqual(found);
        expect(new Set(Object.values(found)).size).toBe(Object.keys(found).length);
      }),
    );
  });
});

describe('a video beside a still of its name is its clip', () => {
  test.each([
    ['if it is short', true, { seconds: 2.9 }, {}],
    ['if only one of them has an identifier, and it is short', true, { seconds: 3 }, { contentId: 'A' }],
    [
      'if both have the same identifier, however long it is',
      true,
      { seconds: 20, contentId: 'A' },
      { contentId: 'A' },
    ],
    ['not if it is a whole film', false, { seconds: 95 }, {}],
    ['not if it is a whole film whose still has no identifier', false, { seconds: 95, contentId: 'A' }, {}],
    [
      'not if the identifiers differ, however short it is',
      false,
      { seconds: 2, contentId: 'A' },
      { contentId: 'B' },
    ],
    ['not if its length is not known', false, { seconds: 0 }, {}],
  ])('%s', (_, expected, video, still) => {
    expect(isClipOf(video, still)).toBe(expected);
  });
});
