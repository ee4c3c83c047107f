/** Arithmetic on embeddings: unit-length Float32Array rows. */

/** Row `i` of a matrix whose rows are `width` long and stand one after the other: a view, not a copy. */
export function rowOf<Matrix extends { subarray(from: number, to: number): Matrix }>(
  matrix: Matrix,
  i: number,
  width: number,
): Matrix {
  return matrix.subarray(i * width, (i + 1) * width);
}

/** All of them; the length must be a multiple of the width. */
export function rowsOf(matrix: Float32Array, width: number): Float32Array[] {
  return Array.from({ length: matrix.length / width }, (_, i) => rowOf(matrix, i, width));
}

/** Sum of products. Both vectors must have the same length. */
export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

/** sum += weight * vector, in place. Both must have the same length. */
export function addScaled(sum: Float32Array, vector: Float32Array, weight: number): void {
  for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + weight * (vector[i] as number);
}

/**
 * The vector scaled to length 1, in place.
 * @returns false, leaving it unchanged, if it cannot be normalised: all zero, or NaN or infinity inside.
 */
export function normalise(vector: Float32Array): boolean {
  const length = Math.sqrt(dot(vector, vector));
  if (!Number.isFinite(length) || length === 0) return false;
  for (let i = 0; i < vector.length; i++) vector[i] = (vector[i] as number) / length;
  return true;
}

/** The mean of vectors of one dimension, not normalised. There must be at least one. */
export function meanOf(vectors: readonly Float32Array[]): Float32Array {
  const sum = new Float32Array(vectors[0]?.length ?? 0);
  for (const vector of vectors) addScaled(sum, vector, 1 / vectors.length);
  return sum;
}

/** The vector minus a centre, scaled to unit length; null if nothing is left. */
export function centred(vector: Float32Array, centre: Float32Array): Float32Array | null {
  const beyond = new Float32Array(vector);
  addScaled(beyond, centre, -1);
  return normalise(beyond) ? beyond : null;
}

/** Whether this is an embedding: the right dimension, finite, of unit length within 1e-3. */
export function isEmbedding(vector: Float32Array, dimension: number): boolean {
  return vector.length === dimension && Math.abs(dot(vector, vector) - 1) < 2e-3;
}
