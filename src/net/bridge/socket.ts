/** A browser's WebSocket as the wire of the bridge. */

import { Problem } from '#core/errors';
import { type Address, socketAddress } from '#core/protocol/pairing';
import { type Pipe, queueWire } from '#core/protocol/wire';

/** Milliseconds that a box may take to accept the connection. */
const PATIENCE = 10_000;
/** Codes of the protocol; others a page may not close with. */
const OWN_CODES = 3000;

/**
 * Opens the socket of a box. What the browser does not allow looks the same as what is not there, except
 * where it refuses at once; `browserCase` tells beforehand.
 * @throws Problem `box-unreachable`
 */
export async function openSocket(address: Address, patience = PATIENCE): Promise<Pipe> {
  const socket = newSocket(address);
  socket.binaryType = 'arraybuffer';
  const pipe = queueWire({
    send: (bytes) => socket.send(bytes),
    close: (code) => socket.close(code >= OWN_CODES ? code : 1000),
    buffered: () => socket.bufferedAmount,
  });
  socket.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (data instanceof ArrayBuffer) pipe.arrived(new Uint8Array(data));
  };
  // It says nothing that the close after it does not.
  socket.onerror = () => undefined;
  await new Promise<void>((resolve, reject) => {
    const fail = (detail: string) => {
      clearTimeout(timer);
      socket.close();
      reject(new Problem('box-unreachable', `${socketAddress(address)}: ${detail}`));
    };
    const timer = setTimeout(() => fail('no connection in time.'), patience);
    socket.onopen = () => {
      clearTimeout(timer);
      resolve();
    };
    socket.onclose = ({ code }) => {
      pipe.ended(code);
      fail(`closed with code ${code}.`);
    };
  });
  return pipe;
}

function newSocket(address: Address): WebSocket {
  try {
    return new WebSocket(socketAddress(address));
  } catch (cause) {
    throw new Problem('box-unreachable', `The browser does not allow it: ${cause}`, { cause });
  }
}
