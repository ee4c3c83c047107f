/** Tells pages of the requests of a worker: each as it happens, and all of them to a page that opens later. */

import { REQUEST_EVENTS, type RequestEvent, type RequestNote } from '#core/requests';
import { openChannel } from './channel';

/** A worker remembers this many requests: more than a session has, few enough to bound memory. */
const MOST = 1_000;

/** @param onRequest registers the listener at `net`, which this room does not import */
export function tellRequests(onRequest: (listener: (note: RequestNote) => void) => void): void {
  const { tell, hear } = openChannel<RequestEvent>(REQUEST_EVENTS);
  const notes: RequestNote[] = [];
  onRequest((note) => {
    notes.push(note);
    if (notes.length > MOST) notes.shift();
    tell({ type: 'request', note });
  });
  hear(({ type }) => {
    if (type === 'tell-all') for (const note of notes) tell({ type: 'request', note, again: true });
  });
}
