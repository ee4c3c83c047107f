import { describe, expect, test } from 'vitest';
import { wallTime } from '#core/wall-clock';
import { formatOf, isRaw } from '#workers/decode/format';
import { readMetadata } from '#workers/decode/metadata';
import { largestJpeg, rawMetadata, rawOrientation } from '#workers/decode/raw';
import { firstDirectory } from '#workers/decode/tiff';
import { jpeg } from '../../../fixtures/jpeg';
import { rawFiles } from '../../../fixtures/raw-files';

const bytesOf = (buffer: Buffer) => Uint8Array.from(buffer);

describe.each(rawFiles())('$name', ({ bytes, camera }) => {
  const all = bytesOf(bytes);
  const { type } = formatOf(all);

  test('is a RAW file, with the orientation of its directory', () => {
    expect(isRaw(type)).toBe(true);
    // Fujifilm's stands in the JPEG.
    expect(rawOrientation(all, type)).toBe(type === 'image/x-fuji-raf' ? 1 : 6);
  });

  test('holds a JPEG of the picture behind a thumbnail and the sensor’s data', () => {
    const found = largestJpeg(all);
    expect(found).toMatchObject({ width: 640, height: 960 });
    expect([...all.subarray(found?.start, (found?.start ?? 0) + 3)]).toEqual([0xff, 0xd8, 0xff]);
    expect([...all.subarray((found?.end ?? 0) - 2, found?.end)]).toEqual([0xff, 0xd9]);
  });

  test('tells its camera and its moment', () => {
    const { start, end } = largestJpeg(all) ?? {};
    const metadata = readMetadata(rawMetadata(all, type, all.slice(start, end)));
    expect(metadata.camera).toBe(camera);
    expect(metadata.moment).toEqual({ taken: wallTime(2024, 7, 31, 18, 20, 5) });
  });
});

test('a thumbnail alone is no picture', () => {
  const thumbnail = jpeg({ width: 160, height: 120, color: 'grey', at: () => [9] });
  expect(largestJpeg(bytesOf(Buffer.concat([Buffer.alloc(50), thumbnail])))).toBeNull();
  expect(largestJpeg(new Uint8Array(1000).fill(0xff))).toBeNull();
});

test('a TIFF whose directory points outside of the file has none', () => {
  expect(firstDirectory(Uint8Array.from(Buffer.from('II*\0\xff\xff\0\0', 'latin1')))).toBeNull();
  expect(firstDirectory(new Uint8Array(4))).toBeNull();
  expect(formatOf(Uint8Array.from(Buffer.from('II*\0\xff\xff\0\0', 'latin1'))).type).toBe('image/tiff');
});
