/**
 * What encoders make of the golden pictures (core/golden), as stored vectors: computed once where the
 * encoder was known to be right, to be compared with on every device.
 */

import type { EncoderId } from '#core/space';

/** Three unit vectors one after the other, as base64 of signed bytes: each value times 127 over the largest. */
const GOLDEN: Record<EncoderId, string> = {};

/** Null where nobody has stored them: then WASM on the device itself is what the others are compared with. */
export function goldenEmbeddings(id: EncoderId): Float32Array | null {
  const stored = GOLDEN[id];
  if (stored === undefined) return null;
  const values = Float32Array.from(atob(stored), (char) => (char.charCodeAt(0) << 24) >> 24);
  const dimension = values.length / 3;
  for (let i = 0; i < 3; i++) {
    const row = values.subarray(i * dimension, (i + 1) * dimension);
    const length = Math.hypot(...row);
    for (let k = 0; k < dimension; k++) row[k] = (row[k] as number) / length;
  }
  return values;
}
