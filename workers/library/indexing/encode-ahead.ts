/**
 * The loop that every run is: read and decode ahead, have it encoded (see `sharing.ts`), commit. The decoders are
 * at most two batches ahead of this device, and one more for each box, so memory does not grow with the folder.
 */

import type { ImageEncoding } from '../encoding/image-encoding';
import type { ReadyTarget } from '../encoding/target';
import type { DecodePool } from './decode-pool';
import { LEAST } from './share-rule';
import { type Lanes, type Prepared, type SharingParts, shareOut } from './sharing';
import { WorkQueue } from './work-queue';

/** What a run works with, whatever it works on. */
export interface RunParts {
  target: ReadyTarget;
  decoders: Pick<DecodePool, 'size' | 'decode' | 'pixels'>;
  encoder: Pick<ImageEncoding, 'ready' | 'encode' | 'perSecond'>;
  boxes: Lanes;
  /** Asked before each item and each batch; true ends the run after what is under way. */
  stopped(): boolean;
}

interface Steps<Item, T extends Prepared> extends Pick<SharingParts<T>, 'commit' | 'unencodable'> {
  /** As many at a time as there are decoders. Null if the item is done with: there is nothing to commit. */
  prepare(item: Item): Promise<T | null>;
}

/**
 * Takes items in order until there are no more or the run is stopped.
 * @throws Problem that concerns the whole run: `disk-full`, or no encoder. What was not committed keeps waiting
 */
export async function encodeAhead<Item, T extends Prepared>(
  items: readonly Item[],
  { target, decoders, encoder, boxes, stopped }: RunParts,
  { prepare, commit, unencodable }: Steps<Item, T>,
): Promise<void> {
  const queue = new WorkQueue<T>(LEAST * 2);
  const waiting = items[Symbol.iterator]();
  const reader = async () => {
    for (const item of waiting) {
      // Closed early: the run has failed, and what comes after this item waits for the next one.
      if (stopped() || queue.closed) return;
      const prepared = await prepare(item);
      if (prepared) await queue.put(prepared);
    }
  };
  const readers = Promise.all(Array.from({ length: decoders.size }, reader)).finally(() => queue.close());
  try {
    await shareOut(queue, { encoder, boxes, build: target.encoder.id, stopped, commit, unencodable });
    // What was decoded ahead is decoded again when a stopped run goes on: pausing should not take long.
  } finally {
    queue.close();
    await readers;
  }
}
