// The scan, in AssemblyScript: plain SIMD over rows that lie one after the other in memory.
// It owns no memory layout and allocates nothing; `vector-index.ts` says what lies where.

/** Floats that one step of the loop takes; rows are padded with zeros to a multiple of it. */
const STEP: usize = 16;

/**
 * scores[i] = sum of query[k] * vectors[i][k]
 *
 * @param query address of `stride` floats
 * @param vectors address of rows x stride floats
 * @param scores address of rows floats, written
 * @param stride floats a row, a multiple of 16
 */
export function scan(query: usize, vectors: usize, scores: usize, rows: i32, stride: i32): void {
  const bytes = (<usize>stride) << 2;
  let row = vectors;
  for (let i = 0; i < rows; i++) {
    let a = f32x4.splat(0);
    let b = f32x4.splat(0);
    let c = f32x4.splat(0);
    let d = f32x4.splat(0);
    for (let k: usize = 0; k < bytes; k += STEP << 2) {
      a = f32x4.add(a, f32x4.mul(v128.load(query + k), v128.load(row + k)));
      b = f32x4.add(b, f32x4.mul(v128.load(query + k, 16), v128.load(row + k, 16)));
      c = f32x4.add(c, f32x4.mul(v128.load(query + k, 32), v128.load(row + k, 32)));
      d = f32x4.add(d, f32x4.mul(v128.load(query + k, 48), v128.load(row + k, 48)));
    }
    const sum = f32x4.add(f32x4.add(a, b), f32x4.add(c, d));
    f32.store(
      scores + ((<usize>i) << 2),
      f32x4.extract_lane(sum, 0) +
        f32x4.extract_lane(sum, 1) +
        f32x4.extract_lane(sum, 2) +
        f32x4.extract_lane(sum, 3),
    );
    row += bytes;
  }
}
