/** Unpacks metadata that a file holds packed: deflated in a PNG, by Brotli in a JPEG XL. */

import { Problem } from '#core/errors';
import { keepScript } from '#net/verified-file';

type Packing = 'deflate' | 'brotli';

/** Bytes that the packed metadata of one file may become: as many as a sidecar has at most. 421 may be packed of 256 MB. */
export const MOST_UNPACKED = 4 * 2 ** 20;
/** What a piece counts at least: a file may have thousands of empty ones, and each takes time. */
const LEAST = 4096;
/** Bytes that a browser gets at once: it inflates all of them, to a thousand times as many, before it can be stopped. */
const SLICE = 4096;

/**
 * Returns what unpacks the pieces of one file, one after the other, as much as `MOST_UNPACKED` in all. It rejects for what
 * is damaged, for what is too much, and for Brotli whose decoder cannot be fetched now.
 */
export function unpacker(): (packed: Uint8Array, packing: Packing) => Promise<Uint8Array> {
  let left = MOST_UNPACKED;
  const spend = (bytes: number) => {
    left -= bytes;
    if (left < 0) throw new RangeError('The packed metadata are too much.');
  };
  let last: Promise<unknown> = Promise.resolve();
  return (packed, packing) => {
    const next = last.then(async () => {
      spend(LEAST);
      if (packing === 'deflate') return inflated(packed, spend);
      const most = left;
      // What fails may have been unpacked up to there.
      left = 0;
      const unpacked = await unbrotlied(packed, most);
      left = most - unpacked.length;
      return unpacked;
    });
    last = next.catch(() => undefined);
    return next;
  };
}

/** @param spend is told how many bytes there are more, and throws if these are too many */
async function inflated(packed: Uint8Array, spend: (bytes: number) => void): Promise<Uint8Array> {
  let at = 0;
  const slices = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      if (at >= packed.length) return controller.close();
      controller.enqueue(packed.slice(at, at + SLICE));
      at += SLICE;
    },
  });
  const bounded = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      spend(chunk.length);
      controller.enqueue(chunk);
    },
  });
  const all = slices.pipeThrough(new DecompressionStream('deflate')).pipeThrough(bounded);
  return new Uint8Array(await new Response(all).arrayBuffer());
}

/** @param most bytes that it may become. @throws Problem `decoder-missing`, and those of `unbrotli` */
async function unbrotlied(packed: Uint8Array, most: number): Promise<Uint8Array> {
  const { script, unbrotli } = await import('./decoders/brotli').catch((error: unknown) => {
    throw new Problem('decoder-missing', `The decoder of Brotli cannot be fetched: ${error}`, {
      cause: error,
    });
  });
  void keepScript(script);
  return unbrotli(packed, most);
}
