/** Reads as many bytes of its own as it is told to, again and again. */

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
    // Memory that was never written is not there.
    new Uint8Array(reader.memory.buffer).fill(1);
  },
  read: () => reader.read(0, size),
};

expose(readWorker);
