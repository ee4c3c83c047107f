/**
 * What left this browser, so that a user can check the promise that no photo does. The app's own files are not noted:
 * its pages, scripts and runtime. Its decoders are, and the album.
 */

import type { ReadonlySignal } from '@preact/signals';
import type { Reason, RequestNote } from '#core/requests';

/** Requests that a page lists: more than most sessions have, few enough to bound memory. The sums have all. */
export const MOST_REQUESTS = 1_000;

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
  /** Of this session and its other tabs, newest first, up to `MOST_REQUESTS`. */
  readonly requests: ReadonlySignal<readonly RequestNote[]>;
  readonly ledger: ReadonlySignal<Ledger>;
  /** Forgets both. */
  forget(): void;
}
