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
  'starter-2/image/fp32':
    'WbWlbXDqKyiBK+7gELbV0dccGa4R7/k+zBj5JSUi1rutChnZxDQC7Bq1AzoTxd7lB975JwIiJcMsEeH36f/K7tnuCNG5uOb8OhHQFtszKEIpMAzM2t4Q4gYrPuTrJxXu7+fryTUHR8Em/csnxg/Z1SDk7rrg3hrcFd4/MtC5HC0G7QDc6gQEHfob/hrz7uQdmtAq+hr12PrmCwnwKs8KIwD60OshDArz/QkXCtslJub06w8D5uYyJjELBdvTBevqMS0sBiTr/jP5Bc3Z++8nCP8UAu73+sfjQRnk3c0NCxIlPBEIB9rl5/33IBj348vays4jCA7gzTKk9/YF/OEl4+fz2wgeQEcegx9cf7WwLPAX6FfoMO8F1hfiJP4M4hPV7hjj+tb+0zHdOgg0yffkYNLl+AMM8rbkAMf/7y0rAb3///PiAtIHlEoxo+fBS0Tv2xIxARneAvYgDRwcSg8qDfT7UdEILO6jz+AY8wLqGd0l5+QA/yxc7VfeNd7YxzuvHdzC5/8Z7STG7u4gFgn79vIRyC79/vfgCkX59DkVFtjv8APiOeYL4UfvFAzy3gPp/cIVEfMLEeIJDB8BE6fQzQ0V7vYY2UcN5vym3tvZ4Ocm4RcZ4g4q0O4L7O8b49/1FCQpCwLr1Qbr7yH3NeK87+wY7qMN1kss/Cj+A07QG6cX9P84TjEkNoEPHxPYvQjgx0MA29iyB/rdI8QPAc3l9OcOEOS9UEkV6OoAHC8K+wsKw/ftBPzaARAGG7kjBcrz6ezl1KDkFOggC7on9BMPJOwh49cs8es0/QogCQMMFNb1DwC7DQk1uUHeFyHn9wbREf/6wMQUHQ/w8gvuFrodSQniz9fpHP8DGfDW8gsJ/xPB6DEUD/XdDhkM4OgYAAr5HPD4xzr5Eu0jAOUI3OTe+Pv/BBUMC/I57+8o8+YQ3t4qCxX1GcoUAPYYDdkY8Az4BQXi6vv829gqH8cx4P8GGQ0LDeLv8wcZuwP+2fwE2dLW4BnjCiIPMRUdECkN+Ci8',
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
