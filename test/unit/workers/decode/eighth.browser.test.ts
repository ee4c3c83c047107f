/** JPEGs at an eighth of their size, beside what the browser makes of them. */

import { expect, test } from 'vitest';
import { eighthOf } from '#workers/decode/eighth/eighth';
import { decodeFrame } from '#workers/decode/frames';
import { contextOf, sizeOf } from '#workers/decode/scaled';

/** A picture with edges, waves and noise, of a size that is not whole blocks. */
async function photo(quality: number, { width, height } = { width: 403, height: 301 }) {
  const canvas = new OffscreenCanvas(width, height);
  const context = contextOf(canvas);
  const image = context.createImageData(width, height);
  let seed = 3;
  for (let i = 0; i < width * height; i++) {
    const [x, y] = [i % width, Math.floor(i / width)];
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
    const noise = ((seed >> 16) & 15) - 8;
    const wave = 60 * Math.sin(x / 9) * Math.cos(y / 23);
    const edge = x + 2 * y > 400 ? 60 : 0;
    image.data.set([110 + wave + noise, 90 + edge + noise, 150 - wave + edge + noise, 255], 4 * i);
  }
  context.putImageData(image, 0, 0);
  return (await canvas.convertToBlob({ type: 'image/jpeg', quality })).bytes();
}

/** Puts an EXIF segment with nothing but an orientation behind the first marker. */
function turnedBy(orientation: number, bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const tiff = [
    0x4d,
    0x4d,
    0,
    42,
    0,
    0,
    0,
    8,
    0,
    1,
    1,
    0x12,
    0,
    3,
    0,
    0,
    0,
    1,
    0,
    orientation,
    0,
    0,
    0,
    0,
    0,
    0,
  ];
  const exif = [0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff];
  return Uint8Array.of(0xff, 0xd8, 0xff, 0xe1, 0, exif.length + 2, ...exif, ...bytes.subarray(2));
}

async function pixelsIn(picture: VideoFrame | ImageBitmap): Promise<ImageData> {
  const { width, height } = sizeOf(picture);
  const context = contextOf(new OffscreenCanvas(width, height));
  context.drawImage(picture, 0, 0);
  return context.getImageData(0, 0, width, height);
}

/** Mean difference of channels, over whole blocks of 8 x 8, between the mean of a block and the eighth's pixel. */
async function meanError(bytes: Uint8Array<ArrayBuffer>): Promise<number> {
  const found = eighthOf(bytes);
  if (!found) throw new Error('It is of another kind.');
  const whole = await pixelsIn(await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' })));
  let [sum, count] = [0, 0];
  for (let y = 0; y < Math.floor(whole.height / 8); y++) {
    for (let x = 0; x < Math.floor(whole.width / 8); x++) {
      for (let channel = 0; channel < 3; channel++, count++) {
        let mean = 0;
        for (let i = 0; i < 64; i++) {
          const at = (8 * y + (i >> 3)) * whole.width + 8 * x + (i & 7);
          mean += (whole.data[4 * at + channel] as number) / 64;
        }
        sum += Math.abs((found.rgba[4 * (y * found.width + x) + channel] as number) - mean);
      }
    }
  }
  return sum / count;
}

// Chromium codes colours at half the size, but for the best quality at the whole. The error is 8 if the waves of a block are
// left out or swapped, and more than 1.1 if their amplitude is taken for their mean.
test.each([0.6, 0.92, 1])(
  'an eighth of a JPEG of quality %f shows the means of its blocks',
  async (quality) => {
    expect(await meanError(await photo(quality))).toBeLessThan(0.9);
  },
);

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  'orientation %i is turned upright as the browser does',
  async (orientation) => {
    const bytes = turnedBy(orientation, await photo(0.9, { width: 320, height: 240 }));
    const { picture, whole, complete } = await decodeFrame(
      bytes.buffer,
      { type: 'image/jpeg', start: 0 },
      30,
    );
    const upright = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }));
    expect(whole).toEqual(sizeOf(upright));
    expect(complete).toBe(true);
    // By the kernel: the browser's decoders give VideoFrames.
    expect(picture).toBeInstanceOf(ImageBitmap);
    const { width, height } = sizeOf(picture);
    expect([width * 8, height * 8]).toEqual([whole.width, whole.height]);
    const scaled = await createImageBitmap(upright, {
      resizeWidth: width,
      resizeHeight: height,
      resizeQuality: 'high',
    });
    const [ours, theirs] = [await pixelsIn(picture), await pixelsIn(scaled)];
    const difference = ours.data.reduce(
      (sum, level, i) => sum + Math.abs(level - (theirs.data[i] as number)),
      0,
    );
    // 30 and more where it is turned in another way.
    expect(difference / ours.data.length).toBeLessThan(8);
  },
);

test('what it cannot read, the browser does', async () => {
  const bytes = await photo(0.9, { width: 320, height: 240 });
  // An unknown profile of colours.
  const profile = [...'ICC_PROFILE'].map((char) => char.charCodeAt(0));
  const segment = Uint8Array.of(0xff, 0xe2, 0, 20, ...profile, 0, 1, 1, 1, 2, 3, 4);
  const other = Uint8Array.of(0xff, 0xd8, ...segment, ...bytes.subarray(2));
  expect(eighthOf(other)).toBeNull();
  const { picture, whole } = await decodeFrame(other.buffer, { type: 'image/jpeg', start: 0 }, 30);
  expect(whole).toEqual({ width: 320, height: 240 });
  expect(sizeOf(picture).width).toBeGreaterThan(30);
});
