/**
 * Antialiased resize to the square that an encoder sees, and to any size: what models were trained on.
 * Browsers' own scaling differs from it by several grey levels, so we do it ourselves.
 *
 * The arithmetic is Pillow's (Resample.c, `ImagingResample`), and so are the bytes: a cubic kernel with a = -0.5 or a
 * triangle, stretched by the scale when shrinking, columns before rows, whole numbers as weights, rounded to bytes in
 * between. In WebAssembly it takes a quarter of the time that JavaScript took.
 */

import type { Geometry } from './preprocess';
import binary from './resize.as.ts?kernel';

/** Exports of `resize.as.ts`, which documents them; all positions are addresses in `memory`. */
interface Passes {
  memory: WebAssembly.Memory;
  FREE: WebAssembly.Global<'i32'>;
  across(
    from: number,
    width: number,
    rows: number,
    taps: number,
    step: number,
    size: number,
    to: number,
  ): void;
  down(from: number, stride: number, taps: number, step: number, size: number, to: number): void;
}

/** The input pixels that make each output pixel along one axis, and their weights. */
interface Taps {
  /** Output pixels. */
  size: number;
  /** For each: its first input pixel, the number of them, and as many weights, which add up to 1 (`ONE`). */
  table: Int32Array;
  /** Numbers of each. */
  step: number;
}

/** Weights are whole numbers, as Pillow's: 32 bits hold them times a byte. */
const ONE = 2 ** 22;

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
  const step = 2 + Math.min(from, Math.ceil(support) * 2 + 1);
  const table = new Int32Array(size * step);
  for (let i = 0; i < size; i++) {
    const centre = (offset + i + 0.5) * scale;
    const start = Math.max(0, Math.trunc(centre - support + 0.5));
    const end = Math.min(from, Math.trunc(centre + support + 0.5));
    const weights = Array.from({ length: end - start }, (_, x) =>
      kernel.weight((start + x - centre + 0.5) / stretch),
    );
    const sum = weights.reduce((total, weight) => total + weight, 0);
    table.set([start, weights.length, ...weights.map((weight) => rounded((weight / sum) * ONE))], i * step);
  }
  return { size, table, step };
}

/** Halves away from zero. */
function rounded(value: number): number {
  return Math.sign(value) * Math.round(Math.abs(value));
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
    return onBlack(resize(rgba, width, columns, rows), toWidth, toHeight, size);
  }
  const crop = fit === 'crop';
  const toWidth = crop && width > height ? longEdge(width, height, size) : size;
  const toHeight = crop && height > width ? longEdge(height, width, size) : size;
  const columns = taps(kernel, width, toWidth, (toWidth - size) >> 1, size);
  const rows = taps(kernel, height, toHeight, (toHeight - size) >> 1, size);
  return resize(rgba, width, columns, rows);
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
  return resize(rgba, width, columns, rows);
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

let passes: Passes | undefined;

const PAGE = 65_536;
/** Rows are copied to the passes in parts of about so many bytes, which stay in the processor's cache. */
const PART = 2 ** 20;
/** The passes read and write up to so many bytes behind what they were given. */
const BEHIND = 16;
/** Memory of WebAssembly never shrinks: what has grown beyond this many bytes is let go of. */
const MOST_KEPT = 64 * 2 ** 20;

/** Resizes columns, then rows. @returns columns.size x rows.size x 3 bytes */
function resize(
  rgba: Uint8ClampedArray | Uint8Array,
  width: number,
  columns: Taps,
  rows: Taps,
): Uint8Array<ArrayBuffer> {
  const firstRow = rows.table[0] as number;
  const last = (rows.size - 1) * rows.step;
  const count = (rows.table[last] as number) + (rows.table[last + 1] as number) - firstRow;
  const atOnce = Math.max(1, Math.floor(PART / (4 * width)));
  const stride = 3 * columns.size;

  passes ??= start();
  const lib = passes;
  const columnTaps = lib.FREE.value;
  const rowTaps = columnTaps + columns.table.byteLength;
  const part = rowTaps + rows.table.byteLength;
  const between = part + 4 * width * Math.min(atOnce, count);
  const out = between + stride * count + BEHIND;
  const end = out + stride * rows.size;
  const missing = end + BEHIND - lib.memory.buffer.byteLength;
  if (missing > 0) lib.memory.grow(Math.ceil(missing / PAGE));
  const bytes = new Uint8Array(lib.memory.buffer);
  bytes.set(new Uint8Array(columns.table.buffer), columnTaps);
  bytes.set(new Uint8Array(rows.table.buffer), rowTaps);
  for (let y = 0; y < count; y += atOnce) {
    const some = Math.min(atOnce, count - y);
    const from = 4 * width * (firstRow + y);
    bytes.set(rgba.subarray(from, from + 4 * width * some), part);
    lib.across(part, width, some, columnTaps, 4 * columns.step, columns.size, between + stride * y);
  }
  // Its taps count from the first row of the picture.
  lib.down(between - stride * firstRow, stride, rowTaps, 4 * rows.step, rows.size, out);
  if (lib.memory.buffer.byteLength > MOST_KEPT) passes = undefined;
  return bytes.slice(out, end);
}

function start(): Passes {
  // What WebAssembly exports has no types: `Passes` repeats those of `resize.as.ts`.
  return new WebAssembly.Instance(new WebAssembly.Module(binary)).exports as unknown as Passes;
}
