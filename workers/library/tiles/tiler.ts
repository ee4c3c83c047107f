/** Divides pictures into tiles and encodes these, for the active space, on this device. */

import type { SpaceId } from '#core/space';
import type { Looker } from '../background/photo-by-photo';
import { choices, type ReadyTarget, readied, targetOf } from '../encoding/target';
import { TargetEncoding } from '../encoding/target-encoding';
import { thriftHere } from '../encoding/thrift';
import { DecodePool } from '../indexing/decode-pool';

/** Tiles that are encoded at a time. */
const BATCH = 4;

/** What an encoder of the active space makes of pictures. */
export interface Tiler extends Looker {
  /** Of the space that is active now. @throws Problem of the model */
  aim(): Promise<{ space: SpaceId; size: number }>;
  /**
   * @returns unit-length embeddings of the tiles, for the space that `aim` has returned last; none if the picture is too
   *   small; null if it cannot be decoded
   * @throws Problem `encoder-failed`
   */
  tiles(picture: Blob): Promise<Float32Array[] | null>;
}

/** @throws Problem `model-missing`, `model-damaged`, `model-unsupported`, `encoder-failed` */
export async function startTiler(): Promise<Tiler> {
  const decoders = new DecodePool(1);
  // Nine tiles cost less than nine photos, which are decoded one by one.
  const encodings = new TargetEncoding(false);
  let target: ReadyTarget = await activeTarget();
  await encodings.for(target).ready();
  return {
    async aim() {
      const { active } = await choices();
      if (active.image !== target.encoder.id) target = await activeTarget();
      return { space: target.space.id, size: target.preprocessing.size };
    },
    async tiles(picture) {
      // A file that has changed or disappeared counts as undecodable.
      const bytes = await picture.arrayBuffer().catch(() => null);
      const tiles = bytes && (await decoders.tiles(bytes, target.preprocessing));
      if (!tiles) return null;
      const batch = Math.min(BATCH, thriftHere().batch);
      const vectors: Float32Array[] = [];
      for (let at = 0; at < tiles.length; at += batch) {
        vectors.push(...(await encodings.for(target).encode(tiles.slice(at, at + batch))));
      }
      return vectors;
    },
    end() {
      decoders.dismiss();
      encodings.dismiss();
    },
  };
}

async function activeTarget(): Promise<ReadyTarget> {
  return readied(await targetOf((await choices()).active));
}
