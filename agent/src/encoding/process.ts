/**
 * Main thread of the encoder's process. A process can be killed even if an NPU call hangs. Each NPU call
 * blocks the worker thread, so this thread receives the bytes of the next batch meanwhile.
 */

import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { FromEncoder, ToEncoder } from './messages';

/** Milliseconds for releasing the device. Then the process kills itself, in case its parent is gone. */
const GRACE = 3_000;

export function runEncoderProcess(): void {
  const thread = new Worker(fileURLToPath(import.meta.url));
  const close = () => {
    thread.postMessage({ type: 'close' } satisfies ToEncoder);
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), GRACE);
  };
  process.on('message', (message: ToEncoder) => {
    if (message.type !== 'encode') return thread.postMessage(message);
    // The pixels share their buffer with the rest of the message stream, so a copy is transferred.
    const pixels = new Uint8Array(message.pixels);
    thread.postMessage({ ...message, pixels } satisfies ToEncoder, [pixels.buffer]);
  });
  /** Resolves when the last message has been sent. */
  let said: Promise<void> = Promise.resolve();
  thread.on('message', (message: FromEncoder) => {
    if (!process.connected) return;
    said = new Promise((done) => process.send?.(message, undefined, undefined, () => done()));
  });
  thread.on('error', (error) => console.error(error));
  thread.on('exit', (code) => void said.then(() => process.exit(code)));
  // A terminal signals its whole process group; the parent decides when this process ends.
  for (const signal of ['SIGINT', 'SIGHUP']) process.on(signal, () => {});
  process.on('SIGTERM', close);
  process.on('disconnect', close);
}
