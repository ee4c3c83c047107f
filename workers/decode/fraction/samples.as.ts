// Makes the samples of a block of the few coefficients that were read.

import { ACROSS, AT, COEFFICIENTS, HIGH, LAST, MEAN, MEANS, QUANTISER, STRIDE, WIDE } from './memory.as';

/**
 * Means of halves, of quarters, or of the whole block. The mean of half a wave is 0.906 of what a DCT of two points would
 * make of it; shorter waves add little, and are left out.
 */
export function samples(block: usize): void {
  const quantiser = load<u32>(block, QUANTISER);
  const to = load<u32>(block, AT);
  store<u32>(block, to + load<u32>(block, ACROSS), AT);
  const means = load<u32>(block, MEANS);
  const value = load<i32>(means, MEAN) + load<i32>(COEFFICIENTS);
  store<i32>(means, value, MEAN);
  const mean = value * <i32>load<u16>(quantiser);
  if (load<u32>(block, LAST) === 0) {
    sample(to, mean);
    return;
  }
  const wide = load<u32>(block, WIDE) > 1;
  const high = load<u32>(block, HIGH) > 1;
  const across = wide ? (wave(quantiser, 1) * 29) >> 5 : 0;
  const down = high ? (wave(quantiser, 2) * 29) >> 5 : 0;
  const both = wide && high ? (wave(quantiser, 4) * 105) >> 7 : 0;
  sample(to, mean + across + down + both);
  if (wide) sample(to + 1, mean - across + down - both);
  if (!high) return;
  const below = to + load<u32>(block, STRIDE);
  sample(below, mean + across - down - both);
  if (wide) sample(below + 1, mean - across - down + both);
}

function wave(quantiser: usize, k: usize): i32 {
  return load<i32>(COEFFICIENTS + (k << 2)) * <i32>load<u16>(quantiser + (k << 1));
}

/** Halves are rounded to even: they are many, and upwards the picture would become lighter by a quarter of a level. */
function sample(to: usize, eightfold: i32): void {
  const rounded = (eightfold + 3 + ((eightfold >> 3) & 1)) >> 3;
  store<u8>(to, <u8>min(max(rounded + 128, 0), 255));
}
