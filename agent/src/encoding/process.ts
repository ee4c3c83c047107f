/**
 * The encoder's process, which can be ended whatever the NPU does. Its thread for the NPU is blocked by every
 * call; this one takes the bytes of the next batch meanwhile, so that the NPU does not wait for them.
 */

import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { FromEncoder, ToEncoder } from './messages';

/** Milliseconds for giving everything back, once there is nobody else who would end a process that hangs. */
const GRACE = 3_000;

export function runEncoderProcess(): void {
  const thread = new Worker(fileURLToPath(import.meta.url));
  const close = () => {
    thread.postMessage({ type: 'close' } satisfies ToEncoder);
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), GRACE);
  };
  process.on('message', (message: ToEncoder) => {
    if (message.type !== 'encode') return thread.postMessage(message);
    // They share their memory with what came after them, so they cannot be handed over as they are.
    const pixels = new Uint8Array(message.pixels);
    thread.postMessage({ ...message, pixels } satisfies ToEncoder, [pixels.buffer]);
  });
  /** Until the last message is with the other process. */
  let said: Promise<void> = Promise.resolve();
  thread.on('message', (message: FromEncoder) => {
    if (!process.connected) return;
    said = new Promise((done) => process.send?.(message, undefined, undefined, () => done()));
  });
  thread.on('error', (error) => console.error(error));
  thread.on('exit', (code) => void said.then(() => process.exit(code)));
  // A terminal's Ctrl-C, or its end, comes to both processes; the other one says when to end.
  for (const signal of ['SIGINT', 'SIGHUP']) process.on(signal, () => {});
  process.on('SIGTERM', close);
  process.on('disconnect', close);
}
