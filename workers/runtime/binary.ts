/**
 * The WebAssembly of onnxruntime-web, verified before it is compiled. The runtime would fetch and compile it in one
 * stream, whatever the bytes.
 */

import { type BuiltFile, fetchRight } from '#net/verified-file';

/** `env.wasm` of onnxruntime-web, as far as it is used here. */
interface Flags {
  wasmBinary?: ArrayBufferLike | Uint8Array;
}

export class RuntimeBinary {
  private bytes: Promise<ArrayBuffer> | undefined;
  private isDone = false;

  constructor(private readonly file: BuiltFile) {}

  /**
   * Starts something with the runtime, which takes the binary the first time.
   * @throws Problem `network`, `app-damaged`; the next call fetches it again
   */
  async within<T>(flags: Flags, start: () => Promise<T>): Promise<T> {
    if (this.isDone) return start();
    this.bytes ??= fetchRight(this.file);
    let bytes: ArrayBuffer;
    try {
      bytes = await this.bytes;
    } catch (error) {
      this.bytes = undefined;
      throw error;
    }
    if (!this.isDone) flags.wasmBinary = bytes;
    const started = await start();
    if (!this.isDone) {
      this.isDone = true;
      delete flags.wasmBinary;
      // The runtime's closures hold the buffer for good: detached, its 14 or 27 MB are free.
      structuredClone(bytes, { transfer: [bytes] });
    }
    return started;
  }
}
