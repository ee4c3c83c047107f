/**
 * The loop of every run: read and decode ahead, encode (see `sharing.ts`), commit. The decoders are at most
 * two batches ahead of this device, and one more for each box, so memory does not grow with the folder.
 */

import type { ImageEncoding } from '../encoding/image-encoding';
import type { ReadyTarget } from '../encoding/target';
import type { DecodePool } from './decode-pool';
import { MIN_BATCH } from './share-rule';
import { type Lanes, type Prepared, type SharingParts, shareOut } from './sharing';
import { WorkQueue } from './work-queue';

/** What every run needs, whatever its items are. */
export interface RunParts {
  target: ReadyTarget;
  decoders: Pick<DecodePool, 'size' | 'decode' | 'video' | 'clipFacts' | 'pixels'>;
  encoder: Pick<ImageEncoding, 'ready' | 'encode' | 'perSecond'>;
  boxes: Lanes;
  /** Checked before each item and each batch; true ends the run after the batches in flight. */
  stopped(): boolean;
}

interface Steps<Item, T extends Prepared> extends Pick<SharingParts<T>, 'commit' | 'unencodable'> {
  /** Called concurrently, once per decoder. Several of a video, none if the item needs no commit. */
  prepare(item: Item): Promise<readonly T[]>;
}

/**
 * Takes items in order until there are no more or the run is stopped.
 * @throws Problem that concerns the whole run: `disk-full`, or no encoder. Uncommitted items keep waiting
 */
export async function encodeAhead<Item, T extends Prepared>(
  items: readonly Item[],
  { target, decoders, encoder, boxes, stopped }: RunParts,
  { prepare, commit, unencodable }: Steps<Item, T>,
): Promise<void> {
  const queue = new WorkQueue<T>(MIN_BATCH * 2);
  const waiting = items[Symbol.iterator]();
  const reader = async () => {
    for (const item of waiting) {
      // Closed early, because the run failed or was stopped: the other items wait for the next run.
      if (stopped() || queue.closed) return;
      for (const prepared of await prepare(item)) await queue.put(prepared);
    }
  };
  const readers = Promise.all(Array.from({ length: decoders.size }, reader)).finally(() => queue.close());
  // Awaited below. Until then what it rejects with is no unhandled rejection.
  readers.catch(() => undefined);
  try {
    await shareOut(queue, { encoder, boxes, build: target.encoder.id, stopped, commit, unencodable });
    // A stopped run drops what was decoded ahead, so that pausing is quick; the next run decodes it again.
  } finally {
    queue.close();
    await readers;
  }
}
