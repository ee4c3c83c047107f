/** Instantiates the compiled scan with its own memory, in the fastest form that this engine supports. */

import plain from './scan.as.ts?kernel';
import relaxed from './scan.as.ts?kernel=relaxed';

/** Rows are padded to a multiple of this many bytes. */
export const STEP = 64;

/** Exports of `scan.as.ts`, which documents them; all positions are addresses in `memory`. */
export interface Kernel {
  memory: WebAssembly.Memory;
  QUERY_RANGE: WebAssembly.Global<'i32'>;
  QUERY_OFFSET: WebAssembly.Global<'i32'>;
  scan(
    query: number,
    blocks: number,
    count: number,
    stride: number,
    scale: number,
    which: number,
    spread: number,
  ): number;
  select(blocks: number, count: number, stride: number, heap: number, limit: number): number;
  dot(query: number, row: number, stride: number): number;
  sumOf(row: number, stride: number): number;
}

export const BINARIES = { plain, relaxed };

export async function startKernel(): Promise<Kernel> {
  if (!WebAssembly.validate(relaxed)) return instantiate(plain);
  const kernel = await instantiate(relaxed);
  return calculates(kernel) ? kernel : instantiate(plain);
}

export async function instantiate(binary: Uint8Array<ArrayBuffer>): Promise<Kernel> {
  const { instance } = await WebAssembly.instantiate(binary);
  return instance.exports as unknown as Kernel;
}

/** Checks one known product. Node 20, behind its flag, swaps the operands of the relaxed dot product. */
function calculates({ memory, dot }: Kernel): boolean {
  const bytes = new Int8Array(memory.buffer, 0, 2 * STEP);
  bytes.fill(127, 0, STEP);
  bytes.fill(-127, STEP);
  return dot(0, STEP, STEP) === -127 * 127 * STEP;
}
