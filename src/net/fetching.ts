/** The one door to HTTP. Nothing is ever uploaded; files are fetched, and only from known hosts. */

import { Problem } from '#core/errors';
import type { Reason } from '#core/requests';
import { assertAllowed, ownAddress } from './addresses';
import { noteRequest } from './ledger';

interface Asking {
  headers?: Record<string, string>;
  signal?: AbortSignal;
  /** Addresses that the user typed. */
  chosen?: readonly (string | null)[];
  /** Past the browser's cache: what came from it was wrong. */
  fresh?: boolean;
}

/**
 * @param reason for the ledger, which notes every request
 * @throws Problem `network`, with what to check in the detail
 * @throws DOMException `AbortError` if the signal aborted
 */
export async function fetchFrom(
  url: URL,
  reason: Reason,
  { headers = {}, signal, chosen, fresh = false }: Asking = {},
): Promise<Response> {
  assertAllowed(url, chosen);
  let response: Response;
  try {
    response = await fetch(url, {
      headers,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      // We verify and store other files ourselves: no second copy in the HTTP cache, and no bad one from it.
      cache: url.origin !== self.location.origin ? 'no-store' : fresh ? 'reload' : 'default',
      ...(signal && { signal }),
    });
  } catch (error) {
    noteRequest(url, reason, null);
    if (signal?.aborted) throw signal.reason;
    throw new Problem('network', `${url} cannot be reached: ${error}`, { cause: error });
  }
  const announced = response.headers.get('content-length');
  noteRequest(url, reason, announced === null ? null : Number(announced));
  if (!response.ok) {
    await response.body?.cancel();
    throw new HttpProblem(response.status, retryAfter(response), `${url} answered ${response.status}.`);
  }
  return response;
}

/**
 * A file of the app itself.
 * @param path relative to the app's address, e.g. "album/album.json"
 * @throws Problem `network`
 */
export async function fetchOwn(path: string, reason: Reason): Promise<Response> {
  return fetchFrom(ownAddress(path), reason);
}

/** The server answered with an error status. */
export class HttpProblem extends Problem {
  constructor(
    readonly status: number,
    /** Seconds to wait as the server asks (`Retry-After`); null if it does not. */
    readonly retryAfter: number | null,
    detail: string,
  ) {
    super('network', detail);
  }
}

function retryAfter(response: Response): number | null {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds : null;
}
