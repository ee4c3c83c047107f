// Rows of floats as levels of 8 bits.

import { max32, min32, ROWS, STATISTICS } from './panel.as';

/**
 * Quantises rows as DynamicQuantizeLinear defines it, each row for itself: the range of the row, widened to include
 * zero, is mapped to 256 levels, ties to even.
 *
 * @param from address of `rows` of `width` f32
 * @param to address of tiles of `ROWS` rows of `stride` bytes, a multiple of 32; the bytes past `width` become level 0,
 *   and rows past the last one stay as they are
 * @param statistics address of `STATISTICS` bytes a row
 * @param flip 128 for an engine that reads activations as signed, else 0: it is taken off levels and zero point
 * @param first, last tiles, `last` excluded
 */
export function quantise(
  from: usize,
  to: usize,
  statistics: usize,
  rows: i32,
  width: i32,
  stride: i32,
  flip: i32,
  first: i32,
  last: i32,
): void {
  const whole = width & ~3;
  for (let row = first * ROWS; row < min32(last * ROWS, rows); row++) {
    const x = from + ((<usize>row * <usize>width) << 2);
    const levels = rowAt(to, row, stride);
    let low = f32x4.splat(0);
    let high = low;
    for (let i = 0; i < whole; i += 4) {
      const values = v128.load(x + ((<usize>i) << 2));
      // One instruction each on x64, unlike min and max.
      low = f32x4.pmin(low, values);
      high = f32x4.pmax(high, values);
    }
    let min = least(low);
    let max = most(high);
    for (let i = whole; i < width; i++) {
      const value = load<f32>(x + ((<usize>i) << 2));
      min = min < value ? min : value;
      max = max > value ? max : value;
    }
    const scale: f32 = max > min ? (max - min) / 255 : 1;
    const zero = <i32>Mathf.min(255, nearest(-min / scale));
    const scales = f32x4.splat(scale);
    const zeros = i32x4.splat(zero - ROUNDER_BITS);
    const flips = i8x16.splat(<i8>flip);
    let sum = i32x4.splat(0);
    const sixteens = width & ~15;
    for (let i = 0; i < sixteens; i += 16) {
      const at = x + ((<usize>i) << 2);
      const left = i16x8.narrow_i32x4_s(rounded(at, scales, zeros), rounded(at + 16, scales, zeros));
      const right = i16x8.narrow_i32x4_s(rounded(at + 32, scales, zeros), rounded(at + 48, scales, zeros));
      const level = i8x16.narrow_i16x8_u(left, right);
      sum = i32x4.add(sum, i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(level)));
      const stored = v128.xor(level, flips);
      const place = placeOf(levels, i);
      v128.store32_lane(place, stored, 0);
      v128.store32_lane(place, stored, 1, 4 * ROWS);
      v128.store32_lane(place, stored, 2, 8 * ROWS);
      v128.store32_lane(place, stored, 3, 12 * ROWS);
    }
    let total =
      i32x4.extract_lane(sum, 0) +
      i32x4.extract_lane(sum, 1) +
      i32x4.extract_lane(sum, 2) +
      i32x4.extract_lane(sum, 3);
    for (let i = sixteens; i < width; i++) {
      const level = min32(255, max32(0, <i32>nearest(load<f32>(x + ((<usize>i) << 2)) / scale) + zero));
      total += level;
      store<u8>(placeOf(levels, i), level ^ flip);
    }
    for (let i = width; i < stride; i++) store<u8>(placeOf(levels, i), 0);
    const about = statistics + <usize>row * STATISTICS;
    store<f32>(about, scale);
    store<i32>(about, zero - flip, 4);
    store<i32>(about, total - zero * width, 8);
  }
}

/** Address of a row's first level. */
export function rowAt(levels: usize, row: i32, stride: i32): usize {
  return levels + <usize>(row / ROWS) * <usize>(ROWS * stride) + ((<usize>(row % ROWS)) << 2);
}

/** Address of the i-th level of the row that begins there. */
export function placeOf(levels: usize, i: i32): usize {
  return levels + <usize>((i >> 2) * 4 * ROWS + (i & 3));
}

/** Adding it to a float below 2^22 leaves no bits for a fraction, so the sum is rounded, ties to even; then its bits. */
const ROUNDER: f32 = 12_582_912;
const ROUNDER_BITS: i32 = 0x4b400000;

/** Four floats as levels, not cut off yet. */
function rounded(at: usize, scales: v128, zeros: v128): v128 {
  return i32x4.add(f32x4.add(f32x4.div(v128.load(at), scales), f32x4.splat(ROUNDER)), zeros);
}

function least(v: v128): f32 {
  return Mathf.min(
    Mathf.min(f32x4.extract_lane(v, 0), f32x4.extract_lane(v, 1)),
    Mathf.min(f32x4.extract_lane(v, 2), f32x4.extract_lane(v, 3)),
  );
}

function most(v: v128): f32 {
  return Mathf.max(
    Mathf.max(f32x4.extract_lane(v, 0), f32x4.extract_lane(v, 1)),
    Mathf.max(f32x4.extract_lane(v, 2), f32x4.extract_lane(v, 3)),
  );
}
