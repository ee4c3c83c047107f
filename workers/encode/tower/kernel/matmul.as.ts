// Products of matrices of floats.

import { multiplyAdd, store8 } from './lanes.as';

/**
 * Packs matrices of k x n for `matmul`: panels of 8 columns, k x 8 floats each, zeros past the last column.
 * The unit is a matrix.
 */
export function packFloats(
  from: usize,
  to: usize,
  k: i32,
  n: i32,
  sMatrix: i32,
  sRow: i32,
  sColumn: i32,
  first: i32,
  last: i32,
): void {
  const panels = (n + 7) >> 3;
  for (let m = first; m < last; m++) {
    const start = from + ((<usize>(m * sMatrix)) << 2);
    let at = to + ((<usize>(m * panels * k)) << 5);
    for (let p = 0; p < panels; p++) {
      const full = sColumn === 1 && p * 8 + 8 <= n;
      for (let row = 0; row < k; row++, at += 32) {
        const x = start + ((<usize>(row * sRow + p * 8 * sColumn)) << 2);
        if (full) {
          v128.store(at, v128.load(x));
          v128.store(at, v128.load(x, 16), 16);
          continue;
        }
        for (let c = 0; c < 8; c++) {
          store<f32>(
            at + ((<usize>c) << 2),
            p * 8 + c < n ? load<f32>(x + ((<usize>(c * sColumn)) << 2)) : 0,
          );
        }
      }
    }
  }
}

/**
 * Multiplies matrices, m x k by k x n. The unit is a panel of 8 columns of one product.
 *
 * @param a address; its rows are contiguous, `aRow` floats apart, its matrices `aMatrix`
 * @param b address of what `packFloats` wrote; `bMatrix` floats a matrix, 0 if all share one
 * @param c address; rows are contiguous, `cRow` floats apart, matrices `cMatrix`
 * @param bias address of n floats, rounded up to 8; 0 if there is none
 */
export function matmul(
  a: usize,
  b: usize,
  c: usize,
  bias: usize,
  m: i32,
  k: i32,
  n: i32,
  aMatrix: i32,
  aRow: i32,
  bMatrix: i32,
  cMatrix: i32,
  cRow: i32,
  scale: f32,
  first: i32,
  last: i32,
): void {
  const panels = (n + 7) >> 3;
  const scales = f32x4.splat(scale);
  for (let unit = first; unit < last; unit++) {
    const which = unit / panels;
    const p = unit % panels;
    const panel = b + ((<usize>(which * bMatrix + p * k * 8)) << 2);
    const width = n - p * 8 < 8 ? n - p * 8 : 8;
    let start = f32x4.splat(0);
    let other = start;
    if (bias) {
      start = v128.load(bias + ((<usize>p) << 5));
      other = v128.load(bias + ((<usize>p) << 5), 16);
    }
    for (let row = 0; row < m; row += 4) {
      const count = m - row < 4 ? m - row : 4;
      const step = (<usize>aRow) << 2;
      let a0 = a + ((<usize>(which * aMatrix + row * aRow)) << 2);
      let a1 = count > 1 ? a0 + step : a0;
      let a2 = count > 2 ? a1 + step : a0;
      let a3 = count > 3 ? a2 + step : a0;
      let w = panel;
      let c00 = f32x4.splat(0);
      let c01 = c00;
      let c10 = c00;
      let c11 = c00;
      let c20 = c00;
      let c21 = c00;
      let c30 = c00;
      let c31 = c00;
      for (const end = panel + ((<usize>k) << 5); w < end; w += 32) {
        const left = v128.load(w);
        const right = v128.load(w, 16);
        let x = v128.load32_splat(a0);
        c00 = multiplyAdd(x, left, c00);
        c01 = multiplyAdd(x, right, c01);
        x = v128.load32_splat(a1);
        c10 = multiplyAdd(x, left, c10);
        c11 = multiplyAdd(x, right, c11);
        x = v128.load32_splat(a2);
        c20 = multiplyAdd(x, left, c20);
        c21 = multiplyAdd(x, right, c21);
        x = v128.load32_splat(a3);
        c30 = multiplyAdd(x, left, c30);
        c31 = multiplyAdd(x, right, c31);
        a0 += 4;
        a1 += 4;
        a2 += 4;
        a3 += 4;
      }
      const out = c + ((<usize>(which * cMatrix + row * cRow + p * 8)) << 2);
      const pitch = (<usize>cRow) << 2;
      store8(out, multiplyAdd(c00, scales, start), multiplyAdd(c01, scales, other), width);
      if (count > 1)
        store8(out + pitch, multiplyAdd(c10, scales, start), multiplyAdd(c11, scales, other), width);
      if (count > 2)
        store8(out + 2 * pitch, multiplyAdd(c20, scales, start), multiplyAdd(c21, scales, other), width);
      if (count > 3)
        store8(out + 3 * pitch, multiplyAdd(c30, scales, start), multiplyAdd(c31, scales, other), width);
    }
  }
}
