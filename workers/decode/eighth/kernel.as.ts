// Reads a JPEG at an eighth of its size, in AssemblyScript (ITU-T T.81, annex F). A block of 8 x 8 pixels becomes one, or
// 2 x 2 where colours are coded at half the size: then four of its 64 coefficients are needed. Of the others nothing but
// their lengths is, so one lookup skips as many whole codes as its bits hold. `eighth.ts` lays out the memory.

import {
  AC,
  ACROSS,
  COMPONENTS,
  DC,
  DOWN,
  ENDS,
  extended,
  FAST,
  HIGH,
  LAST_DC,
  PLANE,
  QUANTISER,
  SCAN,
  SKIP,
  SKIPS,
  STRIDE,
  VALUES,
  WIDE,
} from './tables.as';

export { paint } from './paint.as';
export { COMPONENTS, QUANTISERS, SCAN, SPEC, TABLE_BYTES, TABLES, table } from './tables.as';

/**
 * Takes the zeros behind bytes of 255 out of the scan, in place, and finds where the codes go on behind restart markers.
 * @param to end of the file
 * @param places where the addresses behind markers go, `most` at most
 * @returns how many markers there are; `most` + 1 if they are more
 */
export function unstuff(to: usize, places: usize, most: u32): u32 {
  let from = SCAN;
  let out = SCAN;
  let markers: u32 = 0;
  while (from < to) {
    const bytes = v128.load(from);
    const found = i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(-1)));
    if (found === 0) {
      v128.store(out, bytes);
      from += 16;
      out += 16;
      continue;
    }
    // Sixteen bytes written here could be over some that are still to be read.
    const marked = from + ctz(found);
    while (from <= marked) store<u8>(out++, load<u8>(from++));
    let marker = load<u8>(from++);
    if (marker === 0) continue;
    out--;
    while (marker === 0xff) marker = load<u8>(from++);
    if ((marker & 0xf8) !== 0xd0) break;
    if (markers++ === most) break;
    store<u32>(places + ((markers - 1) << 2), out);
  }
  end = min(out, to);
  v128.store(end, i32x4.splat(0));
  return markers;
}

/** Bits that were read, the next one highest; how many of them there are; address of the byte that is read next. */
let read: u64 = 0;
let left: i32 = 0;
let next: usize = 0;
/** End of all codes. */
let end: usize = 0;

/** The low coefficients of a block: of its mean, and of its first waves across, down, and both. */
let mean: i32 = 0;
let waveAcross: i32 = 0;
let waveDown: i32 = 0;
let waveBoth: i32 = 0;

/**
 * Reads all blocks into the planes.
 * @param interval units between restart markers, whose places are at `places`; 0 for none
 * @returns false if the bytes make no such blocks, or end before them
 */
export function decode(components: u32, across: u32, down: u32, interval: u32, places: usize): bool {
  restart(SCAN, components);
  let until = interval;
  for (let y: u32 = 0; y < down; y++) {
    for (let x: u32 = 0; x < across; x++) {
      if (interval) {
        if (until === 0) {
          if (isPast(load<u32>(places))) return false;
          restart(load<u32>(places), components);
          places += 4;
          until = interval;
        }
        until--;
      }
      for (let i: u32 = 0; i < components; i++) if (!unit(COMPONENTS + (i << 6), x, y)) return false;
    }
    if (isPast(end)) return false;
  }
  return true;
}

function restart(at: usize, components: u32): void {
  next = at;
  read = 0;
  left = 0;
  for (let i: u32 = 0; i < components; i++) store<i32>(COMPONENTS + (i << 6), 0, LAST_DC);
}

function isPast(address: usize): bool {
  return next - (<usize>left >> 3) > address;
}

/** Reads the blocks of a component in a unit. */
function unit(component: usize, x: u32, y: u32): bool {
  const across = load<u32>(component, ACROSS);
  const down = load<u32>(component, DOWN);
  const wide = load<u32>(component, WIDE);
  const high = load<u32>(component, HIGH);
  const stride = load<u32>(component, STRIDE);
  let to = load<u32>(component, PLANE) + y * down * high * stride + x * across * wide;
  for (let v: u32 = 0; v < down; v++, to += high * stride) {
    for (let h: u32 = 0; h < across; h++) {
      if (!block(component, wide + high > 2 ? 4 : 0)) return false;
      samples(to + h * wide, wide, high, stride);
    }
  }
  return true;
}

/**
 * Means of halves, of quarters, or of the whole block. The mean of half a wave is 0.906 of what a DCT of two points would
 * make of it; shorter waves add little, and are left out.
 */
function samples(to: usize, wide: u32, high: u32, stride: u32): void {
  const across = wide > 1 ? (waveAcross * 29) >> 5 : 0;
  const down = high > 1 ? (waveDown * 29) >> 5 : 0;
  const both = wide > 1 && high > 1 ? (waveBoth * 105) >> 7 : 0;
  sample(to, mean + across + down + both);
  if (wide > 1) sample(to + 1, mean - across + down - both);
  if (high > 1) sample(to + stride, mean + across - down - both);
  if (wide > 1 && high > 1) sample(to + stride + 1, mean - across - down + both);
}

/** Halves are rounded to even: they are many, and upwards the picture would become lighter by a quarter of a level. */
function sample(to: usize, eightfold: i32): void {
  const rounded = (eightfold + 3 + ((eightfold >> 3) & 1)) >> 3;
  store<u8>(to, <u8>min(max(rounded + 128, 0), 255));
}

/**
 * Reads a block: the coefficients up to `last` in the order of the file, and of the others their lengths.
 * @returns false if the bytes make no block
 */
function block(component: usize, last: u32): bool {
  const dc = load<u32>(component, DC);
  const ac = load<u32>(component, AC);
  const quantiser = load<u32>(component, QUANTISER);
  // Variables of its own are registers, and globals are not.
  let bits = read;
  let count = left;
  let at = next;
  // Filled up to 56 bits without asking whether that is needed: the answer would be guessed wrong too often.
  bits |= eight(at) >> count;
  at += (63 - count) >> 3;
  count |= 56;
  let known = load<u32>(dc + VALUES + ((<usize>(bits >> (64 - FAST))) << 2));
  let value = <i32>known >> 16;
  if (known) {
    bits <<= known & 63;
    count -= known & 63;
  } else {
    read = bits;
    left = count;
    value = slow(dc, false);
    if (zeros === NO_CODE) return false;
    bits = read;
    count = left;
  }
  value += load<i32>(component, LAST_DC);
  store<i32>(component, value, LAST_DC);
  mean = value * <i32>load<u16>(quantiser);
  let k: u32 = 1;
  if (last) {
    waveAcross = 0;
    waveDown = 0;
    waveBoth = 0;
  }
  while (k <= last) {
    bits |= eight(at) >> count;
    at += (63 - count) >> 3;
    count |= 56;
    known = load<u32>(ac + VALUES + ((<usize>(bits >> (64 - FAST))) << 2));
    if (known) {
      bits <<= known & 63;
      count -= known & 63;
      k += (known >> 8) & 255;
      value = <i32>known >> 16;
    } else {
      read = bits;
      left = count;
      value = slow(ac, true);
      if (zeros === NO_CODE) return false;
      bits = read;
      count = left;
      k += zeros;
    }
    if (k <= last) {
      const coefficient = value * <i32>load<u16>(quantiser + (k << 1));
      if (k === 1) waveAcross = coefficient;
      else if (k === 2) waveDown = coefficient;
      else if (k === 4) waveBoth = coefficient;
    }
    k++;
  }
  while (k < 64) {
    bits |= eight(at) >> count;
    at += (63 - count) >> 3;
    count |= 56;
    // Two lookups at most use 26 bits, so that a code of any length is there after them.
    known = load<u16>(ac + SKIPS + ((<usize>(bits >> (64 - SKIP))) << 1));
    let after = k + (known >> 6);
    if (after < 64) {
      bits <<= known & 63;
      count -= known & 63;
      k = after;
      known = load<u16>(ac + SKIPS + ((<usize>(bits >> (64 - SKIP))) << 1));
      after = k + (known >> 6);
      if (after < 64) {
        bits <<= known & 63;
        count -= known & 63;
        k = after;
        continue;
      }
    }
    if (known & ENDS && (after & 127) < 64) {
      bits <<= known & 63;
      count -= known & 63;
      break;
    }
    // No whole code is among the bits; or the block may be full before the last one, and end without a code for it.
    read = bits;
    left = count;
    slow(ac, true);
    if (zeros === NO_CODE) return false;
    bits = read;
    count = left;
    k += zeros + 1;
  }
  read = bits;
  left = count;
  next = at;
  return true;
}

/** The eight bytes at an address, the first one highest. */
function eight(at: usize): u64 {
  const bytes = v128.load64_zero(at);
  const turned = i8x16.shuffle(bytes, bytes, 7, 6, 5, 4, 3, 2, 1, 0, 7, 6, 5, 4, 3, 2, 1, 0);
  return i64x2.extract_lane(turned, 0);
}

/** What `slow` has read: the zeros before a value, or one of these. */
let zeros: i32 = 0;
/** So many that the block is full. */
const END_OF_BLOCK: i32 = 64;
const NO_CODE: i32 = -1;

/** Reads a code of any length, and its value. At least 30 bits are there. */
function slow(symbols: usize, isAc: bool): i32 {
  const entry: u32 = load<u16>(symbols + ((<usize>(read >> 48)) << 1));
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
