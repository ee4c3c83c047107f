// Where the kernel finds things in its memory; `fraction.ts` lays them out.

/** A Huffman table as the file has it: 16 numbers of codes, then up to 256 symbols. */
export const SPEC: usize = __heap_base;
/** Four quantisation tables of 64 numbers of 16 bits, in the order of the file. */
export const QUANTISERS: usize = SPEC + 512;
/** The blocks of a unit of the scan, of 64 bytes each, ten at most (B.2.3). */
export const BLOCKS: usize = SPEC + 1024;
/** Up to three planes of samples, of 16 bytes each. */
export const PLANES: usize = SPEC + 1664;
/** What was read of a block: a coefficient of 32 bits for each place, and as many places as a code can lead to. */
export const COEFFICIENTS: usize = SPEC + 1792;
/** Tables by class (0 for DC, 1 for AC) and number, four of each. */
export const TABLES: usize = SPEC + 2432;

/** Bits that values, and codes to skip, are looked up by. Larger tables miss the processor's first cache more often. */
export const FAST: u32 = 12;
export const SKIP: u32 = 13;
/** Parts of a table: symbols by 16 bits, values by FAST, skips by SKIP. */
export const VALUES: usize = 2 << 16;
export const SKIPS: usize = VALUES + (4 << FAST);
export const TABLE_BYTES: usize = SKIPS + (2 << SKIP);
/** Where the bytes of the file go, from the first code on. */
export const SCAN: usize = TABLES + 8 * TABLE_BYTES;

// Of a block: 32-bit numbers.
/** Address of its samples, of a byte each, in the present unit; it moves on. */
export const AT: usize = 0;
/** From there to those of the next unit; from behind the last unit of a row to the first of the next. */
export const ACROSS: usize = 4;
export const DOWN: usize = 8;
/** Length of a row of samples. */
export const STRIDE: usize = 12;
/** Samples that it becomes, across and down: 1 or 2. */
export const WIDE: usize = 16;
export const HIGH: usize = 20;
/** Addresses of its quantisation table and its Huffman tables. */
export const QUANTISER: usize = 24;
export const DC: usize = 28;
export const AC: usize = 32;
/** The last coefficient that is needed, in the order of the file: 0 of one sample, 4 of more. */
export const LAST: usize = 36;
/** Address of the block with the last mean that was read of its component. */
export const MEANS: usize = 40;
/** The last mean, not yet multiplied. */
export const MEAN: usize = 44;

// Of a plane: 32-bit numbers.
/** Address of its first sample. */
export const FIRST: usize = 0;
/** Length of a row. */
export const ROW: usize = 4;
/** Times that the picture is as wide and as high, as powers of two: 0 or 1. */
export const SHIFT_ACROSS: usize = 8;
export const SHIFT_DOWN: usize = 12;
