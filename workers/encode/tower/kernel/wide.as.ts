// Products for any weights and any engine: widened to 16 bits first.

import { finish } from './finish.as';
import { HEAD, min32, ROWS, STATISTICS } from './panel.as';
import { rowAt } from './quantise.as';

/** All rows x 8 columns. Two rows at a time, because sums lie in twice the registers. */
export function wide(
  levels: usize,
  panel: usize,
  statistics: usize,
  out: usize,
  rows: i32,
  stride: i32,
  columns: i32,
  width: i32,
  signed: i32,
): void {
  const pitch = (<usize>columns) << 2;
  for (let row = 0; row < rows; row += 2) {
    let a0 = rowAt(levels, row, stride);
    // The last row may have no other: it is taken twice.
    let a1 = rowAt(levels, min32(row + 1, rows - 1), stride);
    let b = panel + HEAD;
    let c00 = i32x4.splat(0);
    let c01 = c00;
    let c02 = c00;
    let c03 = c00;
    let c10 = c00;
    let c11 = c00;
    let c12 = c00;
    let c13 = c00;
    for (const end = a0 + <usize>(stride * ROWS); a0 < end; a0 += 4 * ROWS, a1 += 4 * ROWS, b += 32) {
      const x = widened(a0, signed);
      const y = widened(a1, signed);
      const left = v128.load(b);
      const right = v128.load(b, 16);
      let w = i16x8.extend_low_i8x16_s(left);
      c00 = i32x4.add(c00, i32x4.dot_i16x8_s(w, x));
      c10 = i32x4.add(c10, i32x4.dot_i16x8_s(w, y));
      w = i16x8.extend_high_i8x16_s(left);
      c01 = i32x4.add(c01, i32x4.dot_i16x8_s(w, x));
      c11 = i32x4.add(c11, i32x4.dot_i16x8_s(w, y));
      w = i16x8.extend_low_i8x16_s(right);
      c02 = i32x4.add(c02, i32x4.dot_i16x8_s(w, x));
      c12 = i32x4.add(c12, i32x4.dot_i16x8_s(w, y));
      w = i16x8.extend_high_i8x16_s(right);
      c03 = i32x4.add(c03, i32x4.dot_i16x8_s(w, x));
      c13 = i32x4.add(c13, i32x4.dot_i16x8_s(w, y));
    }
    const about = statistics + <usize>row * STATISTICS;
    const to = out + <usize>row * pitch;
    finish(paired(c00, c01), paired(c02, c03), panel, about, to, width);
    if (row + 1 < rows)
      finish(paired(c10, c11), paired(c12, c13), panel, about + STATISTICS, to + pitch, width);
  }
}

/** Four activations in 16 bits, twice. */
function widened(at: usize, signed: i32): v128 {
  const x = v128.load32_splat(at);
  return signed ? i16x8.extend_low_i8x16_s(x) : i16x8.extend_low_i8x16_u(x);
}

/** Adds neighbours: lanes 0 and 1 of `a`, 2 and 3, then those of `b`. */
function paired(a: v128, b: v128): v128 {
  return i32x4.add(
    i8x16.shuffle(a, b, 0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27),
    i8x16.shuffle(a, b, 4, 5, 6, 7, 12, 13, 14, 15, 20, 21, 22, 23, 28, 29, 30, 31),
  );
}
