/** A `ws` socket as the wire of the protocol. */

import type { WebSocket } from 'ws';
import { CLOSE } from '#core/protocol/closing';
import { type Pipe, queueWire } from '#core/protocol/wire';

/** Milliseconds for the other side to say good-bye as well. */
const FAREWELL = 1_000;

export function socketWire(socket: WebSocket): Pipe {
  const close = (code: number) => {
    socket.close(code);
    setTimeout(() => socket.terminate(), FAREWELL).unref();
  };
  const pipe = queueWire({
    send: (bytes) => socket.send(bytes),
    close,
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
