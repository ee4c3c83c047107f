/** The ledger of this room: it notes each request before it leaves. A worker's entry says who listens. */

import type { Reason, RequestNote } from '#core/requests';

type Listener = (note: RequestNote) => void;

let listener: Listener = () => undefined;

/** Registers the one listener of this worker or page. */
export function onRequest(tell: Listener): void {
  listener = tell;
}

/** @param bytes of the answer; null if unknown */
export function noteRequest({ host, pathname }: URL, reason: Reason, bytes: number | null): void {
  listener({ id: crypto.randomUUID(), at: Date.now(), host, path: pathname, reason, bytes });
}
