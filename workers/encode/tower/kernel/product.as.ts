// 8-bit matrix products, in AssemblyScript: quantises rows of floats, packs weights, and multiplies both.
// Compiled twice, with relaxed SIMD and without. It allocates nothing: the caller plans the memory
// (`operators/quantised.ts`).

import { store8 } from './lanes.as';
import { BIAS, bytesOf, EXCEPTION, FORM, HEAD, min32, OFFSETS, SCALES, STATISTICS, SUMS } from './panel.as';

export { pack } from './pack.as';
export { quantise } from './quantise.as';

/**
 * Multiplies quantised rows by packed weights: float = scale of the row x scale of the column x (sum of products of what
 * is above the zero points) + bias.
 *
 * @param levels, statistics of `quantise`; rows are read four at a time, so there must be room for a multiple of 4
 * @param out address of rows x columns f32
 * @param how 0: all panels as `WIDE`; 1: in 16 bits, four products at a time, where they fit; 2: in 32 bits, for an
 *   engine that does so exactly
 * @param first, last panels, `last` excluded
 */
export function product(
  levels: usize,
  statistics: usize,
  panels: usize,
  out: usize,
  rows: i32,
  stride: i32,
  columns: i32,
  how: i32,
  signed: i32,
  first: i32,
  last: i32,
): void {
  const bytes = bytesOf(stride);
  for (let p = first; p < last; p++) {
    const panel = panels + <usize>p * bytes;
    const form = load<i32>(panel + FORM);
    const to = out + ((<usize>p) << 5);
    const width = min32(8, columns - p * 8);
    for (let row = 0; row < rows; row += 4) {
      const a = levels + <usize>row * <usize>stride;
      const about = statistics + <usize>row * STATISTICS;
      const at = to + ((<usize>row * <usize>columns) << 2);
      const count = min32(4, rows - row);
      if (ASC_FEATURE_RELAXED_SIMD) {
        if (how === 2) dots(a, panel, about, at, stride, columns, count, width);
        else if (form >= 0) quads(a, panel, about, at, stride, columns, count, width, signed, form);
        else wide(a, panel, about, at, stride, columns, count, width, signed);
      } else {
        wide(a, panel, about, at, stride, columns, count, width, signed);
      }
    }
  }
}

/** Four rows x 8 columns. Per 16 bits: products of two rows of weights, of four, then of eight in 32 bits. */
function quads(
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
  let a0 = levels;
  let a1 = a0 + <usize>stride;
  let a2 = a1 + <usize>stride;
  let a3 = a2 + <usize>stride;
  let b = panel + HEAD;
  let c00 = i32x4.splat(0);
  let c01 = c00;
  let c10 = c00;
  let c11 = c00;
  let c20 = c00;
  let c21 = c00;
  let c30 = c00;
  let c31 = c00;
  for (const end = a0 + <usize>stride; a0 < end; ) {
    const w0 = v128.load(b);
    const w1 = v128.load(b, 16);
    const w2 = v128.load(b, 32);
    const w3 = v128.load(b, 48);
    let x = v128.load32_splat(a0);
    let y = v128.load32_splat(a0, 4);
    c00 = addEight(c00, w0, x, w2, y);
    c01 = addEight(c01, w1, x, w3, y);
    x = v128.load32_splat(a1);
    y = v128.load32_splat(a1, 4);
    c10 = addEight(c10, w0, x, w2, y);
    c11 = addEight(c11, w1, x, w3, y);
    x = v128.load32_splat(a2);
    y = v128.load32_splat(a2, 4);
    c20 = addEight(c20, w0, x, w2, y);
    c21 = addEight(c21, w1, x, w3, y);
    x = v128.load32_splat(a3);
    y = v128.load32_splat(a3, 4);
    c30 = addEight(c30, w0, x, w2, y);
    c31 = addEight(c31, w1, x, w3, y);
    b += 64;
    a0 += 8;
    a1 += 8;
    a2 += 8;
    a3 += 8;
  }
  for (const end = b + <usize>exceptions * EXCEPTION; b < end; b += EXCEPTION) {
    const w = v128.load_ext<i8>(b, 8);
    let at = levels + <usize>load<i32>(b);
    let x = activation(at, signed);
    c00 = i32x4.add(c00, i32x4.extmul_low_i16x8_s(w, x));
    c01 = i32x4.add(c01, i32x4.extmul_high_i16x8_s(w, x));
    at += <usize>stride;
    x = activation(at, signed);
    c10 = i32x4.add(c10, i32x4.extmul_low_i16x8_s(w, x));
    c11 = i32x4.add(c11, i32x4.extmul_high_i16x8_s(w, x));
    at += <usize>stride;
    x = activation(at, signed);
    c20 = i32x4.add(c20, i32x4.extmul_low_i16x8_s(w, x));
    c21 = i32x4.add(c21, i32x4.extmul_high_i16x8_s(w, x));
    at += <usize>stride;
    x = activation(at, signed);
    c30 = i32x4.add(c30, i32x4.extmul_low_i16x8_s(w, x));
    c31 = i32x4.add(c31, i32x4.extmul_high_i16x8_s(w, x));
  }
  const pitch = (<usize>columns) << 2;
  finish(c00, c01, panel, about, out, width);
  if (count > 1) finish(c10, c11, panel, about + STATISTICS, out + pitch, width);
  if (count > 2) finish(c20, c21, panel, about + 2 * STATISTICS, out + 2 * pitch, width);
  if (count > 3) finish(c30, c31, panel, about + 3 * STATISTICS, out + 3 * pitch, width);
}

/** Adds to each sum eight products: pairs of them, then pairs of pairs in 16 bits, then in 32. The compiler inlines it. */
function addEight(sums: v128, w: v128, x: v128, v: v128, y: v128): v128 {
  const fours = i16x8.add(i16x8.relaxed_dot_i8x16_i7x16_s(w, x), i16x8.relaxed_dot_i8x16_i7x16_s(v, y));
  return i32x4.add(sums, i32x4.dot_i16x8_s(fours, i16x8.splat(1)));
}

/** The same by an instruction that adds four products in 32 bits: one on ARM and on newer x64, five on others. */
function dots(
  levels: usize,
  panel: usize,
  about: usize,
  out: usize,
  stride: i32,
  columns: i32,
  count: i32,
  width: i32,
): void {
  let a0 = levels;
  let a1 = a0 + <usize>stride;
  let a2 = a1 + <usize>stride;
  let a3 = a2 + <usize>stride;
  let b = panel + HEAD;
  let c00 = i32x4.splat(0);
  let c01 = c00;
  let c10 = c00;
  let c11 = c00;
  let c20 = c00;
  let c21 = c00;
  let c30 = c00;
  let c31 = c00;
  for (const end = a0 + <usize>stride; a0 < end; ) {
    const w0 = v128.load(b);
    const w1 = v128.load(b, 16);
    let x = v128.load32_splat(a0);
    c00 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w0, x, c00);
    c01 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w1, x, c01);
    x = v128.load32_splat(a1);
    c10 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w0, x, c10);
    c11 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w1, x, c11);
    x = v128.load32_splat(a2);
    c20 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w0, x, c20);
    c21 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w1, x, c21);
    x = v128.load32_splat(a3);
    c30 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w0, x, c30);
    c31 = i32x4.relaxed_dot_i8x16_i7x16_add_s(w1, x, c31);
    b += 32;
    a0 += 4;
    a1 += 4;
    a2 += 4;
    a3 += 4;
  }
  const pitch = (<usize>columns) << 2;
  finish(c00, c01, panel, about, out, width);
  if (count > 1) finish(c10, c11, panel, about + STATISTICS, out + pitch, width);
  if (count > 2) finish(c20, c21, panel, about + 2 * STATISTICS, out + 2 * pitch, width);
  if (count > 3) finish(c30, c31, panel, about + 3 * STATISTICS, out + 3 * pitch, width);
}

/** Any weights and any engine: widened to 16 bits first. Two rows at a time, because sums lie in twice the registers. */
function wide(
  levels: usize,
  panel: usize,
  about: usize,
  out: usize,
  stride: i32,
  columns: i32,
  count: i32,
  width: i32,
  signed: i32,
): void {
  const pitch = (<usize>columns) << 2;
  for (let i = 0; i < count; i += 2) {
    let a0 = levels + <usize>(i * stride);
    let a1 = a0 + <usize>stride;
    let b = panel + HEAD;
    let c00 = i32x4.splat(0);
    let c01 = c00;
    let c02 = c00;
    let c03 = c00;
    let c10 = c00;
    let c11 = c00;
    let c12 = c00;
    let c13 = c00;
    for (const end = a0 + <usize>stride; a0 < end; a0 += 4, a1 += 4, b += 32) {
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
    finish(
      paired(c00, c01),
      paired(c02, c03),
      panel,
      about + <usize>(i * STATISTICS),
      out + <usize>i * pitch,
      width,
    );
    if (i + 1 < count) {
      finish(
        paired(c10, c11),
        paired(c12, c13),
        panel,
        about + <usize>((i + 1) * STATISTICS),
        out + <usize>(i + 1) * pitch,
        width,
      );
    }
  }
}

/** One activation in all eight 16-bit lanes. */
function activation(at: usize, signed: i32): v128 {
  return i16x8.splat(signed ? <i16>load<i8>(at) : <i16>load<u8>(at));
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

/** Turns the sums of a row and a panel into floats, and stores the first `width` of 8. */
function finish(left: v128, right: v128, panel: usize, about: usize, out: usize, width: i32): void {
  const scale = f32x4.splat(load<f32>(about));
  const zero = i32x4.splat(load<i32>(about, 4));
  const sum = i32x4.splat(load<i32>(about, 8));
  const a = floats(left, panel, scale, zero, sum);
  store8(out, a, floats(right, panel + 16, scale, zero, sum), width);
}

function floats(sums: v128, panel: usize, scale: v128, zero: v128, sum: v128): v128 {
  const off = i32x4.add(i32x4.mul(zero, v128.load(panel, SUMS)), i32x4.mul(sum, v128.load(panel, OFFSETS)));
  const exact = f32x4.convert_i32x4_s(i32x4.sub(sums, off));
  return f32x4.add(f32x4.mul(exact, f32x4.mul(scale, v128.load(panel, SCALES))), v128.load(panel, BIAS));
}

/**
 * Multiplies 16 bytes by 16 weights of 127, as the engine adds four in 32 bits: 127 x 4 x byte if it does so exactly, less
 * if pairs are cut off in 16 bits; negative if bytes above 127 are read with a sign.
 * @param at address of the bytes: from memory, because a compiler would fold constants by rules of its own
 */
export function fourProducts(at: usize): i32 {
  if (!ASC_FEATURE_RELAXED_SIMD) return 0;
  return i32x4.extract_lane(
    i32x4.relaxed_dot_i8x16_i7x16_add_s(i8x16.splat(127), v128.load(at), i32x4.splat(0)),
    0,
  );
}
