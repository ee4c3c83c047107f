/** The compiled scan with a memory of its own. */

import binary from './scan.as.ts?kernel';

export interface Kernel {
  memory: WebAssembly.Memory;
  scan(query: number, vectors: number, scores: number, rows: number, stride: number): void;
}

export async function startKernel(): Promise<Kernel> {
  const { instance } = await WebAssembly.instantiate(binary);
  return instance.exports as unknown as Kernel;
}
