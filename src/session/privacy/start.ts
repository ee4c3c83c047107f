/** Creates `Session.privacy`: hears the workers' requests, and asks for those from before it listened. */

import { signal } from '@preact/signals';
import { REQUEST_EVENTS, type RequestEvent, type RequestNote } from '#core/requests';
import { onRequest } from '#net/ledger';
import { openChannel } from '#workers/shared/channel';
import type { Ledger, Privacy } from './contract';
import { addToLedger, forgetLedger, readLedger } from './ledger';

export function startPrivacy(storage = storageHere()): Privacy {
  const requests = signal<readonly RequestNote[]>([]);
  const ledger = signal<Ledger>(readLedger(storage));
  const known = new Set<string>();
  const note = (request: RequestNote) => {
    if (known.has(request.id)) return;
    known.add(request.id);
    requests.value = [request, ...requests.value].sort((a, b) => b.at - a.at);
    ledger.value = addToLedger(storage, request);
  };
  const { tell, hear } = openChannel<RequestEvent>(REQUEST_EVENTS);
  hear((event) => {
    if (event.type === 'request') note(event.note);
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

function storageHere(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
