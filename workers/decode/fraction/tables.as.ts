// Tables of Huffman codes (ITU-T T.81, annex F), by which values are read and codes are skipped.

import { FAST, SKIP, SKIPS, SPEC, TABLE_BYTES, TABLES, VALUES } from './memory.as';

// A skip: coefficients << 6 | bits.
/** The codes end the block. */
export const ENDS: u32 = 128 << 6;
/** No whole code is among the bits. */
const NONE: u32 = 64 << 6;

/**
 * Builds a table from SPEC.
 * @returns false if its codes are more than 16 bits can hold
 */
export function table(isAc: bool, number: u32): bool {
  const symbols = TABLES + ((isAc ? 4 : 0) + number) * TABLE_BYTES;
  memory.fill(symbols, 0, TABLE_BYTES);
  let at = symbols;
  let symbol: usize = SPEC + 16;
  for (let length: u32 = 1; length <= 16; length++) {
    const repeats: u32 = 1 << (16 - length);
    for (let count: u32 = load<u8>(SPEC + length - 1); count > 0; count--, symbol++) {
      if (at + 2 * repeats > symbols + VALUES) return false;
      const entry = <u16>((length << 8) | load<u8>(symbol));
      for (let i: u32 = 0; i < repeats; i++, at += 2) store<u16>(at, entry);
    }
  }
  for (let bits: u32 = 0; bits < 1 << FAST; bits++) {
    store<u32>(symbols + VALUES + (bits << 2), valueIn(symbols, bits << (16 - FAST), isAc));
  }
  for (let bits: u32 = 0; bits < 1 << SKIP; bits++) {
    store<u16>(symbols + SKIPS + (bits << 1), skipIn(symbols, bits << (16 - SKIP)));
  }
  return true;
}

/** The zeros of a value that stands for the rest of the block. */
const ALL_ZEROS: u32 = 64;

/** Returns value << 16 | zeros before it << 8 | bits of code and value; 0 if it is not one value within FAST bits. */
function valueIn(symbols: usize, bits: u32, isAc: bool): u32 {
  const entry: u32 = load<u16>(symbols + (bits << 1));
  const size = isAc ? entry & 15 : entry & 255;
  const length = (entry >> 8) + size;
  if (entry === 0 || length > FAST) return 0;
  if (isAc && size === 0 && (entry & 0xf0) < 0xf0) return (ALL_ZEROS << 8) | length;
  const value = extended((bits >> (16 - length)) & ((1 << size) - 1), size);
  return (value << 16) | (isAc ? (entry & 0xf0) << 4 : 0) | length;
}

/** Returns the skip over as many whole codes as there are among the next SKIP bits, or over all to the block's end. */
function skipIn(symbols: usize, bits: u32): u32 {
  let used: u32 = 0;
  let coefficients: u32 = 0;
  while (true) {
    const entry: u32 = load<u16>(symbols + (((bits << used) & 0xffff) << 1));
    const size = entry & 15;
    const zeros = (entry >> 4) & 15;
    const length = (entry >> 8) + size;
    if (entry === 0 || used + length > SKIP) break;
    used += length;
    if (size === 0 && zeros < 15) return ENDS | (min(coefficients, 64) << 6) | used;
    coefficients += zeros + 1;
  }
  return used === 0 ? NONE : (min(coefficients, 64) << 6) | used;
}

/** The value that `size` bits stand for (F.2.2.1). */
export function extended(raw: u32, size: u32): i32 {
  return size > 0 && raw < 1 << (size - 1) ? <i32>raw - (1 << size) + 1 : <i32>raw;
}
