/** One run over waiting files: from their bytes to committed photos. */

import { asProblem, Problem, type ProblemCode } from '#core/errors';
import { sha256, videoId } from '#core/hash';
import type { ClipFacts } from '#core/live-photo';
import { namedMoment } from '#core/named-moment';
import type { Photo } from '#core/photo';
import type { Geometry } from '#core/preprocess';
import { isVideoType, TYPE_BYTES, videoTypeOf } from '#core/video-type';
import { type Moment, momentAt } from '#core/wall-clock';
import { lostConnection } from '#store/database';
import { type Arrival, type Committed, commitArrivals, photoNoOf, photoOf } from '#store/photos';
import type { QueuedFile } from '#store/schema';
import { setting } from '#store/settings';
import { unturnedPhotos } from '#store/unturned';
import { type Decoded, encoderEdge, VIEWER_EDGE } from '#workers/decode/contract';
import { isOfKindLeftOut } from '../sources/kinds';
import { readable, readQueued } from '../sources/originals';
import type { PickedBytes } from '../sources/picked-bytes';
import { sidecarsOf } from '../sources/sidecars';
import { encodeAhead, type RunParts } from './encode-ahead';
import { Gathered } from './gathered';
import type { PagePlayer } from './page-player';
import type { Prepared } from './sharing';
import { weigh } from './weighing';

/** Bytes that are read before it is known whether they are a picture, unless the name says that they are a video. */
const MOST_AT_ONCE = 64_000_000;

/** A picture of a file that was read; or a file that was recognised as a known photo or a clip, without pixels. */
interface ReadPicture extends Prepared {
  file: QueuedFile;
  id: string;
  /** Left out if the photo is known. */
  gathered?: Gathered;
  /** Only of the clip of a Live Photo. */
  clip?: ClipFacts;
  /** Which of the pictures it is. */
  index: number;
  now: number;
}

export interface PipelineParts extends RunParts {
  picked: Pick<PickedBytes, 'get' | 'sidecars'>;
  committed(files: QueuedFile[], changes: Committed): Promise<void>;
  failed(file: QueuedFile, reason: ProblemCode, detail: string): Promise<void>;
  page: Pick<PagePlayer, 'decoded'>;
  /** A video can be shown by the page alone, and not now: it waits. */
  putOff(file: QueuedFile): void;
}

/**
 * Processes the files in order.
 * @throws Problem that concerns the whole run: `disk-full`, or no encoder; DOMException if the connection to the database
 *   was lost. Uncommitted files keep waiting.
 */
export async function runPipeline(files: readonly QueuedFile[], parts: PipelineParts): Promise<void> {
  await encodeAhead<QueuedFile, ReadPicture>(files, parts, {
    prepare: (file) => prepare(file, parts),
    commit: (batch, vectors, build) => finish(batch, vectors, build, parts),
    unencodable: async ({ file, index }, detail) => {
      // A video loses a picture, and stays.
      if (index === 0) await parts.failed(file, 'encoder-failed', detail);
    },
  });
}

/** Returns nothing if the file failed. */
async function prepare(queued: QueuedFile, parts: PipelineParts): Promise<ReadPicture[]> {
  try {
    return await readQueued(queued, parts.picked, async (original, file) => {
      const isShort = original.size <= MOST_AT_ONCE && !isVideoType(original.type);
      const start = await readable(() => (isShort ? original : original.slice(0, TYPE_BYTES)).arrayBuffer());
      const type = videoTypeOf(new Uint8Array(start).subarray(0, TYPE_BYTES));
      if (type) return prepareVideo(file, original, type, parts);
      return preparePhoto(file, original, isShort ? start : null, parts);
    });
  } catch (error) {
    // It concerns the run: the file has not failed.
    if (lostConnection(error)) throw error;
    const { code, message } = asProblem(error);
    await parts.failed(queued, code, message);
    return [];
  }
}

/** @param whole its bytes, if they were read already */
async function preparePhoto(
  file: QueuedFile,
  original: Blob,
  whole: ArrayBuffer | null,
  parts: PipelineParts,
): Promise<ReadPicture[]> {
  const read = () => readable(() => original.arrayBuffer());
  const bytes = whole ?? (await read());
  const id = await sha256(bytes);
  const known = await photoNoOf(id);
  const mayBeUnturned = known !== undefined && (await unturnedPhotos()).has(known);
  if (known !== undefined && !mayBeUnturned) return knownAs(id, file);
  const { preprocessing } = parts.target;
  const sidecars = await sidecarsOf(file, parts.picked);
  const edge = previewEdge(file, preprocessing);
  const outcome = await parts.decoders.decode(bytes, preprocessing, edge, sidecars, read);
  // It stays as it is unless it had to be turned.
  if (known !== undefined && !(outcome.ok && outcome.picture.turned)) return knownAs(id, file);
  if (!outcome.ok) throw new Problem(outcome.reason, outcome.detail);
  return picturesOf(file, id, new Gathered(outcome.picture));
}

async function prepareVideo(
  file: QueuedFile,
  original: Blob,
  type: string,
  parts: PipelineParts,
): Promise<ReadPicture[]> {
  const id = await readable(() => videoId(original));
  const clip = await weigh(file, original, parts.decoders);
  if (clip) return [{ file, id, clip, index: 0, now: Date.now(), pixels: null }];
  if ((await photoNoOf(id)) !== undefined) return knownAs(id, file);
  const { preprocessing } = parts.target;
  const sidecars = await sidecarsOf(file, parts.picked);
  const edge = previewEdge(file, preprocessing);
  const outcome = await parts.page.decoded(original, (port) =>
    parts.decoders.video(original, type, preprocessing, edge, sidecars, port),
  );
  if (!outcome) {
    parts.putOff(file);
    return [];
  }
  // The decoder reads pieces. It cannot tell a video that is damaged from one that was changed meanwhile.
  await readable(() => original.slice(0, 1).arrayBuffer());
  if (!outcome.ok) throw new Problem(outcome.reason, outcome.detail);
  return picturesOf(file, id, new Gathered(outcome.picture, outcome.frames));
}

/** If the original can be read again, a small preview is enough. */
function previewEdge({ handle }: QueuedFile, { size }: Geometry): number {
  const edge = encoderEdge(size);
  return handle ? edge : Math.max(edge, VIEWER_EDGE);
}

function knownAs(id: string, file: QueuedFile): ReadPicture[] {
  return [{ file, id, index: 0, now: Date.now(), pixels: null }];
}

function picturesOf(file: QueuedFile, id: string, gathered: Gathered): ReadPicture[] {
  const now = Date.now();
  return gathered.pixels().map((pixels, index) => ({ file, id, gathered, index, now, pixels }));
}

async function finish(
  batch: readonly ReadPicture[],
  vectors: readonly (Float32Array<ArrayBuffer> | null)[],
  build: string,
  { target, committed }: PipelineParts,
): Promise<void> {
  const leaveOut = (await setting('leaveOut')) ?? {};
  const arrivals: Arrival[] = [];
  for (const [i, { file, id, gathered, clip, index, now }] of batch.entries()) {
    gathered?.put(index, vectors[i] ?? null);
    const whole = gathered?.whole();
    // Other pictures of the video are still being encoded.
    if (gathered && !whole) continue;
    const known = gathered?.picture ?? (await photoOf(id));
    const leftOut = known !== undefined && isOfKindLeftOut(leaveOut, file.path, known);
    const fresh = gathered && whole && { ...partsOf(file, id, gathered.picture, now), ...whole };
    arrivals.push({ file, id, leftOut, ...(clip && { clip }), ...(fresh && { fresh }) });
  }
  if (arrivals.length === 0) return;
  const { id, dimension } = target.space;
  const changes = await commitArrivals(arrivals, { id, dimension, build });
  const waiting = new Set(changes.again.map(({ key }) => key));
  await committed(
    arrivals.flatMap(({ file }) => (waiting.has(file.key) ? [] : file)),
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
  // What Takeout or EXIF knows is better than the file's own time, which is that of unpacking or copying it.
  const own = recorded ?? momentAt(modified);
  const inName = namedMoment(name, own, now);
  if (inName) return { ...inName, takenFrom: 'name' };
  return { ...own, takenFrom: recorded ? 'camera' : 'file' };
}
