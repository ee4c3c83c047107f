// The two passes of the resize, in AssemblyScript. `resize.ts` lays out the memory.

/** Where the memory is free. */
export const FREE: usize = __heap_base;

/** Weights are whole numbers, with so many bits behind the point. */
const BITS: i32 = 22;
const HALF: i32 = 1 << (BITS - 1);

// Taps of a pixel: the first of the input pixels that make it, how many they are, and their weights; 32 bits each.
const COUNT: usize = 4;
const WEIGHTS: usize = 8;

/**
 * Scales rows across. One byte behind the last pixel is written too.
 * @param from rows of `width` pixels, RGBA
 * @param taps of the `size` pixels of a new row, `step` bytes from each to the next
 * @param to where the new rows go, RGB
 */
export function across(
  from: usize,
  width: u32,
  rows: u32,
  taps: usize,
  step: usize,
  size: u32,
  to: usize,
): void {
  for (let y: u32 = 0; y < rows; y++, from += width << 2) {
    let tap = taps;
    for (let x: u32 = 0; x < size; x++, tap += step, to += 3) {
      let pixel = from + (load<u32>(tap) << 2);
      const behind = pixel + (load<u32>(tap, COUNT) << 2);
      let weight = tap;
      let sum = i32x4.splat(HALF);
      for (; pixel < behind; pixel += 4, weight += 4) {
        const levels = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(pixel)));
        sum = i32x4.add(sum, i32x4.mul(levels, v128.load32_splat(weight, WEIGHTS)));
      }
      v128.store_lane<u32>(to, levelsOf(sum, sum, sum, sum), 0);
    }
  }
}

/**
 * Scales columns, whatever their bytes are. Up to 15 bytes behind the last row are written too.
 * @param from rows of `stride` bytes; as many behind the last may be read
 * @param taps of the `size` new rows, `step` bytes from each to the next
 */
export function down(from: usize, stride: u32, taps: usize, step: usize, size: u32, to: usize): void {
  for (let y: u32 = 0; y < size; y++, taps += step, to += stride) {
    const first = from + load<u32>(taps) * stride;
    const count = load<u32>(taps, COUNT);
    for (let x: u32 = 0; x < stride; x += 16) {
      let at = first + x;
      let a = i32x4.splat(HALF);
      let b = a;
      let c = a;
      let d = a;
      for (let k: u32 = 0; k < count; k++, at += stride) {
        const weight = v128.load32_splat(taps + (k << 2), WEIGHTS);
        const bytes = v128.load(at);
        const low = i16x8.extend_low_i8x16_u(bytes);
        const high = i16x8.extend_high_i8x16_u(bytes);
        a = i32x4.add(a, i32x4.mul(i32x4.extend_low_i16x8_u(low), weight));
        b = i32x4.add(b, i32x4.mul(i32x4.extend_high_i16x8_u(low), weight));
        c = i32x4.add(c, i32x4.mul(i32x4.extend_low_i16x8_u(high), weight));
        d = i32x4.add(d, i32x4.mul(i32x4.extend_high_i16x8_u(high), weight));
      }
      v128.store(to + x, levelsOf(a, b, c, d));
    }
  }
}

/** Sixteen bytes of as many sums. */
function levelsOf(a: v128, b: v128, c: v128, d: v128): v128 {
  const low = i16x8.narrow_i32x4_s(i32x4.shr_s(a, BITS), i32x4.shr_s(b, BITS));
  const high = i16x8.narrow_i32x4_s(i32x4.shr_s(c, BITS), i32x4.shr_s(d, BITS));
  return i8x16.narrow_i16x8_u(low, high);
}
