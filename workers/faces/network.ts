/** A network as this room uses it: one tensor in, tensors out by their names. */

/** @param shape of the input */
export type Network = (
  input: Float32Array<ArrayBuffer>,
  shape: readonly number[],
) => Promise<Readonly<Record<string, Float32Array>>>;

export interface Networks {
  detect: Network;
  landmarks: Network;
  embed: Network;
}

/** @throws if the network gave no such output */
export function outputOf(given: Awaited<ReturnType<Network>>, name: string): Float32Array {
  const values = given[name];
  if (!values) throw new Error(`The network gave no ${name}.`);
  return values;
}
