// 8-bit matrix products, in AssemblyScript: quantises rows of floats, packs weights, and multiplies both.
// Compiled twice, with relaxed SIMD and without. It allocates nothing: the caller plans the memory
// (`operators/quantised.ts`).

import { dots } from './dots.as';
import { bytesOf, FORM, min32, ROWS, STATISTICS, WIDE } from './panel.as';
import { quads } from './quads.as';
import { wide } from './wide.as';

export { pack } from './pack.as';
export { quantise } from './quantise.as';

/**
 * Multiplies quantised rows by packed weights: float = scale of the row x scale of the column x (sum of products of what
 * is above the zero points) + bias.
 *
 * @param levels, statistics of `quantise`; whole tiles are read
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
  const tiles = (rows + ROWS - 1) / ROWS;
  const share = (bytes / <usize>tiles + LINE) & ~(LINE - 1);
  for (let p = first; p < last; p++) {
    const panel = panels + <usize>p * bytes;
    const form = load<i32>(panel + FORM);
    const to = out + ((<usize>p) << 5);
    const width = min32(8, columns - p * 8);
    const next = p * 8 + 8 < columns ? panel + bytes : panel;
    if (!ASC_FEATURE_RELAXED_SIMD || (how !== 2 && form === WIDE)) {
      wide(levels, panel, statistics, to, rows, stride, columns, width, signed);
      continue;
    }
    for (let tile = 0; tile < tiles; tile++) {
      fetch(next + <usize>tile * share, min(next + <usize>(tile + 1) * share, next + bytes));
      const row = tile * ROWS;
      const a = levels + <usize>row * <usize>stride;
      const about = statistics + <usize>row * STATISTICS;
      const at = to + ((<usize>row * <usize>columns) << 2);
      const count = min32(ROWS, rows - row);
      if (how === 2) dots(a, panel, about, at, stride, columns, count, width);
      else quads(a, panel, about, at, stride, columns, count, width, signed, form);
    }
  }
}

const LINE: usize = 64;

/**
 * Reads bytes into the cache: of the next panel a share with each tile of this one, many lines at once. In the first
 * tile of a panel one line after the other would be waited for, longer than its products take.
 */
function fetch(from: usize, end: usize): void {
  for (; from < end; from += LINE) load<i32>(from);
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
