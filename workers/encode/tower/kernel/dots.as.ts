// Products for engines that add four products in 32 bits by one exact instruction: ARM, newer x64.

import { finish } from './finish.as';
import { HEAD, ROWS, STATISTICS } from './panel.as';

/**
 * A tile x 8 columns. The instruction takes five cycles and two start in each, so ten sums are on their way at once:
 * with eight, a fifth of the cycles was lost. Not unrolled, because the compiler then keeps weights of both steps in
 * registers, and sums outside.
 */
export function dots(
  levels: usize,
  panel: usize,
  about: usize,
  out: usize,
  stride: i32,
  columns: i32,
  count: i32,
  width: i32,
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
  for (const end = a + <usize>(stride * ROWS); a < end; a += 4 * ROWS, b += 32) {
    const left = v128.load(b);
    const right = v128.load(b, 16);
    let x = v128.load32_splat(a);
    c00 = i32x4.relaxed_dot_i8x16_i7x16_add_s(left, x, c00);
    c01 = i32x4.relaxed_dot_i8x16_i7x16_add_s(right, x, c01);
    x = v128.load32_splat(a, 4);
    c10 = i32x4.relaxed_dot_i8x16_i7x16_add_s(left, x, c10);
    c11 = i32x4.relaxed_dot_i8x16_i7x16_add_s(right, x, c11);
    x = v128.load32_splat(a, 8);
    c20 = i32x4.relaxed_dot_i8x16_i7x16_add_s(left, x, c20);
    c21 = i32x4.relaxed_dot_i8x16_i7x16_add_s(right, x, c21);
    x = v128.load32_splat(a, 12);
    c30 = i32x4.relaxed_dot_i8x16_i7x16_add_s(left, x, c30);
    c31 = i32x4.relaxed_dot_i8x16_i7x16_add_s(right, x, c31);
    x = v128.load32_splat(a, 16);
    c40 = i32x4.relaxed_dot_i8x16_i7x16_add_s(left, x, c40);
    c41 = i32x4.relaxed_dot_i8x16_i7x16_add_s(right, x, c41);
  }
  const pitch = (<usize>columns) << 2;
  finish(c00, c01, panel, about, out, width);
  if (count > 1) finish(c10, c11, panel, about + STATISTICS, out + pitch, width);
  if (count > 2) finish(c20, c21, panel, about + 2 * STATISTICS, out + 2 * pitch, width);
  if (count > 3) finish(c30, c31, panel, about + 3 * STATISTICS, out + 3 * pitch, width);
  if (count > 4) finish(c40, c41, panel, about + 4 * STATISTICS, out + 4 * pitch, width);
}
