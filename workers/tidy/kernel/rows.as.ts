// Dot products of many rows with many, in AssemblyScript. Rows are contiguous, in 16-bit fixed point;
// `fixed-rows.ts` defines the layout. 16 bits and not 8, because plain SIMD multiplies 16-bit lanes: 8-bit
// codes would have to be widened again for every product.

/** Bytes of a written pair: row, row, dot product. */
const PAIR: usize = 12;

/**
 * Finds the pairs of rows of two blocks whose dot product is at least `threshold`. Each pair is written once,
 * the lower row first; a row is not paired with itself. Four rows by two are multiplied at a time, so that
 * each loaded value is used two or four times.
 *
 * @param rows address of row 0; a row has `stride` values, a multiple of 8
 * @param firstA first row of one block of `edge` rows, a multiple of 4
 * @param firstB first row of the other block, not before `firstA`
 * @param edge rows per block
 * @param threshold above 0, so that the zero rows that pad the last block are never found
 * @param out address of edge x edge pairs, written
 * @returns number of pairs
 */
export function pairs(
  rows: usize,
  firstA: i32,
  firstB: i32,
  edge: i32,
  stride: i32,
  threshold: i32,
  out: usize,
): i32 {
  const bytes = (<usize>stride) << 1;
  let at = out;
  for (let i = firstA; i < firstA + edge; i += 4) {
    const a = rows + <usize>i * bytes;
    for (let j = firstB; j < firstB + edge; j += 2) {
      if (j < i) continue;
      const b = rows + <usize>j * bytes;
      let s00 = i32x4.splat(0);
      let s10 = s00;
      let s20 = s00;
      let s30 = s00;
      let s01 = s00;
      let s11 = s00;
      let s21 = s00;
      let s31 = s00;
      for (let k: usize = 0; k < bytes; k += 16) {
        const b0 = v128.load(b + k);
        const b1 = v128.load(b + bytes + k);
        let row = v128.load(a + k);
        s00 = i32x4.add(s00, i32x4.dot_i16x8_s(row, b0));
        s01 = i32x4.add(s01, i32x4.dot_i16x8_s(row, b1));
        row = v128.load(a + bytes + k);
        s10 = i32x4.add(s10, i32x4.dot_i16x8_s(row, b0));
        s11 = i32x4.add(s11, i32x4.dot_i16x8_s(row, b1));
        row = v128.load(a + 2 * bytes + k);
        s20 = i32x4.add(s20, i32x4.dot_i16x8_s(row, b0));
        s21 = i32x4.add(s21, i32x4.dot_i16x8_s(row, b1));
        row = v128.load(a + 3 * bytes + k);
        s30 = i32x4.add(s30, i32x4.dot_i16x8_s(row, b0));
        s31 = i32x4.add(s31, i32x4.dot_i16x8_s(row, b1));
      }
      at = note(at, i, j, total(s00), threshold);
      at = note(at, i, j + 1, total(s01), threshold);
      at = note(at, i + 1, j, total(s10), threshold);
      at = note(at, i + 1, j + 1, total(s11), threshold);
      at = note(at, i + 2, j, total(s20), threshold);
      at = note(at, i + 2, j + 1, total(s21), threshold);
      at = note(at, i + 3, j, total(s30), threshold);
      at = note(at, i + 3, j + 1, total(s31), threshold);
    }
  }
  return <i32>((at - out) / PAIR);
}

function note(at: usize, i: i32, j: i32, dot: i32, threshold: i32): usize {
  if (dot < threshold || j <= i) return at;
  store<i32>(at, i);
  store<i32>(at, j, 4);
  store<i32>(at, dot, 8);
  return at + PAIR;
}

/**
 * Writes the dot products of one row with consecutive rows.
 *
 * @param row address of the row
 * @param rows address of the others
 * @param out address of `count` i32, written
 */
export function dots(row: usize, rows: usize, count: i32, stride: i32, out: usize): void {
  const bytes = (<usize>stride) << 1;
  for (let i = 0; i < count; i++) {
    let sum = i32x4.splat(0);
    for (let k: usize = 0; k < bytes; k += 16) {
      sum = i32x4.add(sum, i32x4.dot_i16x8_s(v128.load(row + k), v128.load(rows + k)));
    }
    store<i32>(out + ((<usize>i) << 2), total(sum));
    rows += bytes;
  }
}

function total(sums: v128): i32 {
  return (
    i32x4.extract_lane(sums, 0) +
    i32x4.extract_lane(sums, 1) +
    i32x4.extract_lane(sums, 2) +
    i32x4.extract_lane(sums, 3)
  );
}
