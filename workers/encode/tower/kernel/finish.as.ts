// The end of a product: sums as floats.

import { store8 } from './lanes.as';
import { BIAS, OFFSETS, SCALES, SUMS } from './panel.as';

/** Turns the sums of a row and a panel into floats, and stores the first `width` of 8. */
export function finish(left: v128, right: v128, panel: usize, about: usize, out: usize, width: i32): void {
  const scale = f32x4.splat(load<f32>(about));
  const zero = i32x4.splat(load<i32>(about, 4));
  const sum = i32x4.splat(load<i32>(about, 8));
  const a = floats(left, panel, scale, zero, sum);
  store8(out, a, floats(right, panel + 16, scale, zero, sum), width);
}

function floats(sums: v128, panel: usize, scale: v128, zero: v128, sum: v128): v128 {
  const off = i32x4.add(i32x4.mul(zero, v128.load(panel, SUMS)), i32x4.mul(sum, v128.load(panel, OFFSETS)));
  const exact = f32x4.convert_i32x4_s(i32x4.sub(sums, off));
  return f32x4.add(f32x4.mul(exact, f32x4.mul(scale, v128.load(panel, SCALES))), v128.load(panel, BIAS));
}
