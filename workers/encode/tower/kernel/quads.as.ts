// Products for engines that multiply pairs of bytes in 16 bits, and cut sums off there: x64 without VNNI.

import { finish } from './finish.as';
import { EXCEPTION, HEAD, ROWS, STATISTICS } from './panel.as';
import { placeOf } from './quantise.as';

/**
 * A tile x 8 columns. Per 16 bits: products of two rows of weights, of four, then of eight in 32 bits.
 * @param exceptions number of weights that `pack` took out, because four products would not fit
 */
export function quads(
  levels: usize,
  panel: usize,
  about: usize,
  out: usize,
  stride: i32,
  columns: i32,
  count: i32,
  width: i32,
  signed: i32,
  exceptions: i32,
): void {
  let a = levels;
  let b = panel + HEAD;
  let c00 = i32x4.splat(0);
  let c01 = c00;
  let c10 = c00;
  let c11 = c00;
  let c20 = c00;
  let c21 = c00;
  let c30 = c00;
  let c31 = c00;
  let c40 = c00;
  let c41 = c00;
  for (const end = a + <usize>(stride * ROWS); a < end; a += 8 * ROWS, b += 64) {
    const w0 = v128.load(b);
    const w1 = v128.load(b, 16);
    const w2 = v128.load(b, 32);
    const w3 = v128.load(b, 48);
    let x = v128.load32_splat(a);
    let y = v128.load32_splat(a, 20);
    c00 = addEight(c00, w0, x, w2, y);
    c01 = addEight(c01, w1, x, w3, y);
    x = v128.load32_splat(a, 4);
    y = v128.load32_splat(a, 24);
    c10 = addEight(c10, w0, x, w2, y);
    c11 = addEight(c11, w1, x, w3, y);
    x = v128.load32_splat(a, 8);
    y = v128.load32_splat(a, 28);
    c20 = addEight(c20, w0, x, w2, y);
    c21 = addEight(c21, w1, x, w3, y);
    x = v128.load32_splat(a, 12);
    y = v128.load32_splat(a, 32);
    c30 = addEight(c30, w0, x, w2, y);
    c31 = addEight(c31, w1, x, w3, y);
    x = v128.load32_splat(a, 16);
    y = v128.load32_splat(a, 36);
    c40 = addEight(c40, w0, x, w2, y);
    c41 = addEight(c41, w1, x, w3, y);
  }
  for (const end = b + <usize>exceptions * EXCEPTION; b < end; b += EXCEPTION) {
    const w = v128.load_ext<i8>(b, 8);
    const at = placeOf(levels, load<i32>(b));
    let x = activation(at, signed);
    c00 = i32x4.add(c00, i32x4.extmul_low_i16x8_s(w, x));
    c01 = i32x4.add(c01, i32x4.extmul_high_i16x8_s(w, x));
    x = activation(at + 4, signed);
    c10 = i32x4.add(c10, i32x4.extmul_low_i16x8_s(w, x));
    c11 = i32x4.add(c11, i32x4.extmul_high_i16x8_s(w, x));
    x = activation(at + 8, signed);
    c20 = i32x4.add(c20, i32x4.extmul_low_i16x8_s(w, x));
    c21 = i32x4.add(c21, i32x4.extmul_high_i16x8_s(w, x));
    x = activation(at + 12, signed);
    c30 = i32x4.add(c30, i32x4.extmul_low_i16x8_s(w, x));
    c31 = i32x4.add(c31, i32x4.extmul_high_i16x8_s(w, x));
    x = activation(at + 16, signed);
    c40 = i32x4.add(c40, i32x4.extmul_low_i16x8_s(w, x));
    c41 = i32x4.add(c41, i32x4.extmul_high_i16x8_s(w, x));
  }
  const pitch = (<usize>columns) << 2;
  finish(c00, c01, panel, about, out, width);
  if (count > 1) finish(c10, c11, panel, about + STATISTICS, out + pitch, width);
  if (count > 2) finish(c20, c21, panel, about + 2 * STATISTICS, out + 2 * pitch, width);
  if (count > 3) finish(c30, c31, panel, about + 3 * STATISTICS, out + 3 * pitch, width);
  if (count > 4) finish(c40, c41, panel, about + 4 * STATISTICS, out + 4 * pitch, width);
}

/** Adds to each sum eight products: pairs of them, then pairs of pairs in 16 bits, then in 32. The compiler inlines it. */
function addEight(sums: v128, w: v128, x: v128, v: v128, y: v128): v128 {
  const fours = i16x8.add(i16x8.relaxed_dot_i8x16_i7x16_s(w, x), i16x8.relaxed_dot_i8x16_i7x16_s(v, y));
  return i32x4.add(sums, i32x4.dot_i16x8_s(fours, i16x8.splat(1)));
}

/** One activation in all eight 16-bit lanes. */
function activation(at: usize, signed: i32): v128 {
  return i16x8.splat(signed ? <i16>load<i8>(at) : <i16>load<u8>(at));
}
