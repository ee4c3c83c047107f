import { describe, expect, test } from 'vitest';
import { formatOf } from '#workers/decode/format';
import { jpegOrientation, withEnd } from '#workers/decode/jpeg';
import { sizeHint } from '#workers/decode/size-hint';
import { heif } from '../../../fixtures/heif';
import { type Jpeg, jpeg } from '../../../fixtures/jpeg';

const bytes = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));
/** An ISO base media file that begins with these brands. */
const iso = (brands: string, rest = '') =>
  bytes(`\0\0\0${String.fromCharCode(brands.length + 8)}ftyp${brands}${rest}`);

describe('the format of a file', () => {
  test.each([
    ['image/jpeg', bytes('\xff\xd8\xff\xe0')],
    ['image/png', bytes('\x89PNG\r\n\x1a\n')],
    ['image/gif', bytes('GIF87a')],
    ['image/webp', bytes('RIFF\0\0\0\0WEBPVP8 ')],
    ['image/bmp', bytes('BM\0\0')],
    ['image/jxl', bytes('\xff\x0a\0')],
    ['image/jxl', bytes('\0\0\0\x0cJXL \r\n\x87\n')],
    ['image/jp2', bytes('\0\0\0\x0cjP  \r\n\x87\n')],
    ['image/jp2', bytes('\xff\x4f\xff\x51')],
    ['image/tiff', bytes('II*\0\x08\0\0\0')],
    ['image/tiff', bytes('MM\0*\0\0\0\x08')],
    ['image/x-canon-cr2', bytes('II*\0\x10\0\0\0CR\x02\0')],
    ['image/x-fuji-raf', bytes('FUJIFILMCCD-RAW 0201')],
    ['image/vnd.adobe.photoshop', bytes('8BPS\0\x01')],
    [
      'image/svg+xml',
      bytes('<?xml version="1.0"?>\n<!-- made by hand -->\n<svg xmlns="http://www.w3.org/2000/svg">'),
    ],
    ['image/svg+xml', bytes('\xef\xbb\xbf<svg width="2">')],
    ['image/svg+xml', bytes('<?xml version="1.0"?><svg:svg xmlns:svg="http://www.w3.org/2000/svg">')],
    [
      'image/svg+xml',
      bytes(
        `<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd" [\n<!ENTITY ns "http://ns/">\n]>\n<!-- ${'long > '.repeat(300)}--><svg>`,
      ),
    ],
    // Brands: the major one, a version, the compatible ones.
    ['image/avif', iso('avif\0\0\0\0avifmif1')],
    ['image/avif', iso('avis\0\0\0\0msf1')],
    ['image/avif', iso('mif1\0\0\0\0mif1miafavif')],
    ['image/avif', iso('mif1\0\0\0\0miaf', 'meta…infe av01')],
    ['image/heic', iso('heic\0\0\0\0mif1')],
    ['image/heic', iso('heix\0\0\0\0')],
    ['image/heic', iso('mif1\0\0\0\0', 'meta…infe hvc1')],
    ['image/heif', iso('mif1\0\0\0\0')],
    ['image/x-canon-cr3', iso('crx \0\0\0\x01crx isom')],
    ['', iso('isom\0\0\0\0mp42')],
    ['', bytes('<html><body>Sign in</body></html>')],
    ['', bytes('<html><body><svg width="2"></svg></body></html>')],
    ['', bytes('<!-- <svg> -->')],
    ['image/x-olympus-orf', bytes('IIRS\x08\0\0\0')],
    ['image/x-olympus-orf', bytes('MMOR\0\0\0\x08')],
    ['', bytes('Remember the milk.')],
  ])('is %s', (type, file) => {
    expect(formatOf(file)).toEqual({ type, start: 0 });
  });

  test('of a JPEG behind other bytes has its start', () => {
    expect(formatOf(bytes('stray\xff\xd8\xff\xe0'))).toEqual({ type: 'image/jpeg', start: 5 });
  });

  test('of no bytes is an error', () => {
    expect(() => formatOf(new Uint8Array())).toThrow(expect.objectContaining({ code: 'empty-file' }));
  });
});

test('the header of a still in boxes tells the size of its primary image, not of a larger gain map', () => {
  const file = heif({
    brands: ['avif', 'mif1', 'miaf', 'tmap'],
    codec: 'av1',
    width: 64,
    height: 48,
    at: () => [9, 9, 9],
    gainMap: { width: 96, height: 72 },
  });
  expect(sizeHint(new Uint8Array(file))).toEqual({ width: 64, height: 48 });
});

describe('of a JPEG', () => {
  const baseline = Uint8Array.from(jpeg({ width: 48, height: 32, color: 'grey', at: () => [9] }));

  test('the header tells the upright size', () => {
    const exif = { orientation: 6 };
    expect(sizeHint(baseline)).toEqual({ width: 48, height: 32 });
    const turned = jpeg({ width: 48, height: 32, color: 'grey', at: () => [9], exif });
    expect(sizeHint(Uint8Array.from(turned))).toEqual({ width: 32, height: 48 });
    expect(sizeHint(bytes('\xff\xd8\xff'))).toBeNull();
  });

  test('the orientation is that of the first EXIF segment, wherever its directory lies', () => {
    const of = (parts: Partial<Jpeg>) =>
      jpegOrientation(
        Uint8Array.from(jpeg({ width: 8, height: 8, color: 'grey', at: () => [9], xmp: 'Kyoto', ...parts })),
      );
    expect(of({})).toBeUndefined();
    expect(of({ exif: { make: 'Canon' } })).toBeUndefined();
    expect(of({ exif: { orientation: 9 } })).toBeUndefined();
    expect(of({ exif: { orientation: 6, gap: 18 } })).toBe(6);
    expect(of({ exif: { orientation: 6 }, secondExif: { orientation: 1 } })).toBe(6);
    expect(of({ exif: { orientation: 1 }, secondExif: { orientation: 8 } })).toBe(1);
  });

  test('an end marker is put behind, unless there is one', () => {
    expect(withEnd(baseline)).toBe(baseline);
    const followed = Uint8Array.from([...baseline, ...bytes('a trailer')]);
    expect(withEnd(followed)).toBe(followed);
    expect([...withEnd(baseline.subarray(0, -2))]).toEqual([...baseline]);
    expect([...withEnd(baseline.subarray(0, -4)).subarray(-2)]).toEqual([0xff, 0xd9]);
    expect([...withEnd(bytes('ab'))]).toEqual([97, 98, 0xff, 0xd9]);
  });

  test('the end marker of a thumbnail is none of the picture', () => {
    const thumbnail = Buffer.from([0xff, 0xe1, 0, 6, 0xff, 0xd9, 0, 0]);
    const within = Uint8Array.from([...baseline.subarray(0, 2), ...thumbnail, ...baseline.subarray(2, -2)]);
    expect(withEnd(within)).toHaveLength(within.length + 2);
  });

  test('one that ends before its first row is damaged', () => {
    const header = baseline.subarray(0, Buffer.from(baseline).indexOf(Buffer.from([0xff, 0xda])) + 10);
    expect(() => withEnd(header)).toThrow(expect.objectContaining({ code: 'damaged' }));
    expect(withEnd(baseline.subarray(0, header.length + 1))).toHaveLength(header.length + 3);
  });
});
