/** One run over waiting files: from their bytes to committed photos. */

import { asProblem, Problem, type ProblemCode } from '#core/errors';
import { sha256 } from '#core/hash';
import { namedMoment } from '#core/named-moment';
import type { Photo } from '#core/photo';
import { type Moment, momentAt } from '#core/wall-clock';
import { type Arrival, type Committed, commitArrivals, photoNoOf, photoOf } from '#store/photos';
import type { QueuedFile } from '#store/schema';
import { setting } from '#store/settings';
import { type Decoded, encoderEdge, VIEWER_EDGE } from '#workers/decode/contract';
import { isOfKindLeftOut } from '../sources/kinds';
import { readQueued } from '../sources/originals';
import type { PickedBytes } from '../sources/picked-bytes';
import { sidecarsOf } from '../sources/sidecars';
import { encodeAhead, type RunParts } from './encode-ahead';
import type { Prepared } from './sharing';

/** A file that was read: decoded, or recognised as a known photo; then it has no pixels. */
interface ReadFile extends Prepared {
  file: QueuedFile;
  id: string;
  picture?: Decoded;
  now: number;
}

interface PipelineParts extends RunParts {
  picked: Pick<PickedBytes, 'get' | 'sidecars'>;
  committed(files: QueuedFile[], changes: Committed): Promise<void>;
  failed(file: QueuedFile, reason: ProblemCode, detail: string): Promise<void>;
}

/**
 * Processes the files in order.
 * @throws Problem that concerns the whole run: `disk-full`, or no encoder. Uncommitted files keep waiting.
 */
export async function runPipeline(files: readonly QueuedFile[], parts: PipelineParts): Promise<void> {
  await encodeAhead<QueuedFile, ReadFile>(files, parts, {
    prepare: (file) => prepare(file, parts),
    commit: (batch, vectors, build) => finish(batch, vectors, build, parts),
    unencodable: ({ file }, detail) => parts.failed(file, 'encoder-failed', detail),
  });
}

/** Returns null if the file failed. */
async function prepare(queued: QueuedFile, parts: PipelineParts): Promise<ReadFile | null> {
  const { preprocessing } = parts.target;
  try {
    const { bytes, file } = await readQueued(queued, parts.picked);
    const id = await sha256(bytes);
    const now = Date.now();
    if ((await photoNoOf(id)) !== undefined) return { file, id, now, pixels: null };
    // If the original can be read again, a small preview is enough.
    const edge = encoderEdge(preprocessing.size);
    const previewEdge = file.handle ? edge : Math.max(edge, VIEWER_EDGE);
    const sidecars = await sidecarsOf(file, parts.picked);
    const outcome = await parts.decoders.decode(bytes, preprocessing, previewEdge, sidecars);
    if (!outcome.ok) throw new Problem(outcome.reason, outcome.detail);
    const { picture } = outcome;
    return { file, id, picture, pixels: picture.pixels, now };
  } catch (error) {
    const { code, message } = asProblem(error);
    await parts.failed(queued, code, message);
    return null;
  }
}

async function finish(
  batch: readonly ReadFile[],
  vectors: readonly (Float32Array<ArrayBuffer> | null)[],
  build: string,
  { target, committed }: PipelineParts,
): Promise<void> {
  const leaveOut = (await setting('leaveOut')) ?? {};
  const arrivals: Arrival[] = [];
  for (const [i, { file, id, picture, now }] of batch.entries()) {
    const known = picture ?? (await photoOf(id));
    const leftOut = known !== undefined && isOfKindLeftOut(leaveOut, file.path, known);
    const embedding = vectors[i];
    if (!picture) arrivals.push({ file, id, leftOut });
    else if (embedding) {
      arrivals.push({ file, id, leftOut, fresh: { ...partsOf(file, id, picture, now), embedding } });
    }
  }
  const { id, dimension } = target.space;
  const changes = await commitArrivals(arrivals, { id, dimension, build });
  await committed(
    arrivals.map(({ file }) => file),
    changes,
  );
}

function partsOf(file: QueuedFile, id: string, picture: Decoded, now: number) {
  const { pixels: _, thumbnail, preview, moment, recorded, ...facts } = picture;
  return {
    photo: {
      ...facts,
      id,
      name: file.name,
      bytes: file.bytes,
      ...momentOf(file, { moment, recorded }, now),
      added: now,
    },
    thumbnail,
    preview,
  };
}

/** The end of the order in which a photo's moment is looked for; decode has the metadata's. */
function momentOf(
  { name, modified }: QueuedFile,
  { moment, recorded }: { moment: Moment | undefined; recorded: Moment | undefined },
  now: number,
): Pick<Photo, 'taken' | 'offset' | 'takenFrom'> {
  if (moment) return { ...moment, takenFrom: 'camera' };
  // What Takeout knows is better than the file's own time, which is that of unpacking it.
  const own = recorded ?? momentAt(modified);
  const inName = namedMoment(name, own, now);
  if (inName) return { ...inName, takenFrom: 'name' };
  return { ...own, takenFrom: recorded ? 'camera' : 'file' };
}
