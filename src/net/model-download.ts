/** Streams a model file and resumes partial downloads. Bytes are not to be trusted before they are hashed. */

import { Problem } from '#core/errors';
import type { ModelFile } from '#core/space';
import { fetchFrom, HttpProblem } from './fetching';

const RANGE_NOT_SATISFIABLE = 416;

export interface ModelStream {
  /** Offset of the first byte: the one asked for, or 0 if the server does not support ranges. */
  from: number;
  /**
   * Size of the whole file as the server announces it; null if it does not, or if CORS hides it. If the response is
   * compressed it can be too small, so only the hash proves that a file is complete.
   */
  size: number | null;
  chunks: AsyncIterable<Uint8Array<ArrayBuffer>>;
  /** Closes the connection, if the chunks are not read. */
  cancel(): Promise<void>;
}

/**
 * @param from how many bytes are stored already
 * @param chosen addresses that the user typed
 * @returns null if the server has no bytes after `from`
 * @throws Problem `network`; `model-damaged` if the server sends something other than the file
 * @throws DOMException `AbortError`
 */
export async function streamModelFile(
  url: URL,
  file: ModelFile,
  from: number,
  signal: AbortSignal,
  chosen: readonly (string | null)[],
): Promise<ModelStream | null> {
  // A plain `Range` needs no CORS preflight; `If-Range` would. The hash over the whole file tells if it
  // changed in between.
  const headers: Record<string, string> = from > 0 ? { Range: `bytes=${from}-` } : {};
  let response: Response;
  try {
    response = await fetchFrom(url, 'model', { headers, signal, chosen });
  } catch (error) {
    if (from > 0 && error instanceof HttpProblem && error.status === RANGE_NOT_SATISFIABLE) return null;
    throw error;
  }
  if (/^text\/html\b/.test(response.headers.get('content-type') ?? '')) {
    await response.body?.cancel();
    throw new Problem('model-damaged', `${url} gave a web page in place of ${file.path}.`);
  }
  const start = response.status === 206 ? startOf(response, from) : 0;
  if (start !== 0 && start !== from) {
    await response.body?.cancel();
    throw new Problem('network', `${url} gave bytes from ${start} instead of ${from}.`);
  }
  const size = file.bytes ?? announcedSize(response, start);
  return {
    from: start,
    size,
    chunks: chunksOf(response, url, file, start, signal),
    cancel: async () => response.body?.cancel(),
  };
}

/** Reads `Content-Range: bytes 100-199/200`. If CORS hides it, assume the range asked for; the hash tells. */
function startOf(response: Response, asked: number): number {
  const range = /^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '');
  return range ? Number(range[1]) : asked;
}

function announcedSize(response: Response, start: number): number | null {
  const whole = /^bytes \d+-\d+\/(\d+)$/.exec(response.headers.get('content-range') ?? '');
  if (whole) return Number(whole[1]);
  const length = response.headers.get('content-length');
  return length === null ? null : start + Number(length);
}

async function* chunksOf(response: Response, url: URL, file: ModelFile, from: number, signal: AbortSignal) {
  const reader = response.body?.getReader();
  let at = from;
  try {
    for (;;) {
      const part = await reader?.read();
      if (!part || part.done) break;
      at += part.value.length;
      if (file.bytes !== null && at > file.bytes) {
        throw new Problem('model-damaged', `${file.path} is longer than ${file.bytes} bytes.`);
      }
      yield part.value;
    }
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (error instanceof Problem) throw error;
    throw new Problem('network', `${url} broke off after ${at} bytes: ${error}`, { cause: error });
  } finally {
    await reader?.cancel().catch(() => undefined);
  }
}
