// Turns what was read to pixels.

import { FIRST, PLANES, ROW, SHIFT_ACROSS, SHIFT_DOWN } from './memory.as';

/**
 * Turns planes of luminance and colours (JFIF 1.02), or of grey alone, to RGBA.
 * @param to where the first pixel goes; the others `across` and `down` bytes from there, so that the picture is turned
 */
export function paint(planes: u32, width: u32, height: u32, to: usize, across: i32, down: i32): void {
  for (let y: u32 = 0; y < height; y++) {
    for (let x: u32 = 0; x < width; x += 4) {
      const light = four(PLANES, x, y);
      let red = light;
      let green = light;
      let blue = light;
      if (planes === 3) {
        const cb = i32x4.sub(four(PLANES + 16, x, y), i32x4.splat(128));
        const cr = i32x4.sub(four(PLANES + 32, x, y), i32x4.splat(128));
        const both = i32x4.add(i32x4.mul(cb, i32x4.splat(-22554)), i32x4.mul(cr, i32x4.splat(-46802)));
        red = i32x4.add(light, fixed(i32x4.mul(cr, i32x4.splat(91881))));
        green = i32x4.add(light, fixed(both));
        blue = i32x4.add(light, fixed(i32x4.mul(cb, i32x4.splat(116130))));
      }
      const low = v128.or(level(red), i32x4.shl(level(green), 8));
      const high = v128.or(i32x4.shl(level(blue), 16), i32x4.splat(0xff000000));
      const pixels = v128.or(low, high);
      const at = to + y * down + x * across;
      v128.store_lane<u32>(at, pixels, 0);
      if (x + 1 < width) v128.store_lane<u32>(at + across, pixels, 1);
      if (x + 2 < width) v128.store_lane<u32>(at + 2 * across, pixels, 2);
      if (x + 3 < width) v128.store_lane<u32>(at + 3 * across, pixels, 3);
    }
  }
}

/** Four pixels of a plane, of which every sample stands for one, or for two. */
function four(plane: usize, x: u32, y: u32): v128 {
  const shift = load<u32>(plane, SHIFT_ACROSS);
  const row = load<u32>(plane, FIRST) + (y >> load<u32>(plane, SHIFT_DOWN)) * load<u32>(plane, ROW);
  const bytes = v128.load32_zero(row + (x >> shift));
  // A place behind the bytes gives zero.
  const places = shift
    ? i32x4(0xffffff00, 0xffffff00, 0xffffff01, 0xffffff01)
    : i32x4(0xffffff00, 0xffffff01, 0xffffff02, 0xffffff03);
  return i8x16.swizzle(bytes, places);
}

/** Rounds numbers with 16 bits behind the point. */
function fixed(value: v128): v128 {
  return i32x4.shr_s(i32x4.add(value, i32x4.splat(32768)), 16);
}

function level(value: v128): v128 {
  return i32x4.min_s(i32x4.max_s(value, i32x4.splat(0)), i32x4.splat(255));
}
