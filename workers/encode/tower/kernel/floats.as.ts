// What stays in floats, in AssemblyScript: products of attention, norms, softmax, activations, elementwise operators.
// It allocates nothing. Every function does a range of its units (`first`..`last`, `last` excluded), so that threads can
// share them; strides are in floats.

/** Copies floats between views of up to five dimensions; the outermost is the unit. */
export function copy(
  from: usize,
  to: usize,
  d1: i32,
  d2: i32,
  d3: i32,
  d4: i32,
  s0: i32,
  s1: i32,
  s2: i32,
  s3: i32,
  s4: i32,
  t0: i32,
  t1: i32,
  t2: i32,
  t3: i32,
  t4: i32,
  first: i32,
  last: i32,
): void {
  const whole = s4 === 1 && t4 === 1 ? d4 & ~3 : 0;
  for (let i0 = first; i0 < last; i0++) {
    for (let i1 = 0; i1 < d1; i1++) {
      for (let i2 = 0; i2 < d2; i2++) {
        for (let i3 = 0; i3 < d3; i3++) {
          const a = from + ((<usize>(i0 * s0 + i1 * s1 + i2 * s2 + i3 * s3)) << 2);
          const b = to + ((<usize>(i0 * t0 + i1 * t1 + i2 * t2 + i3 * t3)) << 2);
          for (let i = 0; i < whole; i += 4)
            v128.store(b + ((<usize>i) << 2), v128.load(a + ((<usize>i) << 2)));
          for (let i = whole; i < d4; i++)
            store<f32>(b + ((<usize>(i * t4)) << 2), load<f32>(a + ((<usize>(i * s4)) << 2)));
        }
      }
    }
  }
}

/**
 * Packs matrices of k x n for `matmul`: panels of 8 columns, k x 8 floats each, zeros past the last column.
 * The unit is a matrix.
 */
export function packFloats(
  from: usize,
  to: usize,
  k: i32,
  n: i32,
  sMatrix: i32,
  sRow: i32,
  sColumn: i32,
  first: i32,
  last: i32,
): void {
  const panels = (n + 7) >> 3;
  for (let m = first; m < last; m++) {
    const start = from + ((<usize>(m * sMatrix)) << 2);
    let at = to + ((<usize>(m * panels * k)) << 5);
    for (let p = 0; p < panels; p++) {
      const full = sColumn === 1 && p * 8 + 8 <= n;
      for (let row = 0; row < k; row++, at += 32) {
        const x = start + ((<usize>(row * sRow + p * 8 * sColumn)) << 2);
        if (full) {
          v128.store(at, v128.load(x));
          v128.store(at, v128.load(x, 16), 16);
          continue;
        }
        for (let c = 0; c < 8; c++) {
          store<f32>(
            at + ((<usize>c) << 2),
            p * 8 + c < n ? load<f32>(x + ((<usize>(c * sColumn)) << 2)) : 0,
          );
        }
      }
    }
  }
}

/**
 * Multiplies matrices, m x k by k x n. The unit is a panel of 8 columns of one product.
 *
 * @param a address; its rows are contiguous, `aRow` floats apart, its matrices `aMatrix`
 * @param b address of what `packFloats` wrote; `bMatrix` floats a matrix, 0 if all share one
 * @param c address; rows are contiguous, `cRow` floats apart, matrices `cMatrix`
 * @param bias address of n floats, rounded up to 8; 0 if there is none
 */
export function matmul(
  a: usize,
  b: usize,
  c: usize,
  bias: usize,
  m: i32,
  k: i32,
  n: i32,
  aMatrix: i32,
  aRow: i32,
  bMatrix: i32,
  cMatrix: i32,
  cRow: i32,
  scale: f32,
  first: i32,
  last: i32,
): void {
  const panels = (n + 7) >> 3;
  const scales = f32x4.splat(scale);
  for (let unit = first; unit < last; unit++) {
    const which = unit / panels;
    const p = unit % panels;
    const panel = b + ((<usize>(which * bMatrix + p * k * 8)) << 2);
    const width = n - p * 8 < 8 ? n - p * 8 : 8;
    let start = f32x4.splat(0);
    let other = start;
    if (bias) {
      start = v128.load(bias + ((<usize>p) << 5));
      other = v128.load(bias + ((<usize>p) << 5), 16);
    }
    for (let row = 0; row < m; row += 4) {
      const count = m - row < 4 ? m - row : 4;
      const step = (<usize>aRow) << 2;
      let a0 = a + ((<usize>(which * aMatrix + row * aRow)) << 2);
      let a1 = count > 1 ? a0 + step : a0;
      let a2 = count > 2 ? a1 + step : a0;
      let a3 = count > 3 ? a2 + step : a0;
      let w = panel;
      let c00 = f32x4.splat(0);
      let c01 = c00;
      let c10 = c00;
      let c11 = c00;
      let c20 = c00;
      let c21 = c00;
      let c30 = c00;
      let c31 = c00;
      for (const end = panel + ((<usize>k) << 5); w < end; w += 32) {
        const left = v128.load(w);
        const right = v128.load(w, 16);
        let x = v128.load32_splat(a0);
        c00 = multiplyAdd(x, left, c00);
        c01 = multiplyAdd(x, right, c01);
        x = v128.load32_splat(a1);
        c10 = multiplyAdd(x, left, c10);
        c11 = multiplyAdd(x, right, c11);
        x = v128.load32_splat(a2);
        c20 = multiplyAdd(x, left, c20);
        c21 = multiplyAdd(x, right, c21);
        x = v128.load32_splat(a3);
        c30 = multiplyAdd(x, left, c30);
        c31 = multiplyAdd(x, right, c31);
        a0 += 4;
        a1 += 4;
        a2 += 4;
        a3 += 4;
      }
      const out = c + ((<usize>(which * cMatrix + row * cRow + p * 8)) << 2);
      const pitch = (<usize>cRow) << 2;
      store8(out, multiplyAdd(c00, scales, start), multiplyAdd(c01, scales, other), width);
      if (count > 1)
        store8(out + pitch, multiplyAdd(c10, scales, start), multiplyAdd(c11, scales, other), width);
      if (count > 2)
        store8(out + 2 * pitch, multiplyAdd(c20, scales, start), multiplyAdd(c21, scales, other), width);
      if (count > 3)
        store8(out + 3 * pitch, multiplyAdd(c30, scales, start), multiplyAdd(c31, scales, other), width);
    }
  }
}

function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f32x4.relaxed_madd(a, b, c) : f32x4.add(f32x4.mul(a, b), c);
}

/** Stores the first `width` of 8 floats. */
function store8(to: usize, left: v128, right: v128, width: i32): void {
  if (width === 4) {
    v128.store(to, left);
    return;
  }
  if (width === 8) {
    v128.store(to, left);
    v128.store(to, right, 16);
    return;
  }
  store<f32>(to, f32x4.extract_lane(left, 0));
  if (width > 1) store<f32>(to, f32x4.extract_lane(left, 1), 4);
  if (width > 2) store<f32>(to, f32x4.extract_lane(left, 2), 8);
  if (width > 3) store<f32>(to, f32x4.extract_lane(left, 3), 12);
  if (width > 4) store<f32>(to, f32x4.extract_lane(right, 0), 16);
  if (width > 5) store<f32>(to, f32x4.extract_lane(right, 1), 20);
  if (width > 6) store<f32>(to, f32x4.extract_lane(right, 2), 24);
}

/** e^x to about 1e-7 of it; 0 below -87, the largest float above 88. */
function exp4(x: v128): v128 {
  const inside = f32x4.pmax(f32x4.pmin(x, f32x4.splat(88.37)), f32x4.splat(-87.33));
  // Adding it leaves no bits for a fraction, so the sum is rounded, and its low bits are the integer.
  const rounded = f32x4.add(f32x4.mul(inside, f32x4.splat(<f32>Math.LOG2E)), f32x4.splat(12_582_912));
  const power = f32x4.sub(rounded, f32x4.splat(12_582_912));
  let rest = f32x4.sub(inside, f32x4.mul(power, f32x4.splat(0.693359375)));
  rest = f32x4.sub(rest, f32x4.mul(power, f32x4.splat(-2.1219444e-4)));
  let y = f32x4.splat(1.98756915e-4);
  y = multiplyAdd(y, rest, f32x4.splat(1.3981999507e-3));
  y = multiplyAdd(y, rest, f32x4.splat(8.3334519073e-3));
  y = multiplyAdd(y, rest, f32x4.splat(4.1665795894e-2));
  y = multiplyAdd(y, rest, f32x4.splat(1.6666665459e-1));
  y = multiplyAdd(y, rest, f32x4.splat(5.0000001201e-1));
  y = multiplyAdd(f32x4.mul(y, rest), rest, f32x4.add(rest, f32x4.splat(1)));
  const scale = i32x4.shl(i32x4.add(rounded, i32x4.splat(127)), 23);
  // Below the range it is zero, so that what a mask takes out of a softmax counts nothing.
  return v128.and(f32x4.mul(y, scale), f32x4.gt(x, f32x4.splat(-87.33)));
}

/** 1 / (1 + e^-x) */
function sigmoid4(x: v128): v128 {
  return f32x4.div(f32x4.splat(1), f32x4.add(f32x4.splat(1), exp4(f32x4.neg(x))));
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
    default:
      return f32x4.max(x, y);
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

/**
 * Copies the rows of a table at these indices. An index is a whole float; negative ones count from the end, those
 * outside give the row nearest to it. The unit is an index.
 *
 * @param bytes whether the table has unsigned bytes: value = (byte - zero) * scale
 */
export function gather(
  table: usize,
  indices: usize,
  to: usize,
  rows: i32,
  width: i32,
  bytes: i32,
  scale: f32,
  zero: i32,
  first: i32,
  last: i32,
): void {
  for (let i = first; i < last; i++) {
    let index = <i32>load<f32>(indices + ((<usize>i) << 2));
    if (index < 0) index += rows;
    index = min(max(index, 0), rows - 1);
    const out = to + ((<usize>(i * width)) << 2);
    for (let c = 0; c < width; c++) {
      const value: f32 = bytes
        ? <f32>(<i32>load<u8>(table + <usize>index * <usize>width + <usize>c) - zero) * scale
        : load<f32>(table + ((<usize>index * <usize>width + <usize>c) << 2));
      store<f32>(out + ((<usize>c) << 2), value);
    }
  }
}
