import { describe, expect, test } from 'vitest';
import { sha256 } from '#core/hash';
import type { Geometry } from '#core/preprocess';
import { resizeToSquare } from '#core/resize';
import { pillowSquare } from './pillow';

const SIZE = 224;
const CLIP: Geometry = { size: SIZE, fit: 'crop', filter: 'bicubic' };

/** Returns RGBA with a gradient, hard edges and noise, which reveal errors of scaling. */
function picture(width: number, height: number): Uint8Array {
  let seed = 1;
  const rgba = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff;
      const edge = (x >> 4) % 2 === (y >> 5) % 2 ? 255 : 0;
      rgba.set([(x * 255) / width, edge, seed >> 23, 255], (y * width + x) * 4);
    }
  }
  return rgba;
}

describe('resizeToSquare', () => {
  test.each([
    [1000, 750],
    [750, 1000],
    [500, 375],
    [336, 336],
    [224, 224],
    [225, 224],
    [100, 80],
    [7, 5],
    // More than one part.
    [2100, 301],
    [1, 60],
    [60, 1],
    [1, 1],
  ])('has the bytes of Pillow’s bicubic for %i x %i', (width, height) => {
    const rgba = picture(width, height);
    const ours = Buffer.from(resizeToSquare(rgba, width, height, CLIP));
    expect(ours.equals(pillowSquare(rgba, width, height, CLIP))).toBe(true);
  });

  test.each([
    { size: SIZE, fit: 'stretch', filter: 'bilinear' },
    { size: 256, fit: 'stretch', filter: 'bicubic' },
    { size: 256, fit: 'crop', filter: 'bilinear' },
    { size: SIZE, fit: 'letterbox', filter: 'bilinear' },
    { size: 100, fit: 'letterbox', filter: 'bicubic' },
  ] as const)('has those of Pillow for $filter, $fit to $size', (geometry) => {
    for (const [width, height] of [
      [640, 427],
      [300, 500],
      [50, 40],
      [81, 81],
    ] as const) {
      const rgba = picture(width, height);
      const ours = Buffer.from(resizeToSquare(rgba, width, height, geometry));
      expect(ours.equals(pillowSquare(rgba, width, height, geometry))).toBe(true);
    }
  });

  test('a letterbox of a line is at least one pixel wide', () => {
    const line = new Uint8Array(500 * 4).fill(255);
    const out = resizeToSquare(line, 500, 1, { size: 30, fit: 'letterbox', filter: 'bilinear' });
    expect([...out].flatMap((byte, i) => (byte === 255 ? [Math.floor(i / 90)] : []))).toEqual(
      new Array(90).fill(14),
    );
  });

  test('a letterbox centres the whole picture between black bars', () => {
    const white = new Uint8Array(300 * 200 * 4).fill(255);
    const out = resizeToSquare(white, 300, 200, { size: 30, fit: 'letterbox', filter: 'bilinear' });
    const rows = Array.from({ length: 30 }, (_, y) => out.slice(y * 90, (y + 1) * 90));
    expect(rows.map((row) => row.every((byte) => byte === 255))).toEqual(
      rows.map((_, y) => y >= 5 && y < 25),
    );
    expect(rows.every((row) => new Set(row).size === 1)).toBe(true);
    // If the rest is odd, the first bar is the smaller one.
    const odd = resizeToSquare(white, 200, 290, { size: 30, fit: 'letterbox', filter: 'bilinear' });
    const first = Array.from({ length: 30 }, (_, x) => odd[x * 3]);
    expect(first.indexOf(255)).toBe(4);
    expect(first.lastIndexOf(255)).toBe(24);
  });

  test('handles a picture of 1 x 20,000 pixels', () => {
    const out = resizeToSquare(new Uint8Array(20_000 * 4).fill(77), 1, 20_000, CLIP);
    expect(out).toEqual(new Uint8Array(SIZE * SIZE * 3).fill(77));
  });

  test('has a reference with the same bytes as Pillow 9.4', async () => {
    const bytes = pillowSquare(picture(101, 77), 101, 77, CLIP);
    expect(await sha256(bytes as Uint8Array<ArrayBuffer>)).toBe(
      'cad972ecee8c06e1e8ea13fa0c8a9b86c03fd5deb7316e43fe6f9511c800a4bd',
    );
  });
});
