/** The compiled dot products with a memory of their own. */

import binary from './rows.as.ts?kernel';

export interface Kernel {
  memory: WebAssembly.Memory;
  pairs(
    rows: number,
    firstA: number,
    firstB: number,
    edge: number,
    stride: number,
    least: number,
    out: number,
  ): number;
  dots(row: number, rows: number, count: number, stride: number, out: number): void;
}

export async function startKernel(): Promise<Kernel> {
  const { instance } = await WebAssembly.instantiate(binary);
  return instance.exports as unknown as Kernel;
}
