/** A network as this room uses it: one tensor in, one out. */

/** @param shape of the input @returns numbers of the output, and its shape */
export type Network = (
  input: Float32Array<ArrayBuffer>,
  shape: readonly number[],
) => Promise<{ values: Float32Array; shape: readonly number[] }>;
