/** Creates `Session.privacy`: hears the workers' requests, and asks for those from before it listened. */

import { signal } from '@preact/signals';
import { REQUEST_EVENTS, type RequestEvent, type RequestNote } from '#core/requests';
import { onRequest } from '#net/ledger';
import { openChannel } from '#workers/shared/channel';
import { localStorageHere } from '../local-storage';
import { type Ledger, MOST_REQUESTS, type Privacy } from './contract';
import { addToLedger, forgetLedger, readLedger } from './ledger';

export function startPrivacy(storage = localStorageHere()): Privacy {
  const requests = signal<readonly RequestNote[]>([]);
  const before = readLedger(storage);
  const ledger = signal<Ledger>(before);
  const known = new Set<string>();
  const note = (request: RequestNote, again = false) => {
    if (known.has(request.id)) return;
    known.add(request.id);
    requests.value = [request, ...requests.value].sort((a, b) => b.at - a.at).slice(0, MOST_REQUESTS);
    // What was told before this page listened is in the sums already, if another tab has heard it.
    if (!again || request.at > before.until) ledger.value = addToLedger(storage, request);
  };
  const { tell, hear } = openChannel<RequestEvent>(REQUEST_EVENTS);
  hear((event) => {
    if (event.type === 'request') note(event.note, event.again);
  });
  // The page's own, such as the first connection to a box. Other tabs hear of them too.
  onRequest((request) => {
    note(request);
    tell({ type: 'request', note: request });
  });
  tell({ type: 'tell-all' });
  return {
    requests,
    ledger,
    forget: () => {
      requests.value = [];
      ledger.value = forgetLedger(storage);
    },
  };
}
