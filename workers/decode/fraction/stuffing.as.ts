// Takes out of a scan what is no code (ITU-T T.81, B.1.1.5).

import { SCAN } from './memory.as';

/** End of all codes. */
export let end: usize = 0;

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
