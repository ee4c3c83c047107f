// Packs weights into panels, once. What would not fit into products of 16 bits becomes exceptions.

import {
  BIAS,
  bytesOf,
  EXCEPTION,
  FORM,
  HEAD,
  MOST,
  max32,
  OFFSETS,
  pairs,
  SCALES,
  SUMS,
  WIDE,
} from './panel.as';

/**
 * Packs a matrix of unsigned bytes into panels. What a column's levels are stored less, its offset, is its zero point
 * where the differences fit into 8 bits, else 128.
 *
 * @param from address of rows x columns levels; 8 more bytes must be readable
 * @param signs 128 if the levels are signed bytes, else 0
 * @param zeros address of a zero point of each column (i32), in the levels' own range
 * @param scales, bias addresses of a f32 for each column; as many as the panels have columns
 * @param panels address of the panels, each `HEAD` + 8.5 x stride bytes
 * @param stride rows, rounded up to a multiple of 32
 * @param how as `product` will multiply: 1 needs exceptions
 */
export function pack(
  from: usize,
  rows: i32,
  columns: i32,
  signs: i32,
  zeros: usize,
  scales: usize,
  bias: usize,
  panels: usize,
  stride: i32,
  how: i32,
): void {
  const flip = i8x16.splat(<i8>signs);
  for (let column = 0; column < columns; column += 8) {
    const panel = panels + <usize>(column >> 3) * bytesOf(stride);
    const start = from + <usize>column;
    let low = i8x16.splat(-1);
    let high = i8x16.splat(0);
    for (let row = 0; row < rows; row++) {
      const levels = v128.xor(v128.load64_zero(start + <usize>row * <usize>columns), flip);
      low = i8x16.min_u(low, levels);
      high = i8x16.max_u(high, levels);
    }
    v128.store64_lane(panel + FORM, low, 0);
    v128.store64_lane(panel + FORM + 8, high, 0);
    let sums = panel + SUMS;
    for (let i: usize = 0; i < 8; i++, sums += 4) {
      const zero = load<i32>(zeros + ((<usize>column + i) << 2)) + signs;
      const fits =
        <i32>load<u8>(panel + FORM + 8 + i) - zero <= 127 && zero - <i32>load<u8>(panel + FORM + i) <= 128;
      const offset = fits ? zero : 128;
      store<i32>(sums, offset);
      store<i32>(sums, zero - offset, OFFSETS);
      store<f32>(sums, load<f32>(scales + ((<usize>column + i) << 2)), SCALES);
      store<f32>(sums, load<f32>(bias + ((<usize>column + i) << 2)), BIAS);
    }
    packPanel(start, rows, columns, flip, panel, stride);
    store<i32>(panel + FORM, how === 1 ? relieved(panel, stride) : WIDE);
  }
}

/** Copies the bits 0..7 of the i32 at `from` to the four bytes of its lane. */
function spread(from: usize): v128 {
  const v = v128.load(from);
  return i8x16.shuffle(v, v, 0, 0, 0, 0, 4, 4, 4, 4, 8, 8, 8, 8, 12, 12, 12, 12);
}

function packPanel(start: usize, rows: i32, pitch: i32, flip: v128, panel: usize, stride: i32): void {
  const left = spread(panel + SUMS);
  const right = spread(panel + SUMS + 16);
  const one = i16x8.splat(1);
  let sums = i32x4.splat(0);
  let others = sums;
  let to = panel + HEAD;
  for (let row = 0; row < stride; row += 4, to += 32) {
    const rows01 = woven(rowOf(start, row, rows, pitch), rowOf(start, row + 1, rows, pitch));
    const rows23 = woven(rowOf(start, row + 2, rows, pitch), rowOf(start, row + 3, rows, pitch));
    let a = i8x16.shuffle(rows01, rows23, 0, 1, 16, 17, 2, 3, 18, 19, 4, 5, 20, 21, 6, 7, 22, 23);
    let b = i8x16.shuffle(rows01, rows23, 8, 9, 24, 25, 10, 11, 26, 27, 12, 13, 28, 29, 14, 15, 30, 31);
    a = i8x16.sub(v128.xor(a, flip), left);
    b = i8x16.sub(v128.xor(b, flip), right);
    if (row + 4 > rows) {
      // Rows past the end have no weight.
      const keep = i32x4.splat(row >= rows ? 0 : <i32>(((<u32>1) << ((<u32>(rows - row)) << 3)) - 1));
      a = v128.and(a, keep);
      b = v128.and(b, keep);
    }
    v128.store(to, a);
    v128.store(to, b, 16);
    sums = i32x4.add(sums, i32x4.dot_i16x8_s(i16x8.extadd_pairwise_i8x16_s(a), one));
    others = i32x4.add(others, i32x4.dot_i16x8_s(i16x8.extadd_pairwise_i8x16_s(b), one));
  }
  v128.store(panel + SUMS, sums);
  v128.store(panel + SUMS, others, 16);
}

/**
 * Takes weights out of a panel, largest first, until the products of four fit into 16 bits everywhere.
 * @returns number of exceptions; `WIDE`, and the panel as it was, if there is no room for as many
 */
function relieved(panel: usize, stride: i32): i32 {
  const list = panel + <usize>(HEAD + 8 * stride);
  const most = stride >> 5;
  const none = i8x16.splat(0);
  let count = 0;
  for (let row = 0; row < stride; row += 8) {
    const group = panel + HEAD + ((<usize>row) << 3);
    if (!exceeds(group, none) && !exceeds(group + 16, none)) continue;
    const before = count;
    for (let i = 0; i < 16; i++) {
      // Of column i / 2, rows 0, 1, 4, 5 or 2, 3, 6, 7.
      const at = group + <usize>(((i >> 3) << 4) + ((i & 6) << 1) + ((i & 1) << 1));
      for (let sign = 1; sign >= -1; sign -= 2) {
        while (count >= 0) {
          const first = <i32>load<i8>(at) * sign;
          const second = <i32>load<i8>(at, 1) * sign;
          const third = <i32>load<i8>(at, 32) * sign;
          const fourth = <i32>load<i8>(at, 33) * sign;
          if (max32(first, 0) + max32(second, 0) + max32(third, 0) + max32(fourth, 0) <= MOST) break;
          const top = max32(max32(first, second), max32(third, fourth));
          const which = top === first ? 0 : top === second ? 1 : top === third ? 4 : 5;
          count = except(list, before, count, most, row + which + ((i & 1) << 1), i >> 1, top * sign);
          if (count >= 0) store<i8>(at + <usize>((which & 1) + ((which >> 2) << 5)), 0);
        }
      }
    }
    if (count < 0) {
      restore(panel, list, most);
      return WIDE;
    }
  }
  return count;
}

/** Whether the products of four weights may not fit, in 16 bytes of four rows and those of the next four. */
function exceeds(at: usize, none: v128): bool {
  const a = v128.load(at);
  const b = v128.load(at, 32);
  const ups = i16x8.add(pairs(i8x16.max_s(a, none)), pairs(i8x16.max_s(b, none)));
  const downs = i16x8.add(pairs(i8x16.min_s(a, none)), pairs(i8x16.min_s(b, none)));
  return v128.any_true(
    v128.or(i16x8.gt_s(ups, i16x8.splat(<i16>MOST)), i16x8.lt_s(downs, i16x8.splat(<i16>-MOST))),
  );
}

/** Notes a weight; returns the number of exceptions, -1 if there is no room, which keeps the list as it is. */
function except(list: usize, from: i32, count: i32, most: i32, row: i32, column: i32, weight: i32): i32 {
  let i = from;
  while (i < count && load<i32>(list + <usize>i * EXCEPTION) !== row) i++;
  const at = list + <usize>i * EXCEPTION;
  if (i === count) {
    if (count === most) return -1;
    store<i32>(at, row);
    store<i64>(at, 0, 8);
    count++;
  }
  store<i8>(at + <usize>column, weight, 8);
  return count;
}

/** Puts all exceptions back. */
function restore(panel: usize, list: usize, count: i32): void {
  for (let i = 0; i < count; i++) {
    const from = list + <usize>i * EXCEPTION;
    const row = load<i32>(from);
    for (let column = 0; column < 8; column++) {
      const weight = load<i8>(from + <usize>column, 8);
      const at =
        panel + HEAD + <usize>(((row >> 2) << 5) + ((column >> 2) << 4) + ((column & 3) << 2) + (row & 3));
      if (weight) store<i8>(at, weight);
    }
  }
}

/** The first eight bytes of `a` and `b` by turns. */
function woven(a: v128, b: v128): v128 {
  return i8x16.shuffle(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
}

/** Eight levels of a row; whatever there is past the last row. */
function rowOf(start: usize, row: i32, rows: i32, pitch: i32): v128 {
  return v128.load64_zero(start + <usize>(row < rows ? row : 0) * <usize>pitch);
}
