/**
 * Antialiased resize to the square that an encoder sees, and to any size: what models were trained on.
 * Browsers' own scaling differs from it by several grey levels, so we do it ourselves.
 *
 * The arithmetic is Pillow's (Resample.c, `ImagingResample`): a cubic kernel with a = -0.5 or a
 * triangle, stretched by the scale when shrinking, columns before rows, rounded to bytes in between.
 */

import type { Geometry } from './preprocess';

/** Weights of the input pixels that make each output pixel along one axis. */
interface Taps {
  /** First input pixel of each output pixel. */
  first: Int32Array;
  /** Number of input pixels of each output pixel. */
  count: Int32Array;
  /** `width` weights an output pixel, of which `count` are used; they add up to 1. */
  weights: Float32Array;
  width: number;
}

interface Kernel {
  weight(x: number): number;
  /** Beyond this distance, in output pixels, the weight is zero. */
  support: number;
}

const KERNELS: Record<Geometry['filter'], Kernel> = {
  bicubic: { weight: cubic, support: 2 },
  bilinear: { weight: (x) => Math.max(0, 1 - Math.abs(x)), support: 1 },
};

/** Keys' cubic convolution kernel, a = -0.5. */
function cubic(x: number): number {
  const d = Math.abs(x);
  if (d < 1) return (1.5 * d - 2.5) * d * d + 1;
  if (d < 2) return ((-0.5 * d + 2.5) * d - 4) * d + 2;
  return 0;
}

/** Taps for output pixels [offset, offset + size) of an axis resized from `from` to `to` pixels. */
function taps(kernel: Kernel, from: number, to: number, offset: number, size: number): Taps {
  const scale = from / to;
  const stretch = Math.max(scale, 1);
  const support = kernel.support * stretch;
  const width = Math.min(from, Math.ceil(support) * 2 + 1);
  const first = new Int32Array(size);
  const count = new Int32Array(size);
  const weights = new Float32Array(size * width);
  for (let i = 0; i < size; i++) {
    const centre = (offset + i + 0.5) * scale;
    const start = Math.max(0, Math.trunc(centre - support + 0.5));
    const end = Math.min(from, Math.trunc(centre + support + 0.5));
    let sum = 0;
    for (let x = start; x < end; x++) {
      const weight = kernel.weight((x - centre + 0.5) / stretch);
      weights[i * width + x - start] = weight;
      sum += weight;
    }
    for (let x = 0; x < end - start; x++) weights[i * width + x] = (weights[i * width + x] as number) / sum;
    first[i] = start;
    count[i] = end - start;
  }
  return { first, count, weights, width };
}

/** The longer edge once the shorter one is `size`; rounded down, as CLIP's own preprocessing does. */
function longEdge(long: number, short: number, size: number): number {
  return Math.floor((size * long) / short);
}

/** Returns the shorter edge after the longer one is scaled to `size`: rounded, at least 1. */
function shortEdge(short: number, long: number, size: number): number {
  return Math.max(1, Math.round((size * short) / long));
}

/**
 * The square that an encoder sees. Only the pixels inside the crop are computed, so a picture of
 * 1 x 20,000 pixels costs no more than any other.
 *
 * @param rgba width x height x 4 bytes; alpha is ignored
 * @returns size x size x 3 bytes, RGB
 */
export function resizeToSquare(
  rgba: Uint8ClampedArray | Uint8Array,
  width: number,
  height: number,
  geometry: Geometry,
): Uint8Array<ArrayBuffer> {
  const { size, fit, filter } = geometry;
  const kernel = KERNELS[filter];
  if (fit === 'letterbox') {
    const toWidth = width < height ? shortEdge(width, height, size) : size;
    const toHeight = height < width ? shortEdge(height, width, size) : size;
    const columns = taps(kernel, width, toWidth, 0, toWidth);
    const rows = taps(kernel, height, toHeight, 0, toHeight);
    return onBlack(resize(rgba, width, columns, rows, toWidth, toHeight), toWidth, toHeight, size);
  }
  const crop = fit === 'crop';
  const toWidth = crop && width > height ? longEdge(width, height, size) : size;
  const toHeight = crop && height > width ? longEdge(height, width, size) : size;
  const columns = taps(kernel, width, toWidth, (toWidth - size) >> 1, size);
  const rows = taps(kernel, height, toHeight, (toHeight - size) >> 1, size);
  return resize(rgba, width, columns, rows, size, size);
}

/**
 * Scales a picture with the triangle kernel. Its aspect ratio may change.
 * @param rgba width x height x 4 bytes; alpha is ignored
 * @returns toWidth x toHeight x 3 bytes, RGB
 */
export function resizeTo(
  rgba: Uint8ClampedArray | Uint8Array,
  width: number,
  height: number,
  toWidth: number,
  toHeight: number,
): Uint8Array<ArrayBuffer> {
  const columns = taps(KERNELS.bilinear, width, toWidth, 0, toWidth);
  const rows = taps(KERNELS.bilinear, height, toHeight, 0, toHeight);
  return resize(rgba, width, columns, rows, toWidth, toHeight);
}

/** Pastes a picture of width x height x 3 bytes into the centre of a black square. */
function onBlack(picture: Uint8Array, width: number, height: number, size: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(size * size * 3);
  const left = (size - width) >> 1;
  const top = (size - height) >> 1;
  for (let y = 0; y < height; y++) {
    out.set(picture.subarray(y * width * 3, (y + 1) * width * 3), ((top + y) * size + left) * 3);
  }
  return out;
}

/** Resizes columns, then rows. @returns toWidth x toHeight x 3 bytes */
function resize(
  rgba: Uint8ClampedArray | Uint8Array,
  width: number,
  columns: Taps,
  rows: Taps,
  toWidth: number,
  toHeight: number,
): Uint8Array<ArrayBuffer> {
  const firstRow = rows.first[0] as number;
  const lastRow = (rows.first[toHeight - 1] as number) + (rows.count[toHeight - 1] as number);
  const between = resizeColumns(rgba, width, firstRow, lastRow, columns, toWidth);
  return resizeRows(between, firstRow, rows, toWidth, toHeight);
}

/** Input rows [firstRow, lastRow) with `toWidth` pixels each, RGB. */
function resizeColumns(
  rgba: Uint8ClampedArray | Uint8Array,
  width: number,
  firstRow: number,
  lastRow: number,
  columns: Taps,
  toWidth: number,
): Uint8ClampedArray {
  const out = new Uint8ClampedArray((lastRow - firstRow) * toWidth * 3);
  const { first, count, weights } = columns;
  let o = 0;
  for (let y = firstRow; y < lastRow; y++) {
    const row = y * width * 4;
    for (let x = 0; x < toWidth; x++) {
      let r = 0;
      let g = 0;
      let b = 0;
      let from = row + (first[x] as number) * 4;
      const w = x * columns.width;
      const end = w + (count[x] as number);
      for (let k = w; k < end; k++, from += 4) {
        const weight = weights[k] as number;
        r += weight * (rgba[from] as number);
        g += weight * (rgba[from + 1] as number);
        b += weight * (rgba[from + 2] as number);
      }
      out[o++] = r;
      out[o++] = g;
      out[o++] = b;
    }
  }
  return out;
}

function resizeRows(
  between: Uint8ClampedArray,
  firstRow: number,
  rows: Taps,
  toWidth: number,
  toHeight: number,
): Uint8Array<ArrayBuffer> {
  const out = new Uint8ClampedArray(toWidth * toHeight * 3);
  const stride = toWidth * 3;
  const sums = new Float32Array(stride);
  for (let y = 0; y < toHeight; y++) {
    sums.fill(0);
    for (let k = 0; k < (rows.count[y] as number); k++) {
      const weight = rows.weights[y * rows.width + k] as number;
      const from = ((rows.first[y] as number) - firstRow + k) * stride;
      for (let x = 0; x < stride; x++) {
        sums[x] = (sums[x] as number) + weight * (between[from + x] as number);
      }
    }
    out.set(sums, y * stride);
  }
  return new Uint8Array(out.buffer);
}
