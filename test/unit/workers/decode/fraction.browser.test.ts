/** JPEGs at an eighth and a quarter of their size, beside what the browser makes of them. */

import { expect, test } from 'vitest';
import { fractionOf, pixelsOf } from '#workers/decode/fraction/fraction';
import { decodeFrame } from '#workers/decode/frames';
import { contextOf, type Picture, sizeOf } from '#workers/decode/scaled';

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

/**
 * An EXIF segment with nothing but an orientation, in a directory at this offset.
 * @param type of the number: 3 has two bytes, 4 has four
 */
function exif(orientation: number, at = 8, type = 3): number[] {
  const entry = [
    0x01,
    0x12,
    0,
    type,
    0,
    0,
    0,
    1,
    ...(type === 3 ? [0, orientation, 0, 0] : [0, 0, 0, orientation]),
  ];
  const directory = [0, 1, ...entry, 0, 0, 0, 0];
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, at, ...new Array(at - 8).fill(0), ...directory];
  const payload = [...[...'Exif'].map((char) => char.charCodeAt(0)), 0, 0, ...tiff];
  return [0xff, 0xe1, 0, payload.length + 2, ...payload];
}

/** Puts segments behind the first marker. */
function including(bytes: Uint8Array<ArrayBuffer>, ...segments: number[][]): Uint8Array<ArrayBuffer> {
  return Uint8Array.of(0xff, 0xd8, ...segments.flat(), ...bytes.subarray(2));
}

async function pixelsIn(picture: Picture): Promise<ImageData> {
  const { width, height } = sizeOf(picture);
  const context = contextOf(new OffscreenCanvas(width, height));
  context.drawImage(picture, 0, 0);
  return context.getImageData(0, 0, width, height);
}

/** The mean of each square of pixels, RGB; what is left at the edges is in none. */
function meansOf({ width, height, data }: ImageData, edge: number) {
  const [across, down] = [Math.floor(width / edge), Math.floor(height / edge)];
  return Array.from({ length: across * down }, (_, square) => {
    const [left, top] = [edge * (square % across), edge * Math.floor(square / across)];
    const sums = [0, 0, 0];
    for (let i = 0; i < edge ** 2; i++) {
      const at = 4 * ((top + Math.floor(i / edge)) * width + left + (i % edge));
      sums.forEach((sum, channel) => {
        sums[channel] = sum + (data[at + channel] as number) / edge ** 2;
      });
    }
    return sums;
  });
}

/** Mean differences between a fraction and the means of the whole picture: of channels, and of luminance. */
async function errorsOf(bytes: Uint8Array<ArrayBuffer>, divisor: 4 | 8, edge = 1) {
  const found = fractionOf(bytes, divisor);
  if (!found) throw new Error('It is of another kind.');
  const whole = await pixelsIn(await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' })));
  // A last column or row that stands for fewer pixels is in no mean.
  const inner = new OffscreenCanvas(Math.floor(whole.width / divisor), Math.floor(whole.height / divisor));
  const context = contextOf(inner);
  context.putImageData(pixelsOf(found), 0, 0);
  const ours = meansOf(context.getImageData(0, 0, inner.width, inner.height), edge);
  const theirs = meansOf(whole, divisor * edge);
  const luminance = ([red = 0, green = 0, blue = 0]: number[]) => 0.299 * red + 0.587 * green + 0.114 * blue;
  const errors = ours.map((mean, i) => {
    const other = theirs[i] as number[];
    const channels = mean.reduce(
      (sum, level, channel) => sum + Math.abs(level - (other[channel] as number)),
      0,
    );
    return { channels: channels / 3, luminance: Math.abs(luminance(mean) - luminance(other)) };
  });
  const meanOf = (key: 'channels' | 'luminance') =>
    errors.reduce((sum, error) => sum + error[key], 0) / errors.length;
  return { channels: meanOf('channels'), luminance: meanOf('luminance') };
}

// Chromium codes colours at half the size, but for the best quality at the whole. At an eighth the error is 8 if the waves of
// a block are left out or swapped, and more than 1.1 if their amplitude is taken for their mean.
test.each([0.6, 0.92, 1])(
  'an eighth of a JPEG of quality %f shows the means of its blocks',
  async (quality) => {
    expect((await errorsOf(await photo(quality), 8)).channels).toBeLessThan(0.9);
  },
);

test.each([0.6, 0.92, 1])(
  'a quarter of a JPEG of quality %f shows the luminance of quarters of its blocks, and colours of halves at least',
  async (quality) => {
    const bytes = await photo(quality);
    expect((await errorsOf(bytes, 4)).luminance).toBeLessThan(0.7);
    expect((await errorsOf(bytes, 4, 2)).channels).toBeLessThan(0.9);
  },
);

/** Expects a JPEG to lie as the browser shows it. @returns whether the kernel has decoded it */
async function expectUpright(bytes: Uint8Array<ArrayBuffer>, divisor: 4 | 8): Promise<boolean> {
  const upright = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }));
  const shortEdge = Math.min(upright.width, upright.height) / divisor;
  const { picture, whole, complete } = await decodeFrame(
    bytes.buffer,
    { type: 'image/jpeg', start: 0 },
    shortEdge,
  );
  expect(whole).toEqual(sizeOf(upright));
  expect(complete).toBe(true);
  const { width, height } = sizeOf(picture);
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
  // The browser's decoders give no canvas.
  if (!(picture instanceof OffscreenCanvas)) return false;
  expect([width * divisor, height * divisor]).toEqual([whole.width, whole.height]);
  return true;
}

test.each(
  [1, 2, 3, 4, 5, 6, 7, 8].flatMap((orientation) => [[orientation, 8] as const, [orientation, 4] as const]),
)('orientation %i is turned upright as the browser does, at 1/%i', async (orientation, divisor) => {
  const bytes = await photo(0.9, { width: 320, height: 240 });
  expect(await expectUpright(including(bytes, exif(orientation)), divisor)).toBe(true);
});

test.each([
  ['in a directory that lies elsewhere', [exif(6, 26)]],
  ['that is no number of two bytes, and counts for nothing', [exif(6, 8, 4)]],
  ['that is out of range', [exif(9)]],
])('an orientation %s is read as the browser does', async (_, segments) => {
  const bytes = await photo(0.9, { width: 320, height: 240 });
  expect(await expectUpright(including(bytes, ...segments), 8)).toBe(true);
});

test.each([
  ['of which the first turns it', [exif(6), exif(1)]],
  ['of which the second turns it', [exif(1), exif(8)]],
  ['of which the first says nothing', [exif(0), exif(6)]],
  // Its directory is said to lie behind the segment.
  ['of which one is damaged', [exif(6).with(17, 99)]],
])('EXIF segments, %s, are left to the browser', async (_, segments) => {
  const bytes = await photo(0.9, { width: 320, height: 240 });
  expect(await expectUpright(including(bytes, ...segments), 8)).toBe(false);
});

test('what it cannot read, the browser does', async () => {
  const bytes = await photo(0.9, { width: 320, height: 240 });
  // An unknown profile of colours.
  const profile = [...'ICC_PROFILE'].map((char) => char.charCodeAt(0));
  const segment = Uint8Array.of(0xff, 0xe2, 0, 20, ...profile, 0, 1, 1, 1, 2, 3, 4);
  const other = Uint8Array.of(0xff, 0xd8, ...segment, ...bytes.subarray(2));
  expect(fractionOf(other, 8)).toBeNull();
  const { picture, whole } = await decodeFrame(other.buffer, { type: 'image/jpeg', start: 0 }, 30);
  expect(whole).toEqual({ width: 320, height: 240 });
  expect(sizeOf(picture).width).toBeGreaterThan(30);
});
