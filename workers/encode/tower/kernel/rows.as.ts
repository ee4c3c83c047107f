// Operators along rows: softmax, norms, sums.

import { exp4 } from './elementwise.as';
import { store8 } from './lanes.as';

function sum4(v: v128): f32 {
  return (
    f32x4.extract_lane(v, 0) +
    f32x4.extract_lane(v, 1) +
    (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3))
  );
}

/** Lanes that count among those at `i`. */
function inside(i: i32, width: i32): v128 {
  return i32x4.lt_s(i32x4.add(i32x4(0, 1, 2, 3), i32x4.splat(i)), i32x4.splat(width));
}

/** Softmax of rows of `width`, contiguous; the last four floats may be read past the end. The unit is a row. */
export function softmax(from: usize, to: usize, width: i32, first: i32, last: i32): void {
  for (let row = first; row < last; row++) {
    const x = from + ((<usize>(row * width)) << 2);
    const y = to + ((<usize>(row * width)) << 2);
    let top = load<f32>(x);
    for (let i = 1; i < width; i++) top = max(top, load<f32>(x + ((<usize>i) << 2)));
    const tops = f32x4.splat(top);
    let sum = f32x4.splat(0);
    for (let i = 0; i < width; i += 4) {
      const values = exp4(f32x4.sub(v128.load(x + ((<usize>i) << 2)), tops));
      sum = f32x4.add(sum, v128.and(values, inside(i, width)));
      store8(y + ((<usize>i) << 2), values, values, width - i < 4 ? width - i : 4);
    }
    const share: f32 = 1 / sum4(sum);
    const shares = f32x4.splat(share);
    const whole = width & ~3;
    for (let i = 0; i < whole; i += 4)
      v128.store(y + ((<usize>i) << 2), f32x4.mul(v128.load(y + ((<usize>i) << 2)), shares));
    for (let i = whole; i < width; i++)
      store<f32>(y + ((<usize>i) << 2), load<f32>(y + ((<usize>i) << 2)) * share);
  }
}

/** Brings rows of `width` to mean 0 and variance 1, then times gain plus bias. The unit is a row. */
export function norm(
  from: usize,
  to: usize,
  gain: usize,
  bias: usize,
  width: i32,
  epsilon: f32,
  first: i32,
  last: i32,
): void {
  const whole = width & ~3;
  for (let row = first; row < last; row++) {
    const x = from + ((<usize>(row * width)) << 2);
    const y = to + ((<usize>(row * width)) << 2);
    const mean = total(x, width) / <f32>width;
    const means = f32x4.splat(mean);
    let squares = f32x4.splat(0);
    for (let i = 0; i < whole; i += 4) {
      const centred = f32x4.sub(v128.load(x + ((<usize>i) << 2)), means);
      squares = f32x4.add(squares, f32x4.mul(centred, centred));
    }
    let variance = sum4(squares);
    for (let i = whole; i < width; i++) {
      const centred = load<f32>(x + ((<usize>i) << 2)) - mean;
      variance += centred * centred;
    }
    const factor: f32 = 1 / Mathf.sqrt(variance / <f32>width + epsilon);
    const factors = f32x4.splat(factor);
    for (let i = 0; i < whole; i += 4) {
      const at = (<usize>i) << 2;
      const centred = f32x4.mul(f32x4.sub(v128.load(x + at), means), factors);
      v128.store(y + at, f32x4.add(f32x4.mul(centred, v128.load(gain + at)), v128.load(bias + at)));
    }
    for (let i = whole; i < width; i++) {
      const at = (<usize>i) << 2;
      store<f32>(y + at, (load<f32>(x + at) - mean) * factor * load<f32>(gain + at) + load<f32>(bias + at));
    }
  }
}

function total(x: usize, width: i32): f32 {
  let sum = f32x4.splat(0);
  const whole = width & ~3;
  for (let i = 0; i < whole; i += 4) sum = f32x4.add(sum, v128.load(x + ((<usize>i) << 2)));
  let all = sum4(sum);
  for (let i = whole; i < width; i++) all += load<f32>(x + ((<usize>i) << 2));
  return all;
}

/** Reduces contiguous rows to one number: 0 mean, 1 length (L2), 2 position of the first maximum, 3 sum. The unit is a row. */
export function reduce(from: usize, to: usize, kind: i32, width: i32, first: i32, last: i32): void {
  for (let row = first; row < last; row++) {
    const x = from + ((<usize>(row * width)) << 2);
    let value: f32 = 0;
    if (kind === 0) value = total(x, width) / <f32>width;
    else if (kind === 3) value = total(x, width);
    else if (kind === 1) {
      for (let i = 0; i < width; i++)
        value += load<f32>(x + ((<usize>i) << 2)) * load<f32>(x + ((<usize>i) << 2));
      value = Mathf.sqrt(value);
    } else {
      let top = load<f32>(x);
      for (let i = 1; i < width; i++) {
        if (load<f32>(x + ((<usize>i) << 2)) <= top) continue;
        top = load<f32>(x + ((<usize>i) << 2));
        value = <f32>i;
      }
    }
    store<f32>(to + ((<usize>row) << 2), value);
  }
}
