import { crc32, inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { pngOf } from '#workers/decode/decoders/profiled';
import { adobeProfile } from '../../../../fixtures/icc';

const [WIDTH, HEIGHT] = [901, 700];

/** Returns the content of each chunk by its name; those of one name joined. */
function chunks(png: Buffer): Map<string, Buffer> {
  const found = new Map<string, Buffer>();
  for (let at = 8; at < png.length; ) {
    const end = at + 8 + png.readUInt32BE(at);
    expect(png.readUInt32BE(end)).toBe(crc32(png.subarray(at + 4, end)));
    const name = png.toString('latin1', at + 4, at + 8);
    found.set(name, Buffer.concat([found.get(name) ?? Buffer.alloc(0), png.subarray(at + 8, end)]));
    at = end + 4;
  }
  return found;
}

/** @param channels of each pixel, with or without opacity */
function pixelsOf(channels: number): { rgba: Uint8ClampedArray<ArrayBuffer>; rows: Buffer } {
  const rgba = new Uint8ClampedArray(4 * WIDTH * HEIGHT);
  const rows: number[] = [];
  for (let at = 0; at < rgba.length; at += 4) {
    if (at % (4 * WIDTH) === 0) rows.push(0);
    const colors = [7, 11, 13].map((step) => (at * step + (at >> 9)) % 256);
    const opacity = channels === 4 ? (at >> 5) % 256 : 255;
    rgba.set([...colors, opacity], at);
    rows.push(...colors, ...(channels === 4 ? [opacity] : []));
  }
  return { rgba, rows: Buffer.from(rows) };
}

test.each([
  [3, 2],
  [4, 6],
] as const)('%i channels: a PNG in several chunks, with all pixels and the profile', (channels, kind) => {
  const { rgba, rows } = pixelsOf(channels);
  const profile = adobeProfile();
  const png = Buffer.concat(pngOf({ width: WIDTH, height: HEIGHT, data: rgba }, profile));
  const { IHDR, iCCP, IDAT, IEND } = Object.fromEntries(chunks(png));
  expect([...(IHDR ?? [])]).toEqual([
    0,
    0,
    WIDTH >> 8,
    WIDTH & 255,
    0,
    0,
    HEIGHT >> 8,
    HEIGHT & 255,
    8,
    kind,
    0,
    0,
    0,
  ]);
  expect(iCCP?.toString('latin1', 0, 5)).toBe('icc\0\0');
  expect(inflateSync(iCCP?.subarray(5) ?? '').equals(profile)).toBe(true);
  // Node checks the sum at the end of the stream.
  expect(inflateSync(IDAT ?? '').equals(rows)).toBe(true);
  expect(IEND).toHaveLength(0);
});
