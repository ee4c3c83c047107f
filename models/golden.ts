/**
 * Stored vectors of the golden pictures (core/golden), computed once by a trusted runtime. Every device
 * compares its own vectors with them.
 */

import type { EncoderId } from '#core/space';
import { rowOf } from '#core/vector';

/**
 * Base64 of 3 x dimension int8, by encoder: each vector is scaled so that its largest absolute value is 127.
 * `tools/golden.mjs` prints these lines, computed by onnxruntime's native build.
 */
const GOLDEN: Record<EncoderId, string> = {
  'starter/image/fp32':
    '7P7uBPfb9cgapi8xajT0ISgn4vk3IR5AV9br+hIbTB8A+BYOnOvdDhEuFuBp/fEp9a6ayeUnEPD58e8S8r0bRnH94xT9yj72J9rq8QMURLDthszRPgsGrfgRRwMDk+xSEuTAICYgT7JHFCw8pLHvgT8M28c65hQ1D3MvIFOiRSPZ+p9NBC3N9P73y7hA8+ETt+wC8MrMCecn1iIrB/e8IAj0Iw4EDdHjFbb1/uVFByQW1z0cDfcQFBHWGHjK78YWA/bQeOM17TVI1TXLIOQmBdnXNiMHNsVO+o3rHO8OBRfmONn17+Pl1aYjDMz3Ghkm3cWSuwlKwiREiw3pG+Ym7CjO6v/1R9T3BsP1mPYh+QAi5iW0FDTaKQ5D3yET/h00DO0N1OwDAEL93wXiNwHU7xor3v/qHVIKGAq7MvTfNf7qHPYMtNkF4RwavijgHgXZDQn79xcHr7j5JlwS8gi9ExXA2CISQyiB6hDTJtkZEc9CJfAN8LkEGvYooEpIATwtAQ3rICXp5/Qc/+oM+P8vkg8cGfbLGCTivigfASz2BgoC9vQWA+r+AQwb7wzZNyH1QdX++sQlMQfg3srQ/Qe8DPH9JEPmJ9v50yUJ6/Ra/fL05v+mGU0jONkO+Fok8qfuBwwH08jeR0YGAqPxASEZEjz05QLuKg6/INVUDuwn6BYYLhTRVhHHJOSuAg4C9+IA7uIt1BgdGQEGFCkeIN9/+w4RLe26NfUu3/STGhfa3Ov76hfR+QRGA9LlBfS7Gfs8VcjIywjtuugTMCo+4fMO/PoN1kbg68QN+NsTTP8HExoLGh8iCiAI0P74/CjkLh/9++viGUztdRrnMsskCAFPGRYlzBgwEAfiCfH/ArDU+gLpBzUpAgzkEgMJCgpT40cPOiHzRiTp7M7q7B4pJhz4CRLlEvQOFyU2HbX/SrgpuSbl9RArAfjT59gxOBQGMfxNbNDhG0vZC0UX+BgBGAoS+BQs7TLG5jAz4CfoM/76OgpH1uYi3x4CFh8SDwshyUE4',
};

/** Returns 3 x dimension, unit rows; null if not stored: WASM on the device is the reference then. */
export function goldenEmbeddings(id: EncoderId): Float32Array | null {
  const stored = GOLDEN[id];
  if (stored === undefined) return null;
  const values = Float32Array.from(atob(stored), (char) => (char.charCodeAt(0) << 24) >> 24);
  const dimension = values.length / 3;
  for (let i = 0; i < 3; i++) {
    const row = rowOf(values, i, dimension);
    const length = Math.hypot(...row);
    for (let k = 0; k < dimension; k++) row[k] = (row[k] as number) / length;
  }
  return values;
}
