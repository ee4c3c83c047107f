// Turns what was read to pixels.

import { COMPONENTS, PLANE } from './tables.as';

/**
 * Turns planes of luminance and colours (JFIF 1.02), or of grey alone, to RGBA. It writes four pixels at a time, so up to
 * three behind the last.
 * @param stride length of the rows of all planes
 */
export function paint(components: u32, width: u32, height: u32, stride: u32, to: usize): void {
  const luminance = load<u32>(COMPONENTS, PLANE);
  const blueness = load<u32>(COMPONENTS + 64, PLANE);
  const redness = load<u32>(COMPONENTS + 128, PLANE);
  for (let y: u32 = 0; y < height; y++) {
    for (let x: u32 = 0; x < width; x += 4) {
      const at = y * stride + x;
      const light = four(luminance + at);
      let red = light;
      let green = light;
      let blue = light;
      if (components === 3) {
        const cb = i32x4.sub(four(blueness + at), i32x4.splat(128));
        const cr = i32x4.sub(four(redness + at), i32x4.splat(128));
        const both = i32x4.add(i32x4.mul(cb, i32x4.splat(-22554)), i32x4.mul(cr, i32x4.splat(-46802)));
        red = i32x4.add(light, fixed(i32x4.mul(cr, i32x4.splat(91881))));
        green = i32x4.add(light, fixed(both));
        blue = i32x4.add(light, fixed(i32x4.mul(cb, i32x4.splat(116130))));
      }
      const low = v128.or(level(red), i32x4.shl(level(green), 8));
      const high = v128.or(i32x4.shl(level(blue), 16), i32x4.splat(0xff000000));
      v128.store(to + ((y * width + x) << 2), v128.or(low, high));
    }
  }
}

function four(at: usize): v128 {
  return i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(at)));
}

/** Rounds numbers with 16 bits behind the point. */
function fixed(value: v128): v128 {
  return i32x4.shr_s(i32x4.add(value, i32x4.splat(32768)), 16);
}

function level(value: v128): v128 {
  return i32x4.min_s(i32x4.max_s(value, i32x4.splat(0)), i32x4.splat(255));
}
