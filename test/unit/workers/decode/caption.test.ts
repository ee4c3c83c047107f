import { describe, expect, test } from 'vitest';
import type { Jpeg } from '../../../fixtures/jpeg';
import { metadataOf } from './written';

describe('the caption', () => {
  const captionOf = async (parts: Partial<Jpeg>) => (await metadataOf(parts)).caption;

  test.each<[string, Partial<Jpeg>, string]>([
    ['EXIF', { exif: { description: ' Grüße aus 京都\0' } }, 'Grüße aus 京都'],
    ['an EXIF comment', { exif: { comment: '富士山の朝 at dawn' } }, '富士山の朝 at dawn'],
    ['IPTC', { iptc: 'Große Müller 猫' }, 'Große Müller 猫'],
    ['XMP', { xmp: 'Tom &amp; Jerry &#x732b;' }, 'Tom & Jerry 猫'],
  ])('is read from %s', async (_, parts, caption) => {
    expect(await captionOf(parts)).toBe(caption);
  });

  test('is the one that people write, if there are several', async () => {
    const exif = { description: 'exif', comment: 'comment' };
    expect(await captionOf({ exif, iptc: 'iptc', xmp: 'xmp' })).toBe('xmp');
    expect(await captionOf({ exif, iptc: 'iptc' })).toBe('iptc');
    expect(await captionOf({ exif })).toBe('exif');
  });

  test.each<[string, Partial<Jpeg>]>([
    ['XMP', { xmp: { 'dc:title': 'our garden' } }],
    ['IPTC', { iptc: { 5: 'our garden' } }],
    ['Windows', { exif: { title: 'our garden' } }],
  ])('is the title in %s if there is no other', async (_, parts) => {
    expect(await captionOf(parts)).toBe('our garden');
    expect(await captionOf({ ...parts, exif: { ...parts.exif, description: 'roses' } })).toBe('roses');
  });

  test('is not a title that is the file’s name', async () => {
    expect(await captionOf({ exif: { title: 'DSC_0042' } })).toBeUndefined();
  });

  test('is the next one if the first is meaningless', async () => {
    expect(await captionOf({ exif: { description: 'OLYMPUS DIGITAL CAMERA', comment: 'our garden' } })).toBe(
      'our garden',
    );
  });

  test.each([
    'OLYMPUS DIGITAL CAMERA         ',
    'SONY DSC',
    'DCIM\\100MEDIA\\DJI_0042.JPG',
    'Exif_JPEG_PICTURE',
    'SANYO DIGITAL CAMERA',
    'OLYMPUS DIGITAL CAMERA\0\0junk',
    'SANYO DIGITAL CAMERA CG20',
    'SAMSUNG DIGITAL CAMERA',
    'EPSON DSC picture',
    'Minolta DSC',
    'DCF 1.0',
    'User comments',
    'x-default',
    'Untitled-2',
    'IMG_1234',
    'P1010042.JPG',
    'default',
    '   ',
    '12345',
    '{"filter":"none","iso":100}',
    'aGVsbG8gd29ybGQgaGVsbG8gd29ybGQgaGVsbG8gd29ybGQ='.repeat(2),
    'x '.repeat(2000),
  ])('is not %j', async (description) => {
    expect(await captionOf({ exif: { description } })).toBeUndefined();
  });

  test.each([
    'Sony DSC at the lake',
    'Mother’s default pose',
    'HDR of the lake',
    'My new digital camera',
    'Comments on a wall',
    'Route 66',
    '猫',
  ])('may be %j', async (description) => {
    expect(await captionOf({ exif: { description } })).toBe(description);
  });
});

test.each([
  ['Screenshot', true],
  ['our garden', undefined],
])('a file whose comment is %s is a screenshot: %s', async (comment, screenshot) => {
  expect((await metadataOf({ exif: { comment } })).screenshot).toBe(screenshot);
});
