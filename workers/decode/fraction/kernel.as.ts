// Reads a JPEG at an eighth or a quarter of its size, in AssemblyScript (ITU-T T.81, annex F). A block of 8 x 8 pixels
// becomes one sample or 2 x 2: then one or four of its 64 coefficients are needed. Of the others nothing but their lengths
// is, so one lookup skips as many whole codes as its bits hold. `fraction.ts` lays out the memory.

import {
  AC,
  AT,
  BLOCKS,
  COEFFICIENTS,
  DC,
  DOWN,
  FAST,
  LAST,
  MEAN,
  SCAN,
  SKIP,
  SKIPS,
  VALUES,
} from './memory.as';
import { samples } from './samples.as';
import { end } from './stuffing.as';
import { ENDS, extended } from './tables.as';

export { BLOCKS, PLANES, QUANTISERS, SCAN, SPEC, TABLE_BYTES, TABLES } from './memory.as';
export { paint } from './paint.as';
export { unstuff } from './stuffing.as';
export { table } from './tables.as';

/** Bits that were read, the next one highest; how many of them there are; address of the byte that is read next. */
let read: u64 = 0;
let left: u64 = 0;
let next: usize = 0;

/**
 * Reads all units into the planes.
 * @param blocks of a unit
 * @param interval units between restart markers, whose places are at `places`; 0 for none
 * @returns false if the bytes make no such blocks, or end before them
 */
export function decode(blocks: u32, across: u32, down: u32, interval: u32, places: usize): bool {
  const behind = BLOCKS + ((<usize>blocks) << 6);
  restart(SCAN, behind);
  let until = interval;
  for (let y: u32 = 0; y < down; y++) {
    for (let x: u32 = 0; x < across; x++) {
      if (interval) {
        if (until === 0) {
          if (isPast(load<u32>(places))) return false;
          restart(load<u32>(places), behind);
          places += 4;
          until = interval;
        }
        until--;
      }
      if (!unit(behind)) return false;
    }
    if (isPast(end)) return false;
    for (let block = BLOCKS; block < behind; block += 64) {
      store<u32>(block, load<u32>(block, AT) + load<u32>(block, DOWN), AT);
    }
  }
  return true;
}

function restart(at: usize, behind: usize): void {
  next = at;
  read = 0;
  left = 0;
  for (let block = BLOCKS; block < behind; block += 64) store<i32>(block, 0, MEAN);
}

function isPast(address: usize): bool {
  return next - (<usize>left >> 3) > address;
}

/**
 * Reads the blocks of a unit: coefficients as far as they are needed, and of the others their lengths. Of what a table says
 * the lowest six bits are the length, and a shift looks at no others.
 * @param behind end of the list of blocks
 * @returns false if the bytes make no block
 */
function unit(behind: usize): bool {
  // Variables of its own are registers, and globals are not.
  let bits = read;
  let count = left;
  let at = next;
  for (let block = BLOCKS; block < behind; block += 64) {
    const ac = load<u32>(block, AC);
    const last = load<u32>(block, LAST);
    let table = load<u32>(block, DC);
    let known: u32 = 0;
    let k: u32 = 0;
    v128.store(COEFFICIENTS, i32x4.splat(0), 4);
    do {
      // Filled up to 56 bits without asking whether that is needed: the answer would be guessed wrong too often.
      bits |= eight(at) >> count;
      at += missing(count);
      count |= 56;
      known = valueBy(table, bits);
      let value = <i32>known >> 16;
      if (known) {
        bits <<= known;
        count -= known & 63;
        k += (known >> 8) & 255;
      } else {
        keep(bits, count, at);
        value = slow(table, k > 0);
        if (zeros === NO_CODE) return false;
        bits = read;
        count = left;
        at = next;
        k += zeros;
      }
      store<i32>(COEFFICIENTS + (k << 2), value);
      table = ac;
      k++;
    } while (k <= last);
    samples(block);
    while (k < 64) {
      bits |= eight(at) >> count;
      at += missing(count);
      count |= 56;
      let after: u32 = 0;
      // Four lookups use 52 bits at most. Written out: a loop of them takes a sixth longer.
      while (true) {
        known = skipBy(ac, bits);
        after = k + (known >> 6);
        if (after > 63) break;
        bits <<= known;
        count -= known & 63;
        k = after;
        known = skipBy(ac, bits);
        after = k + (known >> 6);
        if (after > 63) break;
        bits <<= known;
        count -= known & 63;
        k = after;
        known = skipBy(ac, bits);
        after = k + (known >> 6);
        if (after > 63) break;
        bits <<= known;
        count -= known & 63;
        k = after;
        known = skipBy(ac, bits);
        after = k + (known >> 6);
        if (after > 63) break;
        bits <<= known;
        count -= known & 63;
        k = after;
        break;
      }
      if (after < 64) continue;
      if (known & ENDS && (after & 127) < 64) {
        bits <<= known;
        count -= known & 63;
        break;
      }
      // No whole code is among the bits; or the block may be full before the last one, and end without a code for it.
      keep(bits, count, at);
      slow(ac, true);
      if (zeros === NO_CODE) return false;
      bits = read;
      count = left;
      at = next;
      k += zeros + 1;
    }
  }
  keep(bits, count, at);
  return true;
}

function keep(bits: u64, count: u64, at: usize): void {
  read = bits;
  left = count;
  next = at;
}

/** The eight bytes at an address, the first one highest. */
function eight(at: usize): u64 {
  const bytes = v128.load64_zero(at);
  const turned = i8x16.shuffle(bytes, bytes, 7, 6, 5, 4, 3, 2, 1, 0, 7, 6, 5, 4, 3, 2, 1, 0);
  return i64x2.extract_lane(turned, 0);
}

/** Whole bytes that can be read until there are 56 bits or more. */
function missing(count: u64): usize {
  return <usize>(63 - count) >> 3;
}

function valueBy(table: usize, bits: u64): u32 {
  return load<u32>(table + ((<usize>(bits >> (64 - FAST))) << 2), VALUES);
}

function skipBy(table: usize, bits: u64): u32 {
  return load<u16>(table + ((<usize>(bits >> (64 - SKIP))) << 1), SKIPS);
}

/** What `slow` has read: the zeros before a value, or one of these. */
let zeros: i32 = 0;
/** So many that the block is full. */
const END_OF_BLOCK: i32 = 64;
const NO_CODE: i32 = -1;

/** Reads a code of any length, and its value. */
function slow(table: usize, isAc: bool): i32 {
  read |= eight(next) >> left;
  next += missing(left);
  left |= 56;
  const entry: u32 = load<u16>(table + ((<usize>(read >> 48)) << 1));
  const size = isAc ? entry & 15 : entry & 255;
  zeros = isAc ? (entry >> 4) & 15 : 0;
  if (entry === 0 || size > 15) {
    zeros = NO_CODE;
    return 0;
  }
  if (isAc && size === 0 && zeros < 15) zeros = END_OF_BLOCK;
  read <<= entry >> 8;
  const raw = <u32>((read >> 1) >> (63 - size));
  read <<= size;
  left -= (entry >> 8) + size;
  return extended(raw, size);
}
