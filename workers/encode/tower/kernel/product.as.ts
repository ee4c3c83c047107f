// 8-bit matrix products, in AssemblyScript: quantises rows of floats, packs weights, and multiplies both.
// Compiled twice, with relaxed SIMD and without. It allocates nothing: the caller plans the memory (`products.ts`).
//
// Weights lie in panels of 8 columns. A panel begins with what its columns need at the end of a product:
// sums of the weights (8 x i32), offsets (8 x i32), scales (8 x f32), bias (8 x f32), and its form (i32). Then come the
// weights, 4 rows at a time: 8 columns x 4 rows x i8, so that 32 bits of an activation row meet 4 columns at once. At the
// end there is room for exceptions, a sixteenth of the weights.

const SUMS: usize = 0;
const OFFSETS: usize = 32;
const SCALES: usize = 64;
const BIAS: usize = 96;
const FORM: usize = 128;
/** Bytes of a panel before its weights. */
export const HEAD: i32 = 144;

/** Form of a panel with any weights. Otherwise four products can be added in 16 bits, and it is the number of exceptions. */
const WIDE: i32 = -1;

/** Bytes of an exception: its row (i32), and at 8 the weights (8 x i8) that were taken out of it. */
const EXCEPTION: usize = 16;

/** Bytes of a row's statistics: scale (f32), zero point (i32), sum of the levels above it (i32). */
export const STATISTICS: i32 = 16;

/** Largest sum of the weights of one sign that meet in 16 bits: 255 x 128 fits, and the next does not. */
const MOST: i32 = 128;

/**
 * Quantises rows as DynamicQuantizeLinear defines it, each row for itself: the range of the row, widened to include
 * zero, is mapped to 256 levels, ties to even.
 *
 * @param from address of rows of `width` f32
 * @param to address of rows of `stride` bytes, a multiple of 32; the bytes past `width` become level 0
 * @param statistics address of `STATISTICS` bytes a row
 * @param flip 128 for an engine that reads activations as signed, else 0: it is taken off levels and zero point
 * @param first, last rows, `last` excluded
 */
export function quantise(
  from: usize,
  to: usize,
  statistics: usize,
  width: i32,
  stride: i32,
  flip: i32,
  first: i32,
  last: i32,
): void {
  const whole = width & ~3;
  for (let row = first; row < last; row++) {
    const x = from + ((<usize>row * <usize>width) << 2);
    const levels = to + <usize>row * <usize>stride;
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
      v128.store(levels + <usize>i, v128.xor(level, flips));
    }
    let total =
      i32x4.extract_lane(sum, 0) +
      i32x4.extract_lane(sum, 1) +
      i32x4.extract_lane(sum, 2) +
      i32x4.extract_lane(sum, 3);
    for (let i = sixteens; i < width; i++) {
      const level = min32(255, max32(0, <i32>nearest(load<f32>(x + ((<usize>i) << 2)) / scale) + zero));
      total += level;
      store<u8>(levels + <usize>i, level ^ flip);
    }
    for (let i = width; i < stride; i++) store<u8>(levels + <usize>i, 0);
    const about = statistics + <usize>row * STATISTICS;
    store<f32>(about, scale);
    store<i32>(about, zero - flip, 4);
    store<i32>(about, total - zero * width, 8);
  }
}

/** Adding it to a float below 2^22 leaves no bits for a fraction, so the sum is rounded, ties to even; then its bits. */
const ROUNDER: f32 = 12_582_912;
const ROUNDER_BITS: i32 = 0x4b400000;

/** Four floats as levels, not cut off yet. */
function rounded(at: usize, scales: v128, zeros: v128): v128 {
  return i32x4.add(f32x4.add(f32x4.div(v128.load(at), scales), f32x4.splat(ROUNDER)), zeros);
}

function min32(a: i32, b: i32): i32 {
  return a < b ? a : b;
}
function max32(a: i32, b: i32): i32 {
  return a > b ? a : b;
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

function bytesOf(stride: i32): usize {
  return <usize>(HEAD + 8 * stride + (stride >> 1));
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
    const rows01 = i8x16.shuffle(
      rowOf(start, row, rows, pitch),
      rowOf(start, row + 1, rows, pitch),
      0,
      16,
      1,
      17,
      2,
      18,
      3,
      19,
      4,
      20,
      5,
      21,
      6,
      22,
      7,
      23,
    );
    const rows23 = i8x16.shuffle(
      rowOf(start, row + 2, rows, pitch),
      rowOf(start, row + 3, rows, pitch),
      0,
      16,
      1,
      17,
      2,
      18,
      3,
      19,
      4,
      20,
      5,
      21,
      6,
      22,
      7,
      23,
    );
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

function pairs(v: v128): v128 {
  return i16x8.extadd_pairwise_i8x16_s(v);
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

/** Eight levels of a row; whatever there is past the last row. */
function rowOf(start: usize, row: i32, rows: i32, pitch: i32): v128 {
  return v128.load64_zero(start + <usize>(row < rows ? row : 0) * <usize>pitch);
}

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
  const b = floats(right, panel + 16, scale, zero, sum);
  if (width === 8) {
    v128.store(out, a);
    v128.store(out, b, 16);
    return;
  }
  store<f32>(out, f32x4.extract_lane(a, 0));
  if (width > 1) store<f32>(out, f32x4.extract_lane(a, 1), 4);
  if (width > 2) store<f32>(out, f32x4.extract_lane(a, 2), 8);
  if (width > 3) store<f32>(out, f32x4.extract_lane(a, 3), 12);
  if (width > 4) store<f32>(out, f32x4.extract_lane(b, 0), 16);
  if (width > 5) store<f32>(out, f32x4.extract_lane(b, 1), 20);
  if (width > 6) store<f32>(out, f32x4.extract_lane(b, 2), 24);
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
