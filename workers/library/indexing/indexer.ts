/**
 * Runs the pipeline whenever files wait, and after it whatever a change of the space leaves to do; in
 * one tab at a time: a lock makes sure of that, and when the tab that holds it dies, the next one goes on.
 */

import { asProblem, type ProblemCode } from '#core/errors';
import type { Indexing, PhotoCard, PhotoNo } from '#core/photo';
import { Rate } from '#core/rate';
import { removePhotos } from '#store/photos';
import { giveUp, queueCounts } from '#store/queue';
import type { QueuedFile } from '#store/schema';
import { packShards } from '#store/vectors';
import { IdleTimer } from '#workers/shared/running';
import type { Boxes } from '../boxes/boxes';
import { targetFromStore } from '../encoding/choices';
import { ImageEncoding } from '../encoding/image-encoding';
import { isHere, preprocessingOf, type Target } from '../encoding/target';
import { tell } from '../events';
import { failedPhoto } from '../sources/failures';
import { tellSources } from '../sources/source-states';
import { lockedSourceIds, workableFiles } from '../sources/workable';
import { SpaceChange } from './changing';
import { DecodePool } from './decode-pool';
import { runPipeline } from './pipeline';

const LOCK = 'mitsuke-indexing';

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
  private readonly idle = new IdleTimer(() => this.rest());
  private problem: ProblemCode | null = null;
  private locked = 0;
  private readonly rate = new Rate();
  private readonly decoders: DecodePool;
  private readonly change = new SpaceChange();
  /** Opened for one target; another target gets another. */
  private encoder: { target: Target; encoding: ImageEncoding } | undefined;

  constructor(
    private readonly memory: Map<number, File>,
    private readonly cores: { decoders: number; threads: number },
    private readonly boxes: Boxes,
  ) {
    this.decoders = new DecodePool(cores.decoders);
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

  /** The choice of space, build or backend has changed: the next run opens its encoder anew. */
  async renew(): Promise<void> {
    await this.stop();
    this.encoder?.encoding.dismiss();
    this.encoder = undefined;
    this.forgive();
    await this.change.look();
    await this.tellIndexing();
    this.wake();
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
    const changing = this.change.progress();
    const left = changing ? changing.total - changing.done : 0;
    const workable = waiting - this.locked + left;
    // What is under way is finished first, and only then it is a pause.
    const stuck = !this.working && (run.paused || this.problem !== null);
    return {
      state: waiting + left > 0 && stuck ? 'paused' : workable > 0 ? 'running' : 'idle',
      done,
      failed,
      total: done + failed + waiting,
      changing,
      run: { done: run.done, total: run.total },
      perSecond: this.rate.perSecond(),
      locked: this.locked,
      problem: this.problem,
    };
  }

  /** Photos left the library. */
  async recount(): Promise<void> {
    await this.change.look();
    await this.tellIndexing();
  }

  async tellIndexing(): Promise<void> {
    tell({ type: 'indexing', indexing: await this.indexing() });
  }

  private async work(): Promise<void> {
    this.idle.busy();
    this.working = true;
    this.rate.reset();
    await this.change.look();
    while (!(await this.mustStop())) {
      try {
        if (!(await this.workOnce())) break;
      } catch (error) {
        // It concerns the run, not one file: everything waits until the user or the network mends it.
        console.error('Indexing cannot go on:', error);
        this.problem = asProblem(error).code;
        // It may have arrived while it was being missed, and nobody tells that a second time.
        if (this.problem === 'model-missing' && (await isHere(await targetFromStore()))) this.forgive();
      }
    }
    await packShards((await targetFromStore()).space.id).catch((error) => console.warn('Not packed:', error));
    this.working = false;
    this.rate.reset();
    this.boxes.rest();
    this.idle.idle();
    await tellSources();
    await this.tellIndexing();
  }

  /** @returns whether there was anything to do */
  private async workOnce(): Promise<boolean> {
    // Whatever woke it until here is seen now.
    this.again = false;
    const files = await this.workable();
    await this.tellIndexing();
    const missing = files.length === 0 ? await this.change.missing() : [];
    if (files.length + missing.length === 0) return this.change.finish();
    const { target, encoding } = await this.encoding();
    const preprocessing = await preprocessingOf(target.encoder);
    await this.boxes.begin({ target, size: preprocessing.size, threads: this.cores.threads });
    const parts = {
      target,
      preprocessing,
      decoders: this.decoders,
      encoder: encoding,
      boxes: this.boxes,
      stopped: () => this.stopping || this.problem !== null,
    };
    if (files.length > 0) {
      await runPipeline(files, {
        ...parts,
        memory: this.memory,
        committed: (...news) => this.committed(...news),
        failed: (...news) => this.failed(...news),
      });
    } else {
      // New files go first.
      const stopped = () => parts.stopped() || this.again;
      await this.change.work(missing, { ...parts, stopped }, async (count) => {
        this.rate.add(count, performance.now());
        await this.tellIndexing();
      });
    }
    return true;
  }

  private async encoding() {
    const target = await targetFromStore();
    if (this.encoder?.target.encoder.id !== target.encoder.id) {
      this.encoder?.encoding.dismiss();
      this.encoder = { target, encoding: new ImageEncoding(target, this.cores.threads) };
    }
    return this.encoder;
  }

  private rest(): void {
    this.decoders.dismiss();
    this.encoder?.encoding.dismiss();
  }

  private async mustStop(): Promise<boolean> {
    return this.stopping || this.problem !== null || (await queueCounts()).run.paused;
  }

  /** The waiting files whose bytes this tab can get at. The lost ones are given up on the way. */
  private async workable(): Promise<QueuedFile[]> {
    const { files, locked, lost } = await workableFiles();
    this.locked = locked;
    for (const file of lost) {
      await this.failed(file, 'source-gone', 'Its tab was closed before a copy was kept.');
    }
    return files;
  }

  private async committed(files: QueuedFile[], added: PhotoCard[], orphans: PhotoNo[]): Promise<void> {
    for (const { key } of files) this.memory.delete(key);
    this.rate.add(files.length, performance.now());
    if (orphans.length > 0) await removePhotos(orphans);
    this.change.arrived(added.length);
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
