/** Instantiates the compiled dot products with their own memory. */

import binary from './rows.as.ts?kernel';

export interface Kernel {
  memory: WebAssembly.Memory;
  pairs(
    rows: number,
    firstA: number,
    firstB: number,
    edge: number,
    stride: number,
    threshold: number,
    out: number,
  ): number;
  dots(row: number, rows: number, count: number, stride: number, out: number): void;
}

export async function startKernel(): Promise<Kernel> {
  const { instance } = await WebAssembly.instantiate(binary);
  return instance.exports as unknown as Kernel;
}
