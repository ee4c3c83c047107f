/** Checks that a box encodes for a space: by what its welcome says, then by three golden pictures. */

import { Problem } from '#core/errors';
import { GOLDEN_PICTURES, goldenPicture } from '#core/golden';
import { joined } from '#core/joined';
import type { EncoderId } from '#core/space';
import { dot, isEmbedding, rowOf } from '#core/vector';
import { goldenEmbeddings } from '#models/golden';
import type { BoxClient } from '#net/bridge/box-client';
import { startEncoder } from '../encoding/encoder-worker';
import type { ReadyTarget } from '../encoding/target';

/** Largest cosine distance between a box's vector of a golden picture and the expected one. */
const TOLERANCE = 0.035;
/** Pictures in the batch that measures its speed. */
const PROBE = 8;

/**
 * Compares the box's space, dimension and vectors with those expected, and measures its speed.
 * @throws Problem `box-space`, `box-differs`; `box-failed`, `box-unreachable`; `model-missing` if this device
 *   has nothing to compare with
 */
export async function checkBox(client: BoxClient, target: ReadyTarget): Promise<void> {
  const { space } = target;
  const { size } = target.preprocessing;
  const { welcome } = client;
  const same = welcome.space === space.id && welcome.dimension === space.dimension && welcome.size === size;
  if (!same) {
    const offered = `${welcome.space}, ${welcome.dimension} numbers, ${welcome.size} pixels`;
    throw new Problem('box-space', `The box encodes for ${offered}; this library needs ${space.id}.`);
  }
  const expected = await goldenOf(target);
  // One at a time, because a batch may be smaller than three, and the first picture is slow on some backends.
  for (let i = 0; i < GOLDEN_PICTURES; i++) {
    const { vectors } = await client.encode(goldenPicture(i, size), 1);
    const wanted = rowOf(expected, i, space.dimension);
    const distance = isEmbedding(vectors, space.dimension) ? 1 - dot(vectors, wanted) : Number.NaN;
    // Written so that NaN fails.
    if (distance <= TOLERANCE) continue;
    const detail = `On picture ${i}, box and device disagree: cosine distance ${distance.toFixed(4)}.`;
    throw new Problem('box-differs', detail);
  }
  const probe = Math.min(PROBE, client.batch);
  await client.encode(goldenBatch(probe, size), probe);
}

/** Returns `count` golden pictures in rotation, concatenated. */
export function goldenBatch(count: number, size: number): Uint8Array {
  return joined(Array.from({ length: count }, (_, i) => goldenPicture(i % GOLDEN_PICTURES, size)));
}

/** Cache of the vectors that this device computed itself. */
const workedOut = new Map<EncoderId, Promise<Float32Array>>();

/**
 * Returns the vectors of the golden pictures in the target's space: stored in the catalogue for any of its
 * builds, else computed by WASM on this device.
 */
function goldenOf(target: ReadyTarget): Promise<Float32Array> {
  const { space, encoder } = target;
  for (const { id } of space.images) {
    const stored = goldenEmbeddings(id);
    if (stored) return Promise.resolve(stored);
  }
  const known = workedOut.get(encoder.id);
  if (known) return known;
  const work = startEncoder(target, 'wasm', { expected: null }).then(({ worker, golden }) => {
    worker.end();
    return golden;
  });
  workedOut.set(encoder.id, work);
  work.catch(() => workedOut.delete(encoder.id));
  return work;
}
