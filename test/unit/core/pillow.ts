/**
 * Pillow's resize of 8-bit pictures, step by step as in its Resample.c: integer weights with 22 bits,
 * the horizontal pass first, rounded and clipped to bytes in between. The reference for Mitsuke's own resize.
 */

import type { Geometry } from '#core/preprocess';

const PRECISION_BITS = 32 - 8 - 2;

/** `bicubic_filter` and `bilinear_filter` with their supports. */
const FILTERS = {
  bicubic: { filter: bicubic, filterSupport: 2 },
  bilinear: { filter: (x: number) => (x < 0 ? 1 + x : 1 - x) * (Math.abs(x) < 1 ? 1 : 0), filterSupport: 1 },
};

function bicubic(x: number): number {
  const a = -0.5;
  const d = x < 0 ? -x : x;
  if (d < 1) return ((a + 2) * d - (a + 3)) * d * d + 1;
  if (d < 2) return (((d - 5) * d + 8) * d - 4) * a;
  return 0;
}

/** `precompute_coeffs` and `normalize_coeffs_8bpc`. */
function coefficients(name: Geometry['filter'], inSize: number, outSize: number) {
  const { filter, filterSupport } = FILTERS[name];
  const scale = inSize / outSize;
  const filterscale = Math.max(scale, 1);
  const support = filterSupport * filterscale;
  return Array.from({ length: outSize }, (_, xx) => {
    const center = (xx + 0.5) * scale;
    const xmin = Math.max(0, Math.trunc(center - support + 0.5));
    const xmax = Math.min(inSize, Math.trunc(center + support + 0.5));
    const k: number[] = [];
    for (let x = xmin; x < xmax; x++) k.push(filter((x - center + 0.5) / filterscale));
    const ww = k.reduce((sum, w) => sum + w, 0);
    const fixed = k.map((w) => {
      const scaled = (w / ww) * (1 << PRECISION_BITS);
      return Math.trunc(scaled < 0 ? scaled - 0.5 : scaled + 0.5);
    });
    return { xmin, fixed };
  });
}

function clip8(sum: number): number {
  return Math.max(0, Math.min(255, Math.floor(sum / (1 << PRECISION_BITS))));
}

/** Resizes one channel, rows top to bottom. */
function pillowResize(
  channel: Uint8Array,
  width: number,
  height: number,
  toWidth: number,
  toHeight: number,
  filter: Geometry['filter'] = 'bicubic',
): Uint8Array {
  const half = 1 << (PRECISION_BITS - 1);
  const between = new Uint8Array(toWidth * height);
  const across = coefficients(filter, width, toWidth);
  for (let y = 0; y < height; y++) {
    across.forEach(({ xmin, fixed }, xx) => {
      const sum = fixed.reduce((s, w, i) => s + w * (channel[y * width + xmin + i] as number), half);
      between[y * toWidth + xx] = clip8(sum);
    });
  }
  const out = new Uint8Array(toWidth * toHeight);
  coefficients(filter, height, toHeight).forEach(({ xmin, fixed }, yy) => {
    for (let x = 0; x < toWidth; x++) {
      const sum = fixed.reduce((s, w, i) => s + w * (between[(xmin + i) * toWidth + x] as number), half);
      out[yy * toWidth + x] = clip8(sum);
    }
  });
  return out;
}

/**
 * Resizes by shortest edge (longer edge rounded down) and centre square; stretched; or by longest edge (shorter edge
 * rounded) on a black square. @returns RGB
 */
export function pillowSquare(
  rgba: Uint8Array,
  width: number,
  height: number,
  { size, fit, filter }: Geometry,
): Uint8Array {
  const [toWidth, toHeight] = {
    stretch: [size, size],
    crop: [
      Math.max(size, Math.floor((size * width) / height)),
      Math.max(size, Math.floor((size * height) / width)),
    ],
    letterbox: [
      Math.min(size, Math.max(1, Math.round((size * width) / height))),
      Math.min(size, Math.max(1, Math.round((size * height) / width))),
    ],
  }[fit] as [number, number];
  // Half of the difference, rounded towards zero.
  const offset = (edge: number) => Math.sign(edge - size) * (Math.abs(edge - size) >> 1);
  const left = offset(toWidth);
  const top = offset(toHeight);
  const out = new Uint8Array(size * size * 3);
  for (let c = 0; c < 3; c++) {
    const channel = Uint8Array.from({ length: width * height }, (_, i) => rgba[i * 4 + c] as number);
    const resized = pillowResize(channel, width, height, toWidth, toHeight, filter);
    for (let y = 0; y < size; y++) {
      for (let x = 0; x < size; x++) {
        const [from, row] = [x + left, y + top];
        if (from < 0 || row < 0 || from >= toWidth || row >= toHeight) continue;
        out[(y * size + x) * 3 + c] = resized[row * toWidth + from] as number;
      }
    }
  }
  return out;
}
