import { describe, expect, test } from 'vitest';
import { wallTime } from '#core/wall-clock';
import { formatOf, isRaw } from '#workers/decode/format';
import { readMetadata } from '#workers/decode/metadata';
import { largestJpeg, rawMetadata, rawOrientation } from '#workers/decode/raw';
import { firstDirectory } from '#workers/decode/tiff';
import { jpeg } from '../../../fixtures/jpeg';
import { raw } from '../../../fixtures/raw';
import { DEGREES, rawFiles } from '../../../fixtures/raw-files';

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

  test('tells its camera, its moment and its place', async () => {
    const { start, end } = largestJpeg(all) ?? {};
    const metadata = await readMetadata(rawMetadata(all, type, all.slice(start, end)));
    expect(metadata.camera).toBe(camera);
    expect(metadata.moment).toEqual({ taken: wallTime(2024, 7, 31, 18, 20, 5) });
    expect(metadata.place).toEqual(DEGREES);
  });
});

describe('a CR3', () => {
  const preview = jpeg({ width: 480, height: 320, color: 'grey', at: () => [9] });
  const file = bytesOf(
    raw({
      ...{ kind: 'cr3', make: 'Canon', model: 'Canon EOS R5', orientation: 1, preview },
      taken: '2024:07:31 18:20:05',
      offset: '+09:00',
      changed: '2024:08:02 09:00:00',
      degrees: { latitude: 35, longitude: 135 },
    }),
  );
  const said = (bytes: Uint8Array<ArrayBuffer>) =>
    readMetadata(rawMetadata(bytes, formatOf(bytes).type, Uint8Array.from(preview)));

  test('tells the moment of capture with its offset, and the place', async () => {
    expect(await said(file)).toEqual({
      camera: 'Canon EOS R5',
      moment: { taken: wallTime(2024, 7, 31, 18, 20, 5), offset: 540 },
      place: { latitude: 35, longitude: 135 },
    });
  });

  test('whose box of the place is damaged tells what the first box has', async () => {
    const copy = Uint8Array.from(file);
    // Its directory is said to lie far behind.
    copy.fill(99, Buffer.from(file).indexOf('CMT4') + 8, Buffer.from(file).indexOf('CMT4') + 12);
    expect(await said(copy)).toEqual({
      camera: 'Canon EOS R5',
      recorded: { taken: wallTime(2024, 8, 2, 9) },
    });
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
