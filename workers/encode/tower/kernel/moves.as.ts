// Copies between views, and rows by index.

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
