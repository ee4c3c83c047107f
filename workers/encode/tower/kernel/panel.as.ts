// How 8-bit weights lie in memory, and what packing and multiplying share.
//
// Weights lie in panels of 8 columns. A panel begins with what its columns need at the end of a product:
// sums of the weights (8 x i32), offsets (8 x i32), scales (8 x f32), bias (8 x f32), and its form (i32). Then come the
// weights, 4 rows at a time: 8 columns x 4 rows x i8, so that 32 bits of an activation row meet 4 columns at once. At the
// end there is room for exceptions, a sixteenth of the weights.

export const SUMS: usize = 0;
export const OFFSETS: usize = 32;
export const SCALES: usize = 64;
export const BIAS: usize = 96;
export const FORM: usize = 128;
/** Bytes of a panel before its weights. */
export const HEAD: i32 = 144;

/** Form of a panel with any weights. Otherwise four products can be added in 16 bits, and it is the number of exceptions. */
export const WIDE: i32 = -1;

/** Bytes of an exception: its row (i32), and at 8 the weights (8 x i8) that were taken out of it. */
export const EXCEPTION: usize = 16;

/**
 * Rows of activations in a tile, which meet a panel at once. Their levels lie by turns, four of each row, so that one
 * address leads to all of them.
 */
export const ROWS: i32 = 5;

/** Bytes of a row's statistics: scale (f32), zero point (i32), sum of the levels above it (i32). */
export const STATISTICS: i32 = 16;

/** Largest sum of the weights of one sign that meet in 16 bits: 255 x 128 fits, and the next does not. */
export const MOST: i32 = 128;

export function bytesOf(stride: i32): usize {
  return <usize>(HEAD + 8 * stride + (stride >> 1));
}

export function pairs(v: v128): v128 {
  return i16x8.extadd_pairwise_i8x16_s(v);
}

export function min32(a: i32, b: i32): i32 {
  return a < b ? a : b;
}

export function max32(a: i32, b: i32): i32 {
  return a > b ? a : b;
}
