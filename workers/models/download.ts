/**
 * Downloads one file of a model: in parts that survive a dropped connection and a reload, verified as a
 * whole, committed by one record. An unverified file can never be read as a model.
 */

import { asProblem, Problem } from '#core/errors';
import { sha256 } from '#core/hash';
import { joined } from '#core/joined';
import { fileKey, type Home, type ModelFile } from '#core/space';
import { addressOf } from '#net/addresses';
import { HttpProblem } from '#net/fetching';
import { type ModelStream, streamModelFile } from '#net/model-download';
import { addPart, commitFile, dropFile, partsOf, readParts, storedFile } from '#store/model-files';
import { withLock } from '#workers/shared/locks';
import { pause } from './pause';

/** Size of a part: small enough that a dropped connection costs little. */
const PART_BYTES = 4_000_000;
/** Attempts in a row without progress before the download fails. */
const MOST_ATTEMPTS = 4;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;

export interface DownloadJob {
  home: Home;
  file: ModelFile;
  mirror: string | null;
  signal: AbortSignal;
  /** Called with how much of the file is here; falls back to 0 if a server does not support ranges. */
  onLoaded(bytes: number): void;
  /**
   * Receives the size that the server announces, if the catalogue has none. If it throws, the download ends.
   */
  onSize(bytes: number): Promise<void>;
}

/**
 * Downloads the file unless the store has it. A file of unknown hash then waits to be confirmed.
 * @throws Problem `network`, `model-damaged`, `model-missing`
 * @throws DOMException `AbortError`, `QuotaExceededError`
 */
export async function bringIn(job: DownloadJob): Promise<void> {
  const key = fileKey(job.home, job.file);
  // The lock prevents a second download of the same file, by another encoder or another tab.
  await withLock(`mitsuke-model-file-${key}`, () => bringInAlone(job, key), job.signal);
}

async function bringInAlone(job: DownloadJob, key: string): Promise<void> {
  const stored = await storedFile(key);
  if (stored) {
    if (job.file.bytes === null) await job.onSize(stored.bytes);
    return job.onLoaded(stored.bytes);
  }
  // Without a known hash, nothing could verify that old and new parts are of the same version.
  if (job.file.sha256 === null) await dropFile(key);
  let pieced = await collect(job, key);
  if (await commitIfRight(job, key)) return;
  // Without a known size, a connection that broke may look like a normal end: resume from there.
  if (job.file.bytes === null) {
    await collect(job, key);
    if (await commitIfRight(job, key)) return;
    pieced = true;
  }
  await dropFile(key);
  // The server's file may have changed between two connections: try once more from the beginning.
  if (pieced) {
    await collect(job, key);
    if (await commitIfRight(job, key)) return;
    await dropFile(key);
  }
  throw new Problem('model-damaged', `${job.file.path} is not the file that the catalogue names.`);
}

/**
 * Streams until the whole file is here, resuming after broken connections.
 * @returns whether it may have come over more than one connection
 */
async function collect(job: DownloadJob, key: string): Promise<boolean> {
  const { home, file, mirror, signal } = job;
  const from = file.home ?? home;
  const url = addressOf(from, file.path, mirror);
  const chosen = [mirror, from.kind === 'address' ? from.base : null];
  let farthest = (await partsOf(key)).bytes;
  for (let attempt = 1; ; attempt++) {
    const { count, bytes } = await partsOf(key);
    if (file.bytes !== null && bytes >= file.bytes) return true;
    const sink = new PartSink(key, count, bytes, job.onLoaded);
    try {
      const stream = await streamModelFile(url, file, bytes, signal, chosen);
      if (stream === null) {
        // The server has no further bytes. Without a known size, that may be the whole file; the hash tells.
        if (file.bytes === null) return true;
        throw new Problem('network', `${url} ended after ${bytes} of ${file.bytes} bytes.`);
      }
      if (file.bytes === null && stream.size !== null) await announce(job, stream);
      if (stream.from === 0 && bytes > 0) {
        await dropFile(key);
        sink.restart();
      }
      for await (const chunk of stream.chunks) await sink.take(chunk);
      await sink.flush();
      // A connection that breaks may look like a normal end; only the size shows it.
      if (stream.size === null || sink.loaded >= stream.size) return stream.from > 0;
      throw new Problem('network', `${url} ended after ${sink.loaded} of ${stream.size} bytes.`);
    } catch (error) {
      if (!signal.aborted) await sink.flush();
      // Only a new maximum is progress: a server without ranges begins at 0 every time.
      if (sink.loaded > farthest) attempt = 0;
      farthest = Math.max(farthest, sink.loaded);
      if (!isWorthAnother(error, attempt)) throw error;
      if (file.sha256 === null) await dropFile(key);
      await pause(waitAfter(error, attempt), signal);
    }
  }
}

async function announce({ onSize }: DownloadJob, { size, cancel }: ModelStream): Promise<void> {
  try {
    await onSize(size ?? 0);
  } catch (error) {
    await cancel();
    throw error;
  }
}

function isWorthAnother(error: unknown, attempt: number): boolean {
  if (attempt >= MOST_ATTEMPTS || asProblem(error).code !== 'network') return false;
  // Other errors of status 4xx are permanent: a retry would not help.
  return !(error instanceof HttpProblem) || error.status >= 500 || error.status === 429;
}

function waitAfter(error: unknown, attempt: number): number {
  const asked = error instanceof HttpProblem ? error.retryAfter : null;
  return Math.min(LONGEST_PAUSE_MS, asked === null ? FIRST_PAUSE_MS * 2 ** attempt : asked * 1000);
}

/** Commits the file if its size and hash match. @returns whether they match */
async function commitIfRight({ file }: DownloadJob, key: string): Promise<boolean> {
  const bytes = await readParts(key);
  const right = file.bytes === null || bytes.length === file.bytes;
  const hash = right ? await sha256(bytes) : '';
  if (!right || (file.sha256 !== null && hash !== file.sha256)) return false;
  const confirmed = file.sha256 !== null;
  await commitFile({ key, path: file.path, bytes: bytes.length, sha256: hash, confirmed });
  return true;
}

/** Collects chunks into parts and writes these in order. */
class PartSink {
  private chunks: Uint8Array<ArrayBuffer>[] = [];
  private waiting = 0;

  constructor(
    private readonly key: string,
    private part: number,
    public loaded: number,
    private readonly onLoaded: (bytes: number) => void,
  ) {}

  restart(): void {
    this.part = 0;
    this.loaded = 0;
  }

  async take(chunk: Uint8Array<ArrayBuffer>): Promise<void> {
    this.chunks.push(chunk);
    this.waiting += chunk.length;
    this.loaded += chunk.length;
    this.onLoaded(this.loaded);
    if (this.waiting >= PART_BYTES) await this.flush();
  }

  async flush(): Promise<void> {
    if (this.waiting === 0) return;
    const bytes = joined(this.chunks);
    this.chunks = [];
    this.waiting = 0;
    await addPart(this.key, this.part++, bytes.buffer);
  }
}
