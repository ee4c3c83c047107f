// The memory of the kernel, and tables of Huffman codes by which values are read and codes are skipped.

/** A Huffman table as the file has it: 16 numbers of codes, then up to 256 symbols. */
export const SPEC: usize = __heap_base;
/** Four quantisation tables of 64 numbers of 16 bits, in the order of the file. */
export const QUANTISERS: usize = SPEC + 512;
/** Three components of 64 bytes. */
export const COMPONENTS: usize = SPEC + 1024;
/** Tables by class (0 for DC, 1 for AC) and number, four of each. */
export const TABLES: usize = SPEC + 1280;

/** Bits that values, and codes to skip, are looked up by. Larger tables miss the processor's first cache more often. */
export const FAST: u32 = 12;
export const SKIP: u32 = 13;
/** Parts of a table: symbols by 16 bits, values by FAST, skips by SKIP. */
export const VALUES: usize = 2 << 16;
export const SKIPS: usize = VALUES + (4 << FAST);
export const TABLE_BYTES: usize = SKIPS + (2 << SKIP);
/** Where the bytes of the file go, from the first code on. */
export const SCAN: usize = TABLES + 8 * TABLE_BYTES;

// Of a component: 32-bit numbers.
/** Blocks of a unit, across and down. */
export const ACROSS: usize = 0;
export const DOWN: usize = 4;
/** Addresses of its quantisation table and its Huffman tables. */
export const QUANTISER: usize = 8;
export const DC: usize = 12;
export const AC: usize = 16;
/** Samples that a block becomes, across and down: 1 or 2. */
export const WIDE: usize = 20;
export const HIGH: usize = 24;
/** Address of its samples, of a byte each, and the length of their rows. */
export const PLANE: usize = 28;
export const STRIDE: usize = 32;
export const LAST_DC: usize = 36;

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

/** Returns value << 16 | zeros before it << 8 | bits of code and value; 0 if it is not one value within FAST bits. */
function valueIn(symbols: usize, bits: u32, isAc: bool): u32 {
  const entry: u32 = load<u16>(symbols + (bits << 1));
  const size = isAc ? entry & 15 : entry & 255;
  const length = (entry >> 8) + size;
  if (entry === 0 || length > FAST || (isAc && size === 0)) return 0;
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
