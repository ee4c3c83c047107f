// Operators on each number.

import {
  BOTTOM,
  EXPONENT,
  LN2,
  LN2_REST,
  LOG2_E,
  ONE,
  P2,
  P3,
  P4,
  P5,
  P6,
  P7,
  ROUNDER,
  TOP,
} from './constants.as';
import { multiplyAdd } from './lanes.as';

/** e^x to about 1e-7 of it; 0 below -87, the largest float above 88. */
export function exp4(x: v128): v128 {
  const inside = f32x4.pmax(f32x4.pmin(x, TOP), BOTTOM);
  const rounded = f32x4.add(f32x4.mul(inside, LOG2_E), ROUNDER);
  const power = f32x4.sub(rounded, ROUNDER);
  let rest = f32x4.sub(inside, f32x4.mul(power, LN2));
  rest = f32x4.sub(rest, f32x4.mul(power, LN2_REST));
  let y = multiplyAdd(P7, rest, P6);
  y = multiplyAdd(y, rest, P5);
  y = multiplyAdd(y, rest, P4);
  y = multiplyAdd(y, rest, P3);
  y = multiplyAdd(y, rest, P2);
  y = multiplyAdd(f32x4.mul(y, rest), rest, f32x4.add(rest, ONE));
  const scale = i32x4.shl(i32x4.add(rounded, EXPONENT), 23);
  // Below the range it is zero, so that what a mask takes out of a softmax counts nothing.
  return v128.and(f32x4.mul(y, scale), f32x4.gt(x, BOTTOM));
}

/** 1 / (1 + e^-x) */
function sigmoid4(x: v128): v128 {
  return f32x4.div(ONE, f32x4.add(ONE, exp4(f32x4.neg(x))));
}

/** The error function to about 5e-7 (Abramowitz and Stegun, 7.1.26). */
function erf4(x: v128): v128 {
  const size = f32x4.abs(x);
  const t = f32x4.div(f32x4.splat(1), f32x4.add(f32x4.splat(1), f32x4.mul(f32x4.splat(0.3275911), size)));
  let y = f32x4.splat(1.061405429);
  y = f32x4.add(f32x4.mul(y, t), f32x4.splat(-1.453152027));
  y = f32x4.add(f32x4.mul(y, t), f32x4.splat(1.421413741));
  y = f32x4.add(f32x4.mul(y, t), f32x4.splat(-0.284496736));
  y = f32x4.add(f32x4.mul(y, t), f32x4.splat(0.254829592));
  const one = f32x4.sub(f32x4.splat(1), f32x4.mul(f32x4.mul(y, t), exp4(f32x4.neg(f32x4.mul(x, x)))));
  return v128.or(one, v128.and(x, i32x4.splat(0x80000000)));
}

/** 1 - 2 / (e^2x + 1) */
function tanh4(x: v128): v128 {
  const e = exp4(f32x4.add(x, x));
  return f32x4.sub(f32x4.splat(1), f32x4.div(f32x4.splat(2), f32x4.add(e, f32x4.splat(1))));
}

function unary4(kind: i32, x: v128, factor: v128): v128 {
  switch (kind) {
    case 0:
      return sigmoid4(x);
    case 1:
      return tanh4(x);
    case 2:
      return erf4(x);
    case 3:
      return exp4(x);
    case 4:
      return f32x4.sqrt(x);
    case 5:
      return f32x4.neg(x);
    case 6:
      return f32x4.abs(x);
    case 7:
      return f32x4.max(x, f32x4.splat(0));
    // x * sigmoid(factor * x): CLIP's quick GELU, SiLU.
    case 8:
      return f32x4.mul(x, sigmoid4(f32x4.mul(x, factor)));
    // GELU by the error function
    case 9:
      return f32x4.mul(
        f32x4.mul(x, f32x4.splat(0.5)),
        f32x4.add(f32x4.splat(1), erf4(f32x4.mul(x, f32x4.splat(<f32>Math.SQRT1_2)))),
      );
    // GELU by the hyperbolic tangent
    default: {
      const cubed = f32x4.mul(f32x4.mul(x, x), x);
      const inner = f32x4.mul(
        f32x4.splat(0.7978845608),
        f32x4.add(x, f32x4.mul(cubed, f32x4.splat(0.044715))),
      );
      return f32x4.mul(f32x4.mul(x, f32x4.splat(0.5)), f32x4.add(f32x4.splat(1), tanh4(inner)));
    }
  }
}

/** Applies a function to contiguous floats; the unit is four of them, and both ends have room for whole units. */
export function unary(from: usize, to: usize, kind: i32, factor: f32, first: i32, last: i32): void {
  const factors = f32x4.splat(factor);
  for (let i = (<usize>first) << 4; i < (<usize>last) << 4; i += 16) {
    v128.store(to + i, unary4(kind, v128.load(from + i), factors));
  }
}

function binary4(kind: i32, x: v128, y: v128): v128 {
  switch (kind) {
    case 0:
      return f32x4.add(x, y);
    case 1:
      return f32x4.sub(x, y);
    case 2:
      return f32x4.mul(x, y);
    case 3:
      return f32x4.div(x, y);
    case 4:
      return f32x4.min(x, y);
    case 5:
      return f32x4.max(x, y);
    // Conditions are 1 or 0.
    case 6:
      return v128.and(f32x4.eq(x, y), f32x4.splat(1));
    case 7:
      return v128.and(f32x4.lt(x, y), f32x4.splat(1));
    // What is chosen where y holds, and where it does not; then both together. Nothing is calculated with infinities.
    case 8:
      return v128.and(x, f32x4.ne(y, f32x4.splat(0)));
    case 9:
      return v128.and(x, f32x4.eq(y, f32x4.splat(0)));
    default:
      return v128.or(x, y);
  }
}

/** Combines two views of up to four dimensions into contiguous floats; the outermost is the unit. */
export function binary(
  a: usize,
  b: usize,
  to: usize,
  kind: i32,
  d1: i32,
  d2: i32,
  d3: i32,
  a0: i32,
  a1: i32,
  a2: i32,
  a3: i32,
  b0: i32,
  b1: i32,
  b2: i32,
  b3: i32,
  first: i32,
  last: i32,
): void {
  const steps = (a3 | 1) === 1 && (b3 | 1) === 1;
  const whole = steps ? d3 & ~3 : 0;
  for (let i0 = first; i0 < last; i0++) {
    for (let i1 = 0; i1 < d1; i1++) {
      for (let i2 = 0; i2 < d2; i2++) {
        const x = a + ((<usize>(i0 * a0 + i1 * a1 + i2 * a2)) << 2);
        const y = b + ((<usize>(i0 * b0 + i1 * b1 + i2 * b2)) << 2);
        const z = to + ((<usize>(((i0 * d1 + i1) * d2 + i2) * d3)) << 2);
        for (let i = 0; i < whole; i += 4) {
          const at = (<usize>i) << 2;
          const left = a3 ? v128.load(x + at) : v128.load32_splat(x);
          const right = b3 ? v128.load(y + at) : v128.load32_splat(y);
          v128.store(z + at, binary4(kind, left, right));
        }
        for (let i = whole; i < d3; i++) {
          const left = v128.load32_zero(x + ((<usize>(i * a3)) << 2));
          const right = v128.load32_zero(y + ((<usize>(i * b3)) << 2));
          v128.store32_lane(z + ((<usize>i) << 2), binary4(kind, left, right), 0);
        }
      }
    }
  }
}
