/** Pixels of a picture, and of a turned square of it. */

import { Problem } from '#core/errors';

export interface Pixels {
  width: number;
  height: number;
  /** width x height x 4 bytes, RGBA, opaque; rows top to bottom. */
  data: Uint8ClampedArray;
}

/** x of the picture = a x + b y + c, y = d x + e y + f. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/**
 * Longest side that is looked at, in pixels. The detector sees 512: what it finds there at 10 pixels, the least it can,
 * has the 40 that a description needs.
 */
const MOST = 2048;

/** @throws Problem `damaged` if the browser cannot decode it */
export async function decodePixels(picture: Blob): Promise<Pixels> {
  const bitmap = await createImageBitmap(picture).catch((error: unknown) => {
    throw new Problem('damaged', `The picture cannot be decoded: ${error}`, { cause: error });
  });
  const scale = Math.min(1, MOST / Math.max(bitmap.width, bitmap.height));
  const [width, height] = [bitmap.width, bitmap.height].map((side) => Math.max(1, Math.round(side * scale)));
  const context = new OffscreenCanvas(width as number, height as number).getContext('2d', {
    alpha: false,
    willReadFrequently: true,
  });
  if (!context) throw new Problem('unknown', 'This browser gives no canvas.');
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, width as number, height as number);
  bitmap.close();
  const { data } = context.getImageData(0, 0, width as number, height as number);
  return { width: width as number, height: height as number, data };
}

/** Most points a side of an output pixel, of which it is the mean. */
const MOST_POINTS = 8;

/**
 * Cuts a turned and scaled square out of a picture: bilinear, averaged over as many points as an output pixel covers.
 * @param matrix from the square to the picture
 * @returns planes red, green, blue of size x size, 0..255; black outside the picture
 */
export function sample(pixels: Pixels, matrix: Matrix, size: number): Float32Array<ArrayBuffer> {
  const [a, b, c, d, e, f] = matrix;
  const plane = size * size;
  const out = new Float32Array(3 * plane);
  const points = Math.min(MOST_POINTS, Math.max(1, Math.ceil(Math.hypot(a, d) - 0.01)));
  const colour = [0, 0, 0];
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      colour.fill(0);
      for (let i = 0; i < points * points; i++) {
        const u = x + ((i % points) + 0.5) / points;
        const v = y + (Math.floor(i / points) + 0.5) / points;
        addPoint(pixels, a * u + b * v + c - 0.5, d * u + e * v + f - 0.5, colour);
      }
      for (let i = 0; i < 3; i++) out[i * plane + y * size + x] = (colour[i] as number) / points ** 2;
    }
  }
  return out;
}

/** Adds the colour at a point between pixels; nothing outside the picture. */
function addPoint({ width, height, data }: Pixels, x: number, y: number, sum: number[]): void {
  if (x < -0.5 || y < -0.5 || x > width - 0.5 || y > height - 0.5) return;
  const left = Math.min(width - 1, Math.max(0, Math.floor(x)));
  const top = Math.min(height - 1, Math.max(0, Math.floor(y)));
  const right = Math.min(width - 1, left + 1);
  const bottom = Math.min(height - 1, top + 1);
  const fx = x - left;
  const fy = y - top;
  const upper = top * width;
  const lower = bottom * width;
  for (let i = 0; i < 3; i++) {
    const at = (pixel: number) => data[pixel * 4 + i] as number;
    const above = (1 - fx) * at(upper + left) + fx * at(upper + right);
    const below = (1 - fx) * at(lower + left) + fx * at(lower + right);
    sum[i] = (sum[i] as number) + (1 - fy) * above + fy * below;
  }
}
