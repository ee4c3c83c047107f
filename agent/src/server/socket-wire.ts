/** Adapter from a `ws` socket to the protocol's wire. */

import type { WebSocket } from 'ws';
import { CLOSE } from '#core/protocol/closing';
import { type Pipe, queueWire } from '#core/protocol/wire';

/** Milliseconds that the peer has to answer a close. */
const FAREWELL = 1_000;

/** Closes a socket, and terminates it if the peer does not answer. */
export function hangUp(socket: WebSocket, code: number): void {
  // Errors of a socket that is being closed do not matter.
  socket.on('error', () => {});
  socket.close(code);
  setTimeout(() => socket.terminate(), FAREWELL).unref();
}

export function socketWire(socket: WebSocket): Pipe {
  const pipe = queueWire({
    send: (bytes) => socket.send(bytes),
    close: (code) => hangUp(socket, code),
    buffered: () => socket.bufferedAmount,
  });
  socket.on('message', (data: Buffer, isBinary) => {
    if (!isBinary) return pipe.wire.close(CLOSE.protocol);
    pipe.arrived(new Uint8Array(data.buffer as ArrayBuffer, data.byteOffset, data.byteLength));
  });
  socket.on('close', (code) => pipe.ended(code));
  // A 'close' event follows each 'error'.
  socket.on('error', () => {});
  return pipe;
}
