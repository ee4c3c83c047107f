/**
 * Runs the pipeline whenever files wait, in one tab at a time: a lock makes sure of that, and when
 * the tab that holds it dies, the next one goes on.
 */

import { asProblem, type ProblemCode } from '#core/errors';
import type { Indexing, PhotoCard, PhotoNo } from '#core/photo';
import type { Model } from '#core/space';
import { removePhotos } from '#store/photos';
import { allQueued, giveUp, queueCounts } from '#store/queue';
import type { QueuedFile } from '#store/schema';
import { allSources } from '#store/sources';
import { packShards } from '#store/vectors';
import { DecodePool } from './decode-pool';
import { tell } from './events';
import { failedPhoto } from './failures';
import { isLocked } from './folders';
import { ImageEncoding } from './image-encoding';
import { runPipeline } from './pipeline';
import { Rate } from './rate';
import { tellSources } from './source-states';
import { livingTabs, thisTab } from './tabs';

const LOCK = 'mitsuke-indexing';

/** How long the workers and their memory are kept after the last file. */
const REST_MS = 20_000;

/** Reasons that another try may cure, so that a kept copy is worth its place. */
const PASSING: readonly ProblemCode[] = ['encoder-failed', 'unknown', 'too-large'];

export class Indexer {
  private active: Promise<void> | undefined;
  /** Something came while a run was ending. */
  private again = false;
  private stopping = false;
  private working = false;
  /** Leaves the line for the lock; without effect once it is held. */
  private standing: AbortController | undefined;
  private resting: ReturnType<typeof setTimeout> | undefined;
  private problem: ProblemCode | null = null;
  private locked = 0;
  private readonly rate = new Rate();
  private readonly decoders: DecodePool;
  private readonly encoder: ImageEncoding;

  constructor(
    private readonly model: Model,
    private readonly memory: Map<number, File>,
    cores: { decoders: number; threads: number },
  ) {
    this.decoders = new DecodePool(cores.decoders);
    this.encoder = new ImageEncoding(model.id, model.dimension, cores.threads);
  }

  /** Goes to work if there is any. Safe to call at any time. */
  wake(): void {
    if (this.active) {
      this.again = true;
      return;
    }
    this.standing = new AbortController();
    const { signal } = this.standing;
    this.active = navigator.locks
      .request(LOCK, { signal }, () => this.work())
      .catch((error) => {
        if (!signal.aborted) console.error('Indexing stopped:', error);
      })
      .finally(() => {
        this.active = undefined;
        this.working = false;
        if (!this.again) return;
        this.again = false;
        this.wake();
      });
  }

  /** Ends the present run after what is under way, and resolves when it has ended. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.standing?.abort();
    await this.active;
    this.stopping = false;
  }

  /** Forgets why it could not go on, so that the next `wake` tries again. */
  forgive(): void {
    this.problem = null;
  }

  /** Tries again if it is for this reason that it could not go on. */
  retryAfter(problem: ProblemCode): void {
    if (this.problem !== problem) return;
    this.forgive();
    this.wake();
  }

  async indexing(): Promise<Indexing> {
    const { done, failed, waiting, run } = await queueCounts();
    const workable = waiting - this.locked;
    // What is under way is finished first, and only then it is a pause.
    const stuck = !this.working && (run.paused || this.problem !== null);
    return {
      state: waiting > 0 && stuck ? 'paused' : workable > 0 ? 'running' : 'idle',
      done,
      failed,
      total: done + failed + waiting,
      run: { done: run.done, total: run.total },
      perSecond: this.rate.perSecond(),
      locked: this.locked,
      problem: this.problem,
    };
  }

  async tellIndexing(): Promise<void> {
    tell({ type: 'indexing', indexing: await this.indexing() });
  }

  private async work(): Promise<void> {
    clearTimeout(this.resting);
    this.working = true;
    this.rate.reset();
    while (!(await this.mustStop())) {
      const files = await this.workable();
      await this.tellIndexing();
      if (files.length === 0) break;
      try {
        await runPipeline(files, {
          model: this.model,
          decoders: this.decoders,
          encoder: this.encoder,
          memory: this.memory,
          stopped: () => this.stopping || this.problem !== null,
          committed: (...news) => this.committed(...news),
          failed: (...news) => this.failed(...news),
        });
      } catch (error) {
        // It concerns the run, not one file: everything waits until the user or the network mends it.
        console.error('Indexing cannot go on:', error);
        this.problem = asProblem(error).code;
      }
    }
    await packShards(this.model.space);
    this.working = false;
    this.rate.reset();
    this.rest();
    await tellSources();
    await this.tellIndexing();
  }

  /** Lets the workers go when nothing has come for a while; opening the encoder anew takes a second. */
  private rest(): void {
    clearTimeout(this.resting);
    this.resting = setTimeout(() => {
      this.decoders.dismiss();
      this.encoder.dismiss();
    }, REST_MS);
  }

  private async mustStop(): Promise<boolean> {
    return this.stopping || this.problem !== null || (await queueCounts()).run.paused;
  }

  /** The waiting files whose bytes this tab can get at. The lost ones are given up on the way. */
  private async workable(): Promise<QueuedFile[]> {
    const lockedSources = await lockedSourceIds();
    const tabs = await livingTabs();
    const workable: QueuedFile[] = [];
    this.locked = 0;
    for (const file of await allQueued()) {
      if (file.failure) continue;
      if (file.handle) {
        if (lockedSources.has(file.source)) this.locked++;
        else workable.push(file);
      } else if (file.kept || file.tab === thisTab) {
        workable.push(file);
      } else if (!tabs.has(file.tab)) {
        await this.failed(file, 'source-gone', 'Its tab was closed before a copy was kept.');
      }
    }
    return workable;
  }

  private async committed(files: QueuedFile[], added: PhotoCard[], orphans: PhotoNo[]): Promise<void> {
    for (const { key } of files) this.memory.delete(key);
    this.rate.add(files.length, performance.now());
    if (orphans.length > 0) await removePhotos(orphans);
    tell({ type: 'photos', added, removed: orphans });
    await this.tellIndexing();
  }

  private async failed(file: QueuedFile, reason: ProblemCode, detail: string): Promise<void> {
    // The folder was locked meanwhile: its files wait for the user, they have not failed.
    if (reason === 'permission-lost' && (await lockedSourceIds()).has(file.source)) return;
    const failed = await giveUp(file.key, reason, detail, PASSING.includes(reason));
    this.memory.delete(file.key);
    if (!failed) return;
    tell({ type: 'failed', failed: [failedPhoto(failed)] });
    await this.tellIndexing();
  }
}

async function lockedSourceIds(): Promise<Set<string>> {
  const sources = await allSources();
  const locked = await Promise.all(sources.map(isLocked));
  return new Set(sources.filter((_, i) => locked[i]).map(({ id }) => id));
}
