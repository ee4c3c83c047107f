/**
 * Brings in one file of a model: in parts that outlive a dropped connection and a reload, verified as
 * a whole, committed by one record. Nothing unverified can ever be read as a model.
 */

import { asProblem, Problem } from '#core/errors';
import { sha256 } from '#core/hash';
import { fileKey, type Home, type ModelFile } from '#core/space';
import { addressOf } from '#net/addresses';
import { HttpProblem } from '#net/fetching';
import { streamModelFile } from '#net/model-download';
import { addPart, commitFile, dropFile, partsBlob, partsOf, storedFile } from '#store/model-files';
import { pause } from './pause';

/** What is written at a time: small enough that a dropped connection costs little. */
const PART_BYTES = 4_000_000;
/** Attempts in a row that bring nothing before it is given up. */
const MOST_ATTEMPTS = 4;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;

export interface DownloadJob {
  home: Home;
  file: ModelFile;
  mirror: string | null;
  signal: AbortSignal;
  /** Told how much of the file is here; may fall back to 0 if a server does not do parts. */
  onLoaded(bytes: number): void;
}

/**
 * The file is in the store afterwards; one of unknown hash still waits to be confirmed.
 * @throws Problem `network`, `model-damaged`, `model-missing`
 * @throws DOMException `AbortError`, `QuotaExceededError`
 */
export async function bringIn(job: DownloadJob): Promise<void> {
  const key = fileKey(job.home, job.file);
  // One download at a time of the same file, also with several workers and tabs.
  await navigator.locks.request(`mitsuke-model-file-${key}`, { signal: job.signal }, async () => {
    const stored = await storedFile(key);
    if (stored) return job.onLoaded(stored.bytes);
    // Of a file of unknown hash nobody could tell whether its parts belong together.
    if (job.file.sha256 === null) await dropFile(key);
    const pieced = await collect(job, key);
    if (await commitIfRight(job, key)) return;
    // The server's file may have changed between the pieces: once more, from the beginning.
    if (pieced) {
      await collect(job, key);
      if (await commitIfRight(job, key)) return;
    }
    throw new Problem('model-damaged', `${job.file.path} is not the file that the catalogue names.`);
  });
}

/**
 * Streams until the whole file is here, going on where a connection broke.
 * @returns whether it came over more than one connection
 */
async function collect(job: DownloadJob, key: string): Promise<boolean> {
  const { home, file, mirror, signal } = job;
  const url = addressOf(home, file.path, mirror);
  const chosen = [mirror, home.kind === 'address' ? home.base : null];
  let farthest = (await partsOf(key)).bytes;
  for (let attempt = 1; ; attempt++) {
    const { count, bytes } = await partsOf(key);
    if (file.bytes !== null && bytes >= file.bytes) return true;
    const sink = new PartSink(key, count, bytes, job.onLoaded);
    try {
      const stream = await streamModelFile(url, file, bytes, signal, chosen);
      if (stream.from === 0 && bytes > 0) {
        await dropFile(key);
        sink.restart();
      }
      for await (const chunk of stream.chunks) await sink.take(chunk);
      await sink.flush();
      // A connection that ends early looks like an end; only the size tells.
      if (file.bytes === null || sink.loaded === file.bytes) return stream.from > 0;
      throw new Problem('network', `${url} ended after ${sink.loaded} of ${file.bytes} bytes.`);
    } catch (error) {
      if (!signal.aborted) await sink.flush();
      // Only what is beyond all before is progress: a server without parts begins at 0 every time.
      if (sink.loaded > farthest) attempt = 0;
      farthest = Math.max(farthest, sink.loaded);
      if (!isWorthAnother(error, attempt)) throw error;
      if (file.sha256 === null) await dropFile(key);
      await pause(waitAfter(error, attempt), signal);
    }
  }
}

function isWorthAnother(error: unknown, attempt: number): boolean {
  if (attempt >= MOST_ATTEMPTS || asProblem(error).code !== 'network') return false;
  // Not there, or not for us: asking again changes nothing.
  return !(error instanceof HttpProblem) || error.status >= 500 || error.status === 429;
}

function waitAfter(error: unknown, attempt: number): number {
  const asked = error instanceof HttpProblem ? error.retryAfter : null;
  return Math.min(LONGEST_PAUSE_MS, asked === null ? FIRST_PAUSE_MS * 2 ** attempt : asked * 1000);
}

/** Whether what came is the file; if not, it is dropped. */
async function commitIfRight({ file }: DownloadJob, key: string): Promise<boolean> {
  const blob = await partsBlob(key);
  const right = file.bytes === null || blob.size === file.bytes;
  const hash = right ? await sha256(await blob.arrayBuffer()) : '';
  if (!right || (file.sha256 !== null && hash !== file.sha256)) {
    await dropFile(key);
    return false;
  }
  const confirmed = file.sha256 !== null;
  await commitFile({ key, path: file.path, bytes: blob.size, sha256: hash, confirmed });
  return true;
}

/** Gathers chunks into parts and writes them one after the other. */
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
    const bytes = new Blob(this.chunks);
    this.chunks = [];
    this.waiting = 0;
    await addPart(this.key, this.part++, bytes);
  }
}
