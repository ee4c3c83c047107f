/** Projects points onto their first two principal components, found by power iteration. */

import { dot, normalise } from '#core/vector';

const ROUNDS = 40;

/** @returns x and y of each point, with mean 0 */
export function principalPlane(points: readonly Float32Array[], random: () => number): [number, number][] {
  const dimension = points[0]?.length ?? 0;
  const mean = new Float32Array(dimension);
  for (const point of points) {
    for (let i = 0; i < dimension; i++) add(mean, i, (point[i] as number) / points.length);
  }
  const centred = points.map((point) => point.map((value, i) => value - (mean[i] as number)));
  const first = direction(centred, [], random);
  const second = direction(centred, [first], random);
  return centred.map((point) => [dot(point, first), dot(point, second)]);
}

/** Returns the direction of largest variance that is orthogonal to the known ones. */
function direction(points: readonly Float32Array[], known: readonly Float32Array[], random: () => number) {
  let axis = Float32Array.from({ length: points[0]?.length ?? 0 }, () => random() - 0.5);
  for (let round = 0; round < ROUNDS; round++) {
    const next = new Float32Array(axis.length);
    for (const point of points) {
      const along = dot(point, axis);
      for (let i = 0; i < next.length; i++) add(next, i, along * (point[i] as number));
    }
    for (const other of known) {
      const along = dot(next, other);
      for (let i = 0; i < next.length; i++) add(next, i, -along * (other[i] as number));
    }
    // No variance is left, so any direction is as good.
    if (!normalise(next)) break;
    axis = next;
  }
  return axis;
}

function add(sums: Float32Array, i: number, value: number): void {
  sums[i] = (sums[i] as number) + value;
}
