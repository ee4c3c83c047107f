/** The one door to the network. Nothing is ever sent; files are fetched, from known places alone. */

import { Problem } from '#core/errors';
import { assertAllowed, ownAddress } from './addresses';

interface Asking {
  headers?: Record<string, string>;
  signal?: AbortSignal;
  /** Addresses that the user typed. */
  chosen?: readonly (string | null)[];
}

/**
 * @throws Problem `network` with what to look at in the detail
 * @throws DOMException `AbortError` where the signal said so
 */
export async function fetchFrom(url: URL, { headers = {}, signal, chosen }: Asking = {}): Promise<Response> {
  assertAllowed(url, chosen);
  let response: Response;
  try {
    response = await fetch(url, {
      headers,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      // What is verified and stored by ourselves must not be kept a second time, or come from a bad copy.
      cache: url.origin === self.location.origin ? 'default' : 'no-store',
      ...(signal && { signal }),
    });
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    throw new Problem('network', `${url} cannot be reached: ${error}`, { cause: error });
  }
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
export async function fetchOwn(path: string): Promise<Response> {
  return fetchFrom(ownAddress(path));
}

/** The server answered, and said no. */
export class HttpProblem extends Problem {
  constructor(
    readonly status: number,
    /** Seconds it asks to wait; null where it does not say. */
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
