// The scan, in AssemblyScript: scores rows of 8-bit codes with one query and selects the top k.
// Compiled twice, with relaxed SIMD and without. It allocates nothing; `blocks.ts` defines the layout.
//
// Rows lie in blocks of 32 with all their data, so that new rows never move existing ones. A block holds
// codes (32 x stride bytes), scales (f32), sums of codes (i32), scores (f32, written), photo numbers (u32),
// and two words of bits: all rows, and the rows that pass the filter.

const ROWS: i32 = 32;
/** Bytes of a column: 32 numbers of 32 bits. */
const COLUMN: usize = 128;
const SCALES: usize = 0;
const SUMS: usize = COLUMN;
const SCORES: usize = 2 * COLUMN;
const PHOTOS: usize = 3 * COLUMN;
const BITS: usize = 4 * COLUMN;
/** Bytes of a block without its codes; whole cache lines. */
const BESIDE: usize = 4 * COLUMN + 64;

/** Largest code of the query, and the offset added to its codes: a relaxed dot product requires 0..127. */
export const QUERY_RANGE: i32 = ASC_FEATURE_RELAXED_SIMD ? 63 : 127;
export const QUERY_OFFSET: i32 = ASC_FEATURE_RELAXED_SIMD ? 64 : 0;

/**
 * Returns four partial sums of the dot product of a query with a row. Rows are read one after the other and
 * not several side by side, because sequential reads are three times as fast.
 */
function partialDots(query: usize, row: usize, stride: usize): v128 {
  let a = i32x4.splat(0);
  let b = a;
  let c = a;
  let d = a;
  for (const end = row + stride; row < end; row += 64) {
    if (ASC_FEATURE_RELAXED_SIMD) {
      a = i32x4.relaxed_dot_i8x16_i7x16_add_s(v128.load(row), v128.load(query), a);
      b = i32x4.relaxed_dot_i8x16_i7x16_add_s(v128.load(row, 16), v128.load(query, 16), b);
      c = i32x4.relaxed_dot_i8x16_i7x16_add_s(v128.load(row, 32), v128.load(query, 32), c);
      d = i32x4.relaxed_dot_i8x16_i7x16_add_s(v128.load(row, 48), v128.load(query, 48), d);
    } else {
      a = i32x4.add(a, eightProducts(query, row));
      b = i32x4.add(b, eightProducts(query + 8, row + 8));
      c = i32x4.add(c, eightProducts(query + 16, row + 16));
      d = i32x4.add(d, eightProducts(query + 24, row + 24));
      a = i32x4.add(a, eightProducts(query + 32, row + 32));
      b = i32x4.add(b, eightProducts(query + 40, row + 40));
      c = i32x4.add(c, eightProducts(query + 48, row + 48));
      d = i32x4.add(d, eightProducts(query + 56, row + 56));
    }
    query += 64;
  }
  return i32x4.add(i32x4.add(a, b), i32x4.add(c, d));
}

/** Multiplies eight codes with eight codes and adds the products in pairs. */
function eightProducts(query: usize, row: usize): v128 {
  return i32x4.dot_i16x8_s(v128.load_ext<i8>(query), v128.load_ext<i8>(row));
}

/** Returns the dot products of a query with four consecutive rows. */
function fourDots(query: usize, row: usize, stride: usize): v128 {
  const a = partialDots(query, row, stride);
  const b = partialDots(query, row + stride, stride);
  const c = partialDots(query, row + 2 * stride, stride);
  const d = partialDots(query, row + 3 * stride, stride);
  const ab = i32x4.add(v128.shuffle<i32>(a, b, 0, 4, 1, 5), v128.shuffle<i32>(a, b, 2, 6, 3, 7));
  const cd = i32x4.add(v128.shuffle<i32>(c, d, 0, 4, 1, 5), v128.shuffle<i32>(c, d, 2, 6, 3, 7));
  return i32x4.add(v128.shuffle<i32>(ab, cd, 0, 1, 4, 5), v128.shuffle<i32>(ab, cd, 2, 3, 6, 7));
}

/**
 * Writes the score of every row whose bit is set, and -infinity for the others.
 *
 * @param query address of `stride` codes with QUERY_OFFSET added, padded with QUERY_OFFSET
 * @param blocks address of the first block
 * @param count number of blocks
 * @param stride bytes of a row's codes, a multiple of 64
 * @param scale of the query's codes
 * @param which word of bits is used: 0 for all rows, 1 for those that pass
 * @param spread address of two f64, written: sum of the scores, sum of their squares
 * @returns number of scored rows
 */
export function scan(
  query: usize,
  blocks: usize,
  count: i32,
  stride: i32,
  scale: f32,
  which: i32,
  spread: usize,
): i32 {
  const step = <usize>stride;
  const size = <usize>ROWS * step + BESIDE;
  const lanes = i32x4(1, 2, 4, 8);
  const none = f32x4.splat(-Infinity);
  let scored = 0;
  let sum: f64 = 0;
  let squares: f64 = 0;
  for (let i = 0; i < count; i++) {
    let codes = blocks + <usize>i * size;
    let beside = codes + <usize>ROWS * step;
    let bits = load<i32>(beside + ((<usize>which) << 2), BITS);
    scored += popcnt(bits);
    let some = f32x4.splat(0);
    let squared = f32x4.splat(0);
    for (const end = beside + COLUMN; beside < end; beside += 16) {
      const four = bits & 15;
      bits = bits >>> 4;
      if (four === 0) {
        v128.store(beside, none, SCORES);
      } else {
        let score = fourDots(query, codes, step);
        if (QUERY_OFFSET) {
          score = i32x4.sub(score, i32x4.mul(v128.load(beside, SUMS), i32x4.splat(QUERY_OFFSET)));
        }
        score = f32x4.mul(
          f32x4.convert_i32x4_s(score),
          f32x4.mul(v128.load(beside, SCALES), f32x4.splat(scale)),
        );
        const mask = i32x4.ne(v128.and(i32x4.splat(four), lanes), i32x4.splat(0));
        v128.store(beside, v128.bitselect(score, none, mask), SCORES);
        score = v128.and(score, mask);
        some = f32x4.add(some, score);
        squared = f32x4.add(squared, f32x4.mul(score, score));
      }
      codes += step << 2;
    }
    sum += <f64>total(some);
    squares += <f64>total(squared);
  }
  store<f64>(spread, sum);
  store<f64>(spread, squares, 8);
  return scored;
}

function total(four: v128): f32 {
  return (
    f32x4.extract_lane(four, 0) +
    f32x4.extract_lane(four, 1) +
    f32x4.extract_lane(four, 2) +
    f32x4.extract_lane(four, 3)
  );
}

/** Returns a sort key: larger for a better score, and at equal scores for a lower photo number. */
function keyOf(score: f32, photo: u32): u64 {
  const bits = reinterpret<u32>(score);
  // Makes floats comparable as integers: inverts all bits of negative ones, and the sign bit of the others.
  const ordered = bits ^ (<u32>(<i32>bits >> 31) | 0x80000000);
  return ((<u64>ordered) << 32) | ~photo;
}

/** Sifts the key at `at` down in a min-heap, whose root is the worst key. */
function sink(heap: usize, at: i32, size: i32): void {
  const key = load<u64>(heap + ((<usize>at) << 3));
  for (;;) {
    let child = 2 * at + 1;
    if (child >= size) break;
    let worst = load<u64>(heap + ((<usize>child) << 3));
    if (child + 1 < size) {
      const other = load<u64>(heap + ((<usize>(child + 1)) << 3));
      if (other < worst) {
        worst = other;
        child++;
      }
    }
    if (worst >= key) break;
    store<u64>(heap + ((<usize>at) << 3), worst);
    at = child;
  }
  store<u64>(heap + ((<usize>at) << 3), key);
}

/**
 * Selects the top `limit` of the scored rows, best first; ties by the lower photo number.
 *
 * @param heap address of `limit` pairs, written: photo number (u32), score (f32)
 * @returns number of pairs
 */
export function select(blocks: usize, count: i32, stride: i32, heap: usize, limit: i32): i32 {
  if (limit === 0) return 0;
  const size = <usize>ROWS * <usize>stride + BESIDE;
  let held = 0;
  let threshold = f32x4.splat(-f32.MAX_VALUE);
  for (let i = 0; i < count; i++) {
    const beside = blocks + <usize>i * size + <usize>ROWS * <usize>stride;
    for (let at = beside; at < beside + COLUMN; at += 16) {
      if (!v128.any_true(f32x4.ge(v128.load(at, SCORES), threshold))) continue;
      for (let one = at; one < at + 16; one += 4) {
        const score = load<f32>(one, SCORES);
        if (score === -Infinity) continue;
        const key = keyOf(score, load<u32>(one, PHOTOS));
        if (held < limit) {
          store<u64>(heap + ((<usize>held) << 3), key);
          if (++held < limit) continue;
          for (let parent = (limit >> 1) - 1; parent >= 0; parent--) sink(heap, parent, limit);
        } else {
          if (key <= load<u64>(heap)) continue;
          store<u64>(heap, key);
          sink(heap, 0, limit);
        }
        threshold = f32x4.splat(scoreOf(load<u64>(heap)));
      }
    }
  }
  sort(heap, held, limit);
  return held;
}

function scoreOf(key: u64): f32 {
  const ordered = <u32>(key >> 32);
  return reinterpret<f32>(ordered ^ (<u32>(~(<i32>ordered) >> 31) | 0x80000000));
}

/** Sorts the keys from the best to the worst (heapsort) and decodes them to photos and scores. */
function sort(heap: usize, held: i32, limit: i32): void {
  // The keys become a heap when it is full; before that they are unordered.
  if (held < limit) for (let parent = (held >> 1) - 1; parent >= 0; parent--) sink(heap, parent, held);
  for (let last = held - 1; last > 0; last--) {
    const worst = load<u64>(heap);
    store<u64>(heap, load<u64>(heap + ((<usize>last) << 3)));
    store<u64>(heap + ((<usize>last) << 3), worst);
    sink(heap, 0, last);
  }
  for (let i = 0; i < held; i++) {
    const at = heap + ((<usize>i) << 3);
    const key = load<u64>(at);
    store<u32>(at, ~(<u32>key));
    store<f32>(at, scoreOf(key), 4);
  }
}

/** Returns the sum of a row's codes. */
export function sumOf(row: usize, stride: i32): i32 {
  let sum = i32x4.splat(0);
  for (const end = row + <usize>stride; row < end; row += 16) {
    sum = i32x4.add(sum, i32x4.extadd_pairwise_i16x8_s(i16x8.extadd_pairwise_i8x16_s(v128.load(row))));
  }
  return totalOf(sum);
}

/** Returns the dot product of a query with one row, to check that this engine calculates correctly. */
export function dot(query: usize, row: usize, stride: i32): i32 {
  return totalOf(partialDots(query, row, <usize>stride));
}

function totalOf(four: v128): i32 {
  return (
    i32x4.extract_lane(four, 0) +
    i32x4.extract_lane(four, 1) +
    i32x4.extract_lane(four, 2) +
    i32x4.extract_lane(four, 3)
  );
}
