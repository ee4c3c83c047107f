/** Instantiates the kernels on one memory, in the fastest form that this engine supports and that calculates right. */

import relaxedFloats from './kernel/floats.as.ts?kernel=relaxed,shared';
import floats from './kernel/floats.as.ts?kernel=shared';
import relaxedProduct from './kernel/product.as.ts?kernel=relaxed,shared';
import product from './kernel/product.as.ts?kernel=shared';

/** Exports of `kernel/*.as.ts`, which document them: all take numbers. */
export type Kernels = Record<string, (...args: number[]) => number>;

/** How `product` multiplies: see there. */
export interface Form {
  relaxed: boolean;
  how: 0 | 1 | 2;
  /** Whether activations are read as signed bytes. */
  signed: boolean;
}

/** @param shared memory of at least one page; kernels use only what they are told to */
export async function instantiate(
  memory: WebAssembly.Memory,
  { relaxed }: Pick<Form, 'relaxed'>,
): Promise<Kernels> {
  const binaries = relaxed ? [relaxedProduct, relaxedFloats] : [product, floats];
  const started = await Promise.all(
    binaries.map(async (binary) => WebAssembly.instantiate(await compiled(binary), { env: { memory } })),
  );
  return Object.assign({}, ...started.map(({ exports }) => exports));
}

const modules = new Map<BufferSource, Promise<WebAssembly.Module>>();

/** Compiles each binary once: finding out the form needs it too. */
function compiled(binary: BufferSource): Promise<WebAssembly.Module> {
  const known = modules.get(binary) ?? WebAssembly.compile(binary);
  modules.set(binary, known);
  return known;
}

/** What relaxed products the engine has: exact in 32 bits or not, and how they read a byte above 127. */
export async function formOfEngine(): Promise<Form> {
  if (!WebAssembly.validate(relaxedProduct)) return { relaxed: false, how: 0, signed: false };
  const memory = sharedMemory(1);
  const { fourProducts } = await instantiate(memory, { relaxed: true });
  new Uint8Array(memory.buffer, 0, 16).fill(255);
  const sum = fourProducts?.(0) ?? 0;
  const signed = sum < 0;
  const isExact = sum === 4 * 127 * (signed ? -1 : 255);
  return { relaxed: true, how: isExact ? 2 : 1, signed };
}

const PAGE = 65_536;

/** Memory that threads can share, of a size that never changes. Without isolation it stays in one thread. */
export function sharedMemory(bytes: number): WebAssembly.Memory {
  const pages = Math.ceil(bytes / PAGE);
  return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
}
