/** What left this browser, so that a user can check the promise that nothing else does. */

import type { ReadonlySignal } from '@preact/signals';
import type { Reason, RequestNote } from '#core/requests';

/** Requests for one reason to one host, since the ledger began. */
export interface RequestSum {
  host: string;
  reason: Reason;
  count: number;
  /** Bytes that came back, as far as servers announced them. */
  bytes: number;
}

export interface Ledger {
  /** When the ledger began, in milliseconds since 1970: at the first start, or after everything was erased. */
  since: number;
  sums: readonly RequestSum[];
}

export interface Privacy {
  /** Of this session and its other tabs, newest first. The app's own scripts and styles are not among them. */
  readonly requests: ReadonlySignal<readonly RequestNote[]>;
  readonly ledger: ReadonlySignal<Ledger>;
  /** Forgets both. */
  forget(): void;
}
