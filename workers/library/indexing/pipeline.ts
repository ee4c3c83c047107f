/**
 * One run over waiting files: read and decode ahead, have it encoded (see `sharing.ts`), commit. The decoders
 * are at most two batches ahead of this device, and one more for each box, so memory does not grow with
 * the folder.
 */

import { asProblem, Problem, type ProblemCode } from '#core/errors';
import { sha256 } from '#core/hash';
import type { PhotoCard, PhotoNo } from '#core/photo';
import type { Preprocessing } from '#core/space';
import { type Arrival, commitArrivals, photoNoOf } from '#store/photos';
import type { QueuedFile } from '#store/schema';
import { type Decoded, encoderEdge, VIEWER_EDGE } from '#workers/decode/contract';
import type { ImageEncoding } from '../encoding/image-encoding';
import type { Target } from '../encoding/target';
import { originalOf, readBytes } from '../sources/originals';
import type { PickedBytes } from '../sources/picked-bytes';
import type { DecodePool } from './decode-pool';
import { LEAST } from './share-rule';
import { type Lanes, type Prepared, shareOut } from './sharing';
import { BoundedQueue } from './work-queue';

/** A file that was read: decoded, or found to be a photo that is known; then it has no pixels. */
interface ReadFile extends Prepared {
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
  boxes: Lanes;
  picked: Pick<PickedBytes, 'get'>;
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
  const prepared = new BoundedQueue<ReadFile>(LEAST * 2);
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
    await shareOut(prepared, {
      encoder: parts.encoder,
      boxes: parts.boxes,
      build: parts.target.encoder.id,
      stopped: parts.stopped,
      commit: (batch, vectors, build) => finish(batch, vectors, build, parts),
      unencodable: ({ file }, detail) => parts.failed(file, 'encoder-failed', detail),
    });
    // What was decoded ahead is decoded again when a stopped run goes on: pausing should not take long.
  } finally {
    prepared.close();
    await readers;
  }
}

async function prepare(file: QueuedFile, parts: PipelineParts, out: BoundedQueue<ReadFile>): Promise<void> {
  try {
    const bytes = await readBytes(await originalOf(file, parts.picked));
    const id = await sha256(bytes);
    const now = Date.now();
    if ((await photoNoOf(id)) !== undefined) return await out.put({ file, id, now, pixels: null });
    // Where the original can be read again, a small preview is enough.
    const edge = encoderEdge(parts.preprocessing.size);
    const previewEdge = file.handle ? edge : Math.max(edge, VIEWER_EDGE);
    const outcome = await parts.decoders.decode(bytes, parts.preprocessing, previewEdge);
    if (!outcome.ok) throw new Problem(outcome.reason, outcome.detail);
    const { picture } = outcome;
    await out.put({ file, id, picture, pixels: picture.pixels, now });
  } catch (error) {
    const { code, message } = asProblem(error);
    await parts.failed(file, code, message);
  }
}

async function finish(
  batch: readonly ReadFile[],
  vectors: readonly (Float32Array<ArrayBuffer> | null)[],
  build: string,
  { target, committed }: PipelineParts,
): Promise<void> {
  const arrivals: Arrival[] = batch.flatMap(({ file, id, picture, now }, i) => {
    if (!picture) return { file, id };
    const embedding = vectors[i];
    return embedding ? { file, id, fresh: { ...partsOf(file, id, picture, now), embedding } } : [];
  });
  const { id, dimension } = target.space;
  const { added, orphans } = await commitArrivals(arrivals, { id, dimension, build });
  await committed(
    arrivals.map(({ file }) => file),
    added,
    orphans,
  );
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
