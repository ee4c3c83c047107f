/** Requests that left this browser, as a user may check them: where each went, why, and what came back. */

/** What was asked for. A box is the one peer that gets pictures, scaled and encrypted. */
export const REASONS = ['album', 'decoder', 'model', 'box'] as const;

export type Reason = (typeof REASONS)[number];

export interface RequestNote {
  /** Unique, because a note may be told more than once. */
  id: string;
  /** Milliseconds since 1970. */
  at: number;
  /** With its port, if that is not the usual one. */
  host: string;
  path: string;
  reason: Reason;
  /** Length of the answer as its server announced it; null if it did not, and for sockets. */
  bytes: number | null;
}

/** A ledger begins with the page: it asks what the workers have noted before, and each tells it all. */
export type RequestEvent = { type: 'request'; note: RequestNote; again?: true } | { type: 'tell-all' };

export const REQUEST_EVENTS = { name: 'mitsuke-requests', version: 1 } as const;
