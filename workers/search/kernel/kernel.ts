/** The compiled scan with a memory of its own, in the fastest form that this engine has. */

import plain from './scan.as.ts?kernel';
import relaxed from './scan.as.ts?kernel=relaxed';

/** Every kernel takes rows whose length is a multiple of this many bytes. */
export const STEP = 64;

/** See `scan.as.ts` for what each of them does; all positions are addresses in `memory`. */
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

/** Whether a known product comes out right. Node 20, behind its flag, takes the operands in the other order. */
function calculates({ memory, dot }: Kernel): boolean {
  const bytes = new Int8Array(memory.buffer, 0, 2 * STEP);
  bytes.fill(127, 0, STEP);
  bytes.fill(-127, STEP);
  return dot(0, STEP, STEP) === -127 * 127 * STEP;
}
