/** Turns the events of a socket into a `Wire`, whose messages are pulled. */

import type { Wire } from './channel';
import { CLOSE, WireClosed } from './closing';

export interface Pipe {
  wire: Wire;
  /**
   * Bytes of messages that may be queued; one that does not fit closes the socket (4413).
   * Small until the handshake is over, so that a stranger cannot fill the memory.
   */
  receiveBuffer: number;
  /** A message came. */
  arrived(bytes: Uint8Array<ArrayBuffer>): void;
  /** The socket is closed. What came before can still be received. */
  ended(code: number): void;
}

/** The part of a WebSocket that is called, not listened to. */
export type Outlet = Omit<Wire, 'receive'>;

/** Enough for every message of the handshake. */
export const HANDSHAKE_BUFFER = 16_384;

export function queueWire(outlet: Outlet): Pipe {
  const queue: Uint8Array<ArrayBuffer>[] = [];
  const waiting: PromiseWithResolvers<Uint8Array<ArrayBuffer>>[] = [];
  let held = 0;
  let closed: WireClosed | null = null;

  const ended = (code: number) => {
    closed ??= new WireClosed(code);
    for (const call of waiting.splice(0)) call.reject(closed);
  };
  const close = (code: number) => {
    // Nothing is read after we have closed: the queue is dropped.
    queue.length = 0;
    ended(code);
    outlet.close(code);
  };

  const pipe: Pipe = {
    receiveBuffer: HANDSHAKE_BUFFER,
    arrived(bytes) {
      if (closed) return;
      if (held + bytes.length > pipe.receiveBuffer) return close(CLOSE.tooLarge);
      const call = waiting.shift();
      if (call) return call.resolve(bytes);
      queue.push(bytes);
      held += bytes.length;
    },
    ended,
    wire: {
      send(bytes) {
        if (closed) throw closed;
        outlet.send(bytes);
      },
      receive() {
        const bytes = queue.shift();
        if (bytes) {
          held -= bytes.length;
          return Promise.resolve(bytes);
        }
        if (closed) return Promise.reject(closed);
        const call = resolvers();
        waiting.push(call);
        return call.promise;
      },
      close,
      buffered: () => outlet.buffered(),
    },
  };
  return pipe;
}

/** `Promise.withResolvers`, which Node 20 lacks. */
function resolvers(): PromiseWithResolvers<Uint8Array<ArrayBuffer>> {
  let resolve!: PromiseWithResolvers<Uint8Array<ArrayBuffer>>['resolve'];
  let reject!: PromiseWithResolvers<Uint8Array<ArrayBuffer>>['reject'];
  const promise = new Promise<Uint8Array<ArrayBuffer>>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
