// What kernels of floats share.

export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f32x4.relaxed_madd(a, b, c) : f32x4.add(f32x4.mul(a, b), c);
}

/** Stores the first `width` of 8 floats. */
export function store8(to: usize, left: v128, right: v128, width: i32): void {
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
