/** Checks that a backend calculates correctly on this device, with pictures that are the same everywhere. */

import { Problem } from '#core/errors';
import { GOLDEN_PICTURES, goldenPicture } from '#core/golden';
import { joined } from '#core/joined';
import { median } from '#core/median';
import type { ImageEntry, Preprocessing } from '#core/space';
import { dot, rowOf } from '#core/vector';
import { goldenEmbeddings } from '#models/golden';
import type { Probe } from './contract';
import type { ImageEmbedder } from './image-encoder';

/** Largest cosine distance between two backends' embeddings of a picture. */
const TOLERANCE = { float: 0.015, quantised: 0.035 };
/** The same between a picture alone and in a batch: 8-bit graphs scale a batch as a whole, so it is not 0. */
const BATCH_TOLERANCE = { float: 0.001, quantised: 0.035 };

const WARM_UPS = 3;
const RUNS = 10;

/** What is tested of an `ImageEmbedder`. */
export interface Tested extends Pick<ImageEmbedder, 'takesOne' | 'encode'> {
  entry: Pick<ImageEntry, 'id' | 'precision'>;
  preprocessing: Pick<Preprocessing, 'size'>;
}

/** Pictures of the batch: one more than alone shows whether they mix. */
const BATCH = 2;

/**
 * Compares the golden pictures alone with two as a batch, with another backend, and with the stored vectors of
 * this encoder, if there are any.
 * @param expected their embeddings from another backend
 * @returns their embeddings, pictures x dimension
 * @throws Problem `encoder-failed` with what disagrees
 */
export async function selfTest(
  encoder: Tested,
  expected: Float32Array | null,
): Promise<Float32Array<ArrayBuffer>> {
  const alone: Float32Array<ArrayBuffer>[] = [];
  for (let i = 0; i < GOLDEN_PICTURES; i++) alone.push(await encoder.encode(pictureOf(encoder, i), 1));
  const kind = kindOf(encoder);
  if (!encoder.takesOne) {
    const pictures = Array.from({ length: BATCH }, (_, i) => pictureOf(encoder, i));
    const batch = await encoder.encode(joined(pictures), BATCH);
    assertClose(alone.slice(0, BATCH), batch, BATCH_TOLERANCE[kind], 'a batch and its pictures alone');
  }
  if (expected) assertClose(alone, expected, TOLERANCE[kind], 'this backend and WASM');
  const stored = goldenEmbeddings(encoder.entry.id);
  if (stored) assertClose(alone, stored, TOLERANCE[kind], 'this backend and the stored vectors');
  return Float32Array.from(alone.flatMap((vector) => [...vector]));
}

/**
 * Embeds the first golden picture, and compares it with its stored vector, if there is one.
 * @throws Problem `encoder-failed` with what disagrees
 */
export async function recheck(encoder: Tested): Promise<void> {
  const vector = await encoder.encode(pictureOf(encoder, 0), 1);
  const stored = goldenEmbeddings(encoder.entry.id) ?? vector;
  assertClose([vector], stored, TOLERANCE[kindOf(encoder)], 'this backend and the stored vectors');
}

/**
 * Times a run: three warm-up runs, then ten timed ones.
 * @param time that of the encoder's processor, if it is known
 */
export async function probe(run: () => Promise<unknown>, time?: { readonly ms: number }): Promise<Probe> {
  for (let i = 0; i < WARM_UPS; i++) await run();
  const times: number[] = [];
  const processor: number[] = [];
  for (let i = 0; i < RUNS; i++) {
    const start = performance.now();
    const before = time?.ms ?? 0;
    await run();
    times.push(performance.now() - start);
    if (time) processor.push(time.ms - before);
  }
  const avg = times.reduce((sum, ms) => sum + ms, 0) / RUNS;
  const timing = { min: Math.min(...times), avg, max: Math.max(...times) };
  return { timing, processor: time ? median(processor) : null };
}

function kindOf({ entry: { precision } }: Tested): keyof typeof TOLERANCE {
  return precision === 'fp32' || precision === 'fp16' ? 'float' : 'quantised';
}

function pictureOf({ preprocessing }: Tested, which: number): Uint8Array<ArrayBuffer> {
  return goldenPicture(which, preprocessing.size);
}

/** @param others at least as many rows, one after the other */
function assertClose(
  vectors: readonly Float32Array[],
  others: Float32Array,
  tolerance: number,
  who: string,
): void {
  for (const [i, vector] of vectors.entries()) {
    const distance = 1 - dot(vector, rowOf(others, i, vector.length));
    // NaN fails this comparison, so it counts as disagreement.
    if (distance <= tolerance) continue;
    throw new Problem(
      'encoder-failed',
      `On picture ${i}, ${who} disagree: cosine distance ${distance.toFixed(4)}.`,
    );
  }
}
