/** Decoders of formats that the browser of the other tests has itself, and what all share. */

import encoder from '@jsquash/jxl/codec/enc/jxl_enc.js';
import encoderUrl from '@jsquash/jxl/codec/enc/jxl_enc.wasm?url';
import { defaultOptions } from '@jsquash/jxl/meta.js';
import { describe, expect, test } from 'vitest';
import { decodeHere, hasOwnDecoder } from '#workers/decode/decoders/decoders';

const LEAST = { least: 224, shortEdge: 336 };

describe('JPEG XL', () => {
  test('is decoded with its colours', async () => {
    const { picture, whole } = await decodeHere('image/jxl', { bytes: await written(64, 48), ...LEAST });
    expect(whole).toEqual({ width: 64, height: 48 });
    expect(colorAt(picture, 10, 20)).toEqual([220, 30, 30]);
    expect(colorAt(picture, 50, 20)).toEqual([30, 30, 220]);
  });

  test('that is cut is refused', async () => {
    const bytes = (await written(64, 48)).slice(0, 20);
    await expect(decodeHere('image/jxl', { bytes, ...LEAST })).rejects.toThrow();
  });
});

test('a JPEG 2000 with opacity is not supported, and never called damaged', async () => {
  // The start of a codestream, its size (64 x 64 in one tile, four components of three bytes), the start of its scan.
  const size = [8, 12, 24, 28].map((at) => [at, 64] as const);
  const bytes = new Uint8Array(56);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0xff4fff51);
  view.setUint16(4, 38 + 3 * 4);
  for (const [at, pixels] of size) view.setUint32(at, pixels);
  view.setUint16(40, 4);
  view.setUint16(54, 0xff90);
  await expect(decodeHere('image/jp2', { bytes, ...LEAST })).rejects.toMatchObject({ name: 'unsupported' });
});

test.each([
  'image/heic',
  'image/heif',
  'image/tiff',
  'image/vnd.adobe.photoshop',
  'image/svg+xml',
  'image/jxl',
  'image/jp2',
])('bytes that are no %s are refused, again and again', async (type) => {
  expect(hasOwnDecoder(type)).toBe(true);
  for (let round = 0; round < 2; round++) {
    const bytes = crypto.getRandomValues(new Uint8Array(4096));
    await expect(decodeHere(type, { bytes, ...LEAST })).rejects.toThrow();
  }
});

test('a format without decoder is not supported', async () => {
  const bytes = new Uint8Array(8);
  await expect(decodeHere('image/x-other', { bytes, ...LEAST })).rejects.toMatchObject({
    name: 'unsupported',
  });
});

/** Writes a picture without loss: its left half red, its right half blue. */
async function written(width: number, height: number): Promise<Uint8Array<ArrayBuffer>> {
  const wasmBinary = await (await fetch(encoderUrl)).arrayBuffer();
  const lib = await encoder({ noInitialRun: true, wasmBinary });
  const rgba = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < width * height; i++) {
    rgba.set(i % width < width / 2 ? [220, 30, 30, 255] : [30, 30, 220, 255], 4 * i);
  }
  const bytes = lib.encode(rgba, width, height, {
    ...defaultOptions,
    quality: 100,
    lossless: true,
    effort: 1,
  });
  return Uint8Array.from(bytes ?? []);
}

function colorAt(picture: VideoFrame | ImageBitmap, x: number, y: number): number[] {
  const context = new OffscreenCanvas(64, 48).getContext('2d');
  context?.drawImage(picture, 0, 0);
  return [...(context?.getImageData(x, y, 1, 1).data ?? [])].slice(0, 3);
}
