/** Checks that a backend calculates correctly on this device, with pictures that are the same everywhere. */

import { Problem } from '#core/errors';
import { GOLDEN_PICTURES, goldenPicture } from '#core/golden';
import { joined } from '#core/joined';
import { inputBytes } from '#core/preprocess';
import type { Timing } from '#core/space';
import { dot, rowOf } from '#core/vector';
import { goldenEmbeddings } from '#models/golden';
import type { ImageEmbedder } from './image-encoder';

/** Largest cosine distance between two backends' embeddings of a picture. */
const TOLERANCE = { float: 0.015, quantised: 0.035 };
/** The same between a picture alone and in a batch: 8-bit graphs scale a batch as a whole, so it is not 0. */
const BATCH_TOLERANCE = { float: 0.001, quantised: 0.035 };

const WARM_UPS = 3;
const RUNS = 10;

/**
 * Compares the golden pictures alone and as a batch, with another backend, and with the stored vectors of
 * this encoder, if there are any.
 * @param expected their embeddings from another backend
 * @returns their embeddings, pictures x dimension
 * @throws Problem `encoder-failed` with what disagrees
 */
export async function selfTest(
  encoder: ImageEmbedder,
  expected: Float32Array | null,
): Promise<Float32Array<ArrayBuffer>> {
  const { precision, id } = encoder.entry;
  const kind = precision === 'fp32' || precision === 'fp16' ? 'float' : 'quantised';
  const pictures = goldenPictures(encoder.preprocessing.size);
  const batch = await encoder.encode(pictures, GOLDEN_PICTURES);
  const alone = new Float32Array(batch.length);
  const bytes = inputBytes(encoder.preprocessing);
  const dimension = batch.length / GOLDEN_PICTURES;
  for (let i = 0; i < GOLDEN_PICTURES; i++) {
    alone.set(await encoder.encode(pictures.slice(i * bytes, (i + 1) * bytes), 1), i * dimension);
  }
  assertClose(batch, alone, dimension, BATCH_TOLERANCE[kind], 'a batch and its pictures alone');
  if (expected) assertClose(alone, expected, dimension, TOLERANCE[kind], 'this backend and WASM');
  const stored = goldenEmbeddings(id);
  if (stored) assertClose(alone, stored, dimension, TOLERANCE[kind], 'this backend and the stored vectors');
  return alone;
}

/** Times a run: three warm-up runs, then ten timed ones. */
export async function probe(run: () => Promise<unknown>): Promise<Timing> {
  for (let i = 0; i < WARM_UPS; i++) await run();
  const times: number[] = [];
  for (let i = 0; i < RUNS; i++) {
    const start = performance.now();
    await run();
    times.push(performance.now() - start);
  }
  const avg = times.reduce((sum, ms) => sum + ms, 0) / RUNS;
  return { min: Math.min(...times), avg, max: Math.max(...times) };
}

function goldenPictures(size: number): Uint8Array {
  return joined(Array.from({ length: GOLDEN_PICTURES }, (_, i) => goldenPicture(i, size)));
}

function assertClose(
  a: Float32Array,
  b: Float32Array,
  dimension: number,
  tolerance: number,
  who: string,
): void {
  for (let i = 0; i < GOLDEN_PICTURES; i++) {
    const distance = 1 - dot(rowOf(a, i, dimension), rowOf(b, i, dimension));
    // NaN fails this comparison, so it counts as disagreement.
    if (distance <= tolerance) continue;
    throw new Problem(
      'encoder-failed',
      `On picture ${i}, ${who} disagree: cosine distance ${distance.toFixed(4)}.`,
    );
  }
}
