/** A `ws` socket as the wire of the protocol. */

import type { WebSocket } from 'ws';
import { CLOSE } from '#core/protocol/closing';
import { type Pipe, queueWire } from '#core/protocol/wire';

/** Milliseconds for the other side to say good-bye as well. */
const FAREWELL = 1_000;

/** Closes, also towards somebody who does not answer. */
export function hangUp(socket: WebSocket, code: number): void {
  // What goes wrong now is of no interest any more.
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
  // Its close follows.
  socket.on('error', () => {});
  return pipe;
}
