/**
 * Makes an 8-bit build from another build of the same encoder: downloads that, lets a worker write the build, and
 * compares the embeddings of both on the same pictures. A build that agrees is stored in one transaction, with its
 * figure; of one that differs too much, the verdict alone. Until then everything is in the memory of workers,
 * so a crash or a reload leaves nothing behind.
 */

import { proxy } from 'comlink';
import { asProblem, Problem } from '#core/errors';
import { sha256 } from '#core/hash';
import { fileKey, type ImageEntry } from '#core/space';
import { confirmedFiles, dropFile, keepFile, preprocessingOf, storedFile } from '#store/model-files';
import { type EncodeWorker, encoderThreads } from '#workers/encode/contract';
import { withLock } from '#workers/shared/locks';
import { type RunningWorker, run } from '#workers/shared/running';
import { thisTab } from '#workers/shared/tab';
import { agreementOf, testPictures } from './comparing';
import type { Presence } from './contract';
import { assertFreeDisk } from './free-disk';
import { missingBytes, presenceOf, tell } from './presence';

/** Watchdog for one call; a source of 350 MB takes a fraction of this on two slow cores. */
const PATIENCE_MS = 300_000;
/** Upper bound of a build's size, relative to its source: matrices become bytes, the rest 32-bit floats. */
const WEIGHT = { fp32: 0.4, fp16: 0.8 } as const;
/** Shares of the progress: embeddings of the source, writing the build, embeddings of the build. */
export const SHARES = { source: 0.5, writing: 0.2, build: 0.3 };

export interface MakingParts {
  build: ImageEntry;
  source: ImageEntry;
  /** Of the space. */
  dimension: number;
  /** Downloads the source unless it is installed. */
  bringSource(signal: AbortSignal): Promise<void>;
}

export class Making {
  private readonly abort = new AbortController();
  readonly ended: Promise<void>;

  /** Starts at once. */
  constructor(private readonly parts: MakingParts) {
    this.ended = this.run();
  }

  /** Stops the making; nothing of the build remains. */
  async cancel(): Promise<void> {
    this.abort.abort();
    await this.ended.catch(() => undefined);
  }

  private async run(): Promise<void> {
    const { build, source, bringSource } = this.parts;
    const { signal } = this.abort;
    const key = this.key();
    try {
      // The user asks again: the verdict of the last time is void.
      if ((await storedFile(key))?.confirmed === false) await dropFile(key);
      if ((await presenceOf(build)).state !== 'ready') {
        await assertFreeDisk((await missingBytes(source)) + sizeOf(source));
        await bringSource(signal);
        signal.throwIfAborted();
        // The lock prevents a second build in another tab.
        const make = async () => {
          if (!(await storedFile(key))) await this.make(key);
        };
        await withLock(`mitsuke-model-file-${key}`, make, signal);
      }
      const presence = await presenceOf(build);
      this.tell(presence);
      if (presence.state === 'failed') throw new Problem(presence.problem, presence.detail);
    } catch (error) {
      if (signal.aborted) return;
      const problem = asProblem(error);
      this.tell({ state: 'failed', problem: problem.code, detail: problem.message });
      throw problem;
    }
  }

  private async make(key: string): Promise<void> {
    const { build, source, dimension } = this.parts;
    this.tell({ state: 'making', share: 0 });
    const pictures = await testPictures(await preprocessingOf(source));
    // One worker after the other, so that only one runtime is in memory at a time.
    const full = await this.withWorker(async (worker) => {
      await worker.within(PATIENCE_MS, worker.remote.openImage(source, dimension, 'wasm', encoderThreads()));
      return this.embed(worker, pictures, 0, SHARES.source);
    });
    const { graph, small } = await this.withWorker(async (worker) => {
      const progress = (share: number) => this.progress(SHARES.source + share * SHARES.writing);
      const making = worker.remote.makeImage(build, source, dimension, encoderThreads(), proxy(progress));
      const graph = await worker.within(PATIENCE_MS, making);
      const small = await this.embed(worker, pictures, SHARES.source + SHARES.writing, SHARES.build);
      return { graph, small };
    });
    const { median, enough } = agreementOf(full, small);
    this.abort.signal.throwIfAborted();
    await keepFile(
      {
        key,
        path: build.graph,
        bytes: enough ? graph.length : 0,
        sha256: await sha256(graph),
        confirmed: enough,
        agreement: median,
      },
      enough ? graph : null,
    );
    await dropOutdated(key);
  }

  private async embed(
    worker: RunningWorker<EncodeWorker>,
    pictures: readonly Uint8Array<ArrayBuffer>[],
    from: number,
    share: number,
  ): Promise<Float32Array[]> {
    const vectors: Float32Array[] = [];
    for (const picture of pictures) {
      vectors.push(await worker.within(PATIENCE_MS, worker.remote.images(picture, 1)));
      this.progress(from + (share * vectors.length) / pictures.length);
    }
    return vectors;
  }

  private async withWorker<T>(work: (worker: RunningWorker<EncodeWorker>) => Promise<T>): Promise<T> {
    const { signal } = this.abort;
    signal.throwIfAborted();
    const worker = run<EncodeWorker>(
      new Worker(new URL('../encode/worker.ts', import.meta.url), { type: 'module', name: thisTab }),
    );
    // Calls in flight reject.
    const end = () => worker.end();
    signal.addEventListener('abort', end);
    try {
      return await work(worker);
    } finally {
      signal.removeEventListener('abort', end);
      worker.end();
    }
  }

  private key(): string {
    const { home, files, graph } = this.parts.build;
    const file = files.find(({ path }) => path === graph);
    if (!file) throw new Problem('model-unsupported', `${this.parts.build.id} has no graph.`);
    return fileKey(home, file);
  }

  private progress(share: number): void {
    if (!this.abort.signal.aborted) this.tell({ state: 'making', share });
  }

  private tell(presence: Presence): void {
    tell({ type: 'presence', encoder: this.parts.build.id, presence });
  }
}

/** Deletes builds of the same source by other versions of the recipe. */
async function dropOutdated(key: string): Promise<void> {
  const source = key.slice(0, key.indexOf('/') + 1);
  for (const other of await confirmedFiles())
    if (other.startsWith(source) && other !== key) await dropFile(other);
}

/** Upper bound of the size of a build made from it. */
function sizeOf({ files, graph, precision }: ImageEntry): number {
  const bytes = files.find(({ path }) => path === graph)?.bytes ?? 0;
  return bytes * (precision === 'fp16' ? WEIGHT.fp16 : WEIGHT.fp32);
}
