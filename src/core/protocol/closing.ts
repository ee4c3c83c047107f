/** How a connection to a box ends. */

/** Close codes of the WebSocket. A browser lets a page close only with 1000 and codes from 3000 on. */
export const CLOSE = {
  /** Nothing is wrong; a new session may be opened. */
  done: 1000,
  /** The box stops. */
  goingAway: 1001,
  protocol: 4400,
  unauthenticated: 4401,
  tooSlow: 4408,
  tooLarge: 4413,
  tooMany: 4429,
} as const;

export type CloseCode = (typeof CLOSE)[keyof typeof CLOSE];

/** The other side broke the protocol; `code` is what the connection is closed with. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';

  constructor(
    readonly code: CloseCode,
    detail: string,
    options?: ErrorOptions,
  ) {
    super(detail, options);
  }
}

/** The connection is closed: by either side, or by the network (code 1006). */
export class WireClosed extends Error {
  override readonly name = 'WireClosed';

  constructor(readonly code: number) {
    super(`The connection was closed with code ${code}.`);
  }
}
