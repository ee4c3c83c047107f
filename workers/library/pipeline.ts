/**
 * One run over waiting files: read and decode ahead, encode in batches, commit. The decoders are at
 * most two batches ahead of the encoder, so memory does not grow with the folder.
 */

import { asProblem, Problem, type ProblemCode } from '#core/errors';
import { sha256 } from '#core/hash';
import type { PhotoCard, PhotoNo } from '#core/photo';
import type { Preprocessing } from '#core/space';
import { type Arrival, commitArrivals, photoNoOf } from '#store/photos';
import type { QueuedFile } from '#store/schema';
import { type Decoded, encoderEdge, VIEWER_EDGE } from '../decode/contract';
import { BoundedQueue } from './bounded-queue';
import type { DecodePool } from './decode-pool';
import type { ImageEncoding } from './image-encoding';
import { originalOf, readBytes } from './originals';
import type { Target } from './target';

/** Photos that the encoder is given at a time: larger gained nothing, see BENCHMARKS.md. */
const BATCH = 4;

/** A file that was read: decoded, or found to be a photo that is known. */
interface Prepared {
  file: QueuedFile;
  id: string;
  picture?: Decoded;
  now: number;
}

export interface PipelineParts {
  target: Target;
  preprocessing: Preprocessing;
  decoders: DecodePool;
  encoder: ImageEncoding;
  memory: ReadonlyMap<number, File>;
  /** Asked before each file; true ends the run after what is under way. */
  stopped(): boolean;
  committed(files: QueuedFile[], added: PhotoCard[], orphans: PhotoNo[]): Promise<void>;
  failed(file: QueuedFile, reason: ProblemCode, detail: string): Promise<void>;
}

/**
 * Works through the files in order.
 * @throws Problem that concerns the whole run: `disk-full`, or no encoder. The files it hits keep waiting.
 */
export async function runPipeline(files: readonly QueuedFile[], parts: PipelineParts): Promise<void> {
  const prepared = new BoundedQueue<Prepared>(BATCH * 2);
  const waiting = files[Symbol.iterator]();
  const reader = async () => {
    for (const file of waiting) {
      // Closed early: the run has failed, and what comes after this file waits for the next one.
      if (parts.stopped() || prepared.closed) return;
      await prepare(file, parts, prepared);
    }
  };
  const readers = Promise.all(Array.from({ length: parts.decoders.size }, reader)).finally(() =>
    prepared.close(),
  );
  try {
    // The decoders have work while the encoder opens.
    await parts.encoder.ready();
    for (let batch = await prepared.take(BATCH); batch.length > 0; batch = await prepared.take(BATCH)) {
      await finish(batch, parts);
      // What was decoded ahead is decoded again when the user goes on: pausing should not take long.
      if (parts.stopped()) break;
    }
  } finally {
    prepared.close();
    await readers;
  }
}

async function prepare(file: QueuedFile, parts: PipelineParts, out: BoundedQueue<Prepared>): Promise<void> {
  try {
    const bytes = await readBytes(await originalOf(file, parts.memory));
    const id = await sha256(bytes);
    const now = Date.now();
    if ((await photoNoOf(id)) !== undefined) return await out.put({ file, id, now });
    // Where the original can be read again, a small preview is enough.
    const edge = encoderEdge(parts.preprocessing.size);
    const previewEdge = file.handle ? edge : Math.max(edge, VIEWER_EDGE);
    const outcome = await parts.decoders.decode(bytes, parts.preprocessing, previewEdge);
    if (!outcome.ok) throw new Problem(outcome.reason, outcome.detail);
    await out.put({ file, id, picture: outcome.picture, now });
  } catch (error) {
    const { code, message } = asProblem(error);
    await parts.failed(file, code, message);
  }
}

async function finish(batch: readonly Prepared[], parts: PipelineParts): Promise<void> {
  const fresh = batch.flatMap(({ picture }) => picture ?? []);
  const embeddings = await encode(fresh, batch, parts);
  const arrivals: Arrival[] = [];
  let next = 0;
  for (const { file, id, picture, now } of batch) {
    if (!picture) {
      arrivals.push({ file, id });
      continue;
    }
    const embedding = embeddings[next++];
    if (embedding) arrivals.push({ file, id, fresh: { ...partsOf(file, id, picture, now), embedding } });
  }
  const { space: into, encoder } = parts.target;
  const space = { id: into.id, dimension: into.dimension, build: encoder.id };
  const { added, orphans } = await commitArrivals(arrivals, space);
  await parts.committed(
    arrivals.map(({ file }) => file),
    added,
    orphans,
  );
}

/**
 * One embedding a picture. If a batch fails, each picture gets a second chance alone in a new
 * encoder, so that one picture cannot take others down; null for the one that fails again.
 */
async function encode(pictures: readonly Decoded[], batch: readonly Prepared[], parts: PipelineParts) {
  if (pictures.length === 0) return [];
  try {
    return await parts.encoder.encode(pictures.map(({ pixels }) => pixels));
  } catch (error) {
    console.warn('A batch failed; its photos are tried one by one:', error);
  }
  const alone: (Float32Array<ArrayBuffer> | null)[] = [];
  for (const { file, picture } of batch) {
    if (!picture) continue;
    await parts.encoder.ready();
    try {
      alone.push((await parts.encoder.encode([picture.pixels]))[0] ?? null);
    } catch (error) {
      alone.push(null);
      await parts.failed(file, 'encoder-failed', asProblem(error).message);
    }
  }
  return alone;
}

function partsOf(file: QueuedFile, id: string, picture: Decoded, now: number) {
  const { pixels: _, thumbnail, preview, taken, ...facts } = picture;
  return {
    photo: {
      ...facts,
      id,
      name: file.name,
      bytes: file.bytes,
      taken: taken ?? file.modified,
      takenFrom: taken === undefined ? ('file' as const) : ('camera' as const),
      added: now,
    },
    thumbnail,
    preview,
  };
}
