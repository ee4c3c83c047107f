/** A browser's WebSocket as the wire of the bridge. */

import { Problem } from '#core/errors';
import { type Address, socketAddress } from '#core/protocol/pairing';
import { type Pipe, queueWire } from '#core/protocol/wire';
import { noteRequest } from '#net/ledger';

/** Milliseconds that a box may take to accept the connection. */
const PATIENCE = 10_000;
/** Close codes of the protocol begin here; a page may use no others but 1000. */
const OWN_CODES = 3000;

/**
 * Opens the socket of a box. A connection that the browser blocks looks like a box that is not there,
 * unless the browser refuses at once; `browserCase` tells the two apart beforehand.
 * @throws Problem `box-unreachable`
 */
export async function openSocket(address: Address, patience = PATIENCE): Promise<Pipe> {
  noteRequest(new URL(socketAddress(address)), 'box', null);
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
  // The close event that follows says all that the error event does.
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
