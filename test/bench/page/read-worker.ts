/** A worker that reads a buffer of a given size, to measure how fast memory is read. */

import { expose } from 'comlink';
import binary from './read.as.ts?kernel';

interface Reader {
  memory: WebAssembly.Memory;
  read(from: number, bytes: number): number;
}

let reader: Reader;
let size = 0;

export const readWorker = {
  async open(bytes: number) {
    const { instance } = await WebAssembly.instantiate(binary);
    reader = instance.exports as unknown as Reader;
    size = Math.floor(bytes / 64) * 64;
    reader.memory.grow(Math.ceil(size / 65_536));
    // The system allocates a page of memory only once it is written.
    new Uint8Array(reader.memory.buffer).fill(1);
  },
  read: () => reader.read(0, size),
};

expose(readWorker);
