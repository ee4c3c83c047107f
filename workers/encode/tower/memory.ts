/** How the memory of a tower is divided and filled. */

/** What packs weights: the memory, and the kernels. */
export interface Loader {
  bytes: Uint8Array;
  /** How products will multiply, a `how` of `kernels.ts`. */
  how: number;
  call(kernel: string, ...args: number[]): void;
}

const LINE = 64;
/** Kernels read up to 16 bytes past the end of rows, and the first bytes are not used: 0 stands for no address. */
export const MARGIN = 64;

/** The next address at which a buffer may begin. */
export function up(bytes: number): number {
  return Math.ceil(bytes / LINE) * LINE;
}
