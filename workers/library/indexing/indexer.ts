/**
 * Runs the pipeline whenever files wait, and then re-encodes what a change of space still lacks; in one tab
 * at a time. `run-phase.ts` has the table of phases; this file does the work of each.
 */

import { asProblem, type ProblemCode } from '#core/errors';
import type { Indexing, PhotoNo, Rest, SourceId } from '#core/photo';
import { settlePhotos } from '#store/away';
import { reading, reconnecting } from '#store/database';
import type { Committed } from '#store/photos';
import { giveUp, queueCounts } from '#store/queue';
import type { QueuedFile } from '#store/schema';
import { packShards } from '#store/vectors';
import { withLock } from '#workers/shared/locks';
import { IdleTimer } from '#workers/shared/running';
import { isHere, readied, targetNow } from '../encoding/target';
import { TargetEncoding } from '../encoding/target-encoding';
import { MOST_CRASHES, noteCrashes, thriftHere } from '../encoding/thrift';
import { tell } from '../events';
import { failedPhoto } from '../sources/failures';
import type { PickedBytes } from '../sources/picked-bytes';
import { tellOutcome } from '../sources/rescan';
import { tellSources } from '../sources/source-states';
import { lockedSourceIds, workableFiles } from '../sources/workable';
import { SpaceChange } from './changing';
import { DecodePool, decodersHere } from './decode-pool';
import { PagePlayer } from './page-player';
import { runPipeline } from './pipeline';
import { Progress } from './progress';
import { after, RESTING, type RunEvent } from './run-phase';
import type { RunLanes } from './sharing';

const LOCK = 'mitsuke-indexing';

/** Transient reasons: a retry may succeed, so the kept copy is worth its disk space. */
const PASSING: readonly ProblemCode[] = ['encoder-failed', 'unknown', 'too-large', 'decoder-missing'];

/** A pending request for the lock, or the lock itself. */
interface Line {
  /** Resolves when the lock is released or the request aborted; never rejects. */
  ended: Promise<void>;
  /** Aborts the request; no effect once the lock is held. */
  leave: AbortController;
}

export class Indexer {
  private state = RESTING;
  private line: Line | undefined;
  private readonly progress = new Progress();
  private readonly change = new SpaceChange();
  private readonly decoders = new DecodePool(Math.min(decodersHere(), thriftHere().decoders));
  private readonly encoder = new TargetEncoding();
  /** New photos of files that looks at folders found, until their run has ended. */
  private found: PhotoNo[] = [];
  /** Files are expected, and the encoder waits for its model to be opened. */
  private awaitsModel = false;
  /** Sources whose files were committed in this run. */
  private touched = new Set<SourceId>();
  /** Videos that wait for the page, by their keys. */
  private readonly putOff = new Set<number>();
  /** The page's player of videos. */
  readonly page = new PagePlayer(() => {
    this.putOff.clear();
    this.wake();
  });
  private readonly idle = new IdleTimer(() => {
    this.decoders.dismiss();
    this.encoder.rest();
  });

  constructor(
    private readonly picked: PickedBytes,
    private readonly boxes: RunLanes,
    /** Called at the end of a run with the new photos of files that looks at folders found. */
    private readonly arrived: (found: PhotoNo[]) => void = () => undefined,
    /** Called at the end of each run, with the sources whose files became photos. */
    private readonly ended: (sources: ReadonlySet<SourceId>) => void = () => undefined,
  ) {}

  /** Starts a run if there is work. Idempotent, and safe at any time. */
  wake(): void {
    this.step('wake');
  }

  /** A model has arrived. */
  modelCame(): void {
    this.retryAfter('model-missing');
    this.retryAfter('model-damaged');
    if (this.awaitsModel) void this.prepare();
  }

  /** Files are being chosen: opens the encoder meanwhile, once its model is here. Never rejects. */
  async prepare(): Promise<void> {
    const isResting = () => this.state.phase === 'resting' && !this.progress.rest;
    try {
      const target = await targetNow();
      if (!isResting()) return;
      this.awaitsModel = !(await isHere(target));
      if (this.awaitsModel) return;
      await this.encoder.for(target).ready();
      if (isResting()) this.idle.idle();
    } catch (error) {
      console.warn('The encoder was not opened ahead:', error);
    }
  }

  /** Ends the present run after the batches in flight. Resolves when it has ended. */
  async stop(): Promise<void> {
    this.step('stop');
    await this.line?.ended;
  }

  /** Restarts with a new encoder, after the choice of space, build or backend has changed. */
  async renew(): Promise<void> {
    await this.stop();
    this.encoder.dismiss();
    this.forgive();
    await this.change.look();
    await this.tellIndexing();
    this.wake();
  }

  /**
   * Steps down after crashes, and after several waits for the user. Called before the first run.
   * @param crashes times in a row that the browser closed the tab while it indexed
   */
  spare(crashes: number): void {
    noteCrashes(crashes);
    this.decoders.size = Math.min(decodersHere(), thriftHere().decoders);
    if (crashes >= MOST_CRASHES) this.progress.rest = 'crashed';
  }

  /**
   * Ends the present run, and begins none until the device need not rest (null).
   * @param byUser only the user ends the wait after crashes
   */
  async rest(why: Rest | null, byUser = false): Promise<void> {
    const { rest } = this.progress;
    if (rest === why || (rest === 'crashed' && !byUser)) return;
    this.progress.rest = why;
    if (why) await this.stop();
    else this.wake();
    await this.tellIndexing();
  }

  /** Clears the problem that stopped the run, so that the next `wake` tries again. */
  forgive(): void {
    this.progress.problem = null;
  }

  /** Tries again if this problem stopped the run. */
  retryAfter(problem: ProblemCode): void {
    if (this.progress.problem !== problem) return;
    this.forgive();
    this.wake();
  }

  async indexing(): Promise<Indexing> {
    const { phase } = this.state;
    const working = phase === 'working' || phase === 'stopping';
    return this.progress.indexing(await queueCounts(), working, this.change.progress());
  }

  /** Shows how far the index of a folder is read; null if it is. */
  async readingIndex(progress: Indexing['reading'] | null): Promise<void> {
    this.progress.reading = progress ?? null;
    await this.tellIndexing();
  }

  /** Updates the progress after photos have left the library. */
  async recount(): Promise<void> {
    await this.change.look();
    await this.tellIndexing();
  }

  async tellIndexing(): Promise<void> {
    tell({ type: 'indexing', indexing: await this.indexing() });
  }

  private step(event: RunEvent): void {
    const { phase: before } = this.state;
    this.state = after(this.state, event);
    const { phase } = this.state;
    if (before === phase) return;
    if (phase === 'queueing') this.line = this.standInLine();
    if (before === 'queueing' && phase === 'closing') this.line?.leave.abort();
  }

  private standInLine(): Line {
    const leave = new AbortController();
    const { signal } = leave;
    const ended = withLock(LOCK, () => this.work(), signal)
      .catch((error) => {
        if (!signal.aborted) console.error('Indexing stopped:', error);
      })
      .finally(() => this.step('released'));
    return { ended, leave };
  }

  private async work(): Promise<void> {
    this.step('granted');
    this.idle.busy();
    this.progress.restart();
    await reading(() => this.change.look());
    const reconnects = reconnecting();
    for (;;) {
      try {
        if ((await this.mustStop()) || !(await this.workOnce())) break;
      } catch (error) {
        // Nothing is half done, so the run begins again on a new connection.
        if (reconnects(error)) continue;
        // It concerns the run, not one file: all files wait until the user or the network resolves it.
        this.progress.problem = asProblem(error).code;
        if (this.progress.problem === 'model-missing') console.info('Indexing waits for its model.');
        else console.error('Indexing cannot go on:', error);
        // The model may have become ready during the failed attempt; its event is not repeated.
        const isHereNow = () => reading(async () => isHere(await targetNow()));
        if (this.progress.problem === 'model-missing' && (await isHereNow())) this.forgive();
      }
    }
    const pack = async () => packShards((await targetNow()).space.id);
    await reading(pack).catch((error) => console.warn('Not packed:', error));
    this.step('done');
    this.progress.restart();
    this.boxes.rest();
    this.idle.idle();
    await reading(() => this.encoder.keepPace());
    await reading(tellSources);
    await reading(() => this.tellIndexing());
    if (this.found.length > 0 && (await reading(queueCounts)).waiting === 0) {
      this.arrived(this.found);
      this.found = [];
    }
    const { touched } = this;
    this.touched = new Set();
    this.ended(touched);
  }

  /** @returns whether there was work */
  private async workOnce(): Promise<boolean> {
    this.step('looked');
    const files = await this.workable();
    await this.tellIndexing();
    const missing = files.length === 0 ? await this.change.missing() : [];
    if (files.length + missing.length === 0) return this.change.finish();
    const target = await readied(await targetNow());
    await this.boxes.begin(target);
    const parts = {
      target,
      decoders: this.decoders,
      encoder: this.encoder.for(target),
      boxes: this.boxes,
      stopped: () => this.state.phase === 'stopping' || this.progress.problem !== null,
    };
    if (files.length > 0) {
      await runPipeline(files, {
        ...parts,
        picked: this.picked,
        committed: (...news) => this.committed(...news),
        failed: (...news) => this.failed(...news),
        page: this.page,
        putOff: ({ key }) => this.putOff.add(key),
      });
    } else {
      // New files go first: they end the re-encoding early.
      const stopped = () => parts.stopped() || this.state.again;
      await this.change.work(missing, { ...parts, stopped }, async (photos) => {
        this.progress.made(photos.length);
        tell({ type: 'encoded', space: target.space.id, photos: [...photos] });
        await this.tellIndexing();
      });
    }
    return true;
  }

  private async mustStop(): Promise<boolean> {
    const { problem, rest } = this.progress;
    if (this.state.phase === 'stopping' || problem !== null || rest !== null) return true;
    return (await queueCounts()).run.paused;
  }

  /** Returns the waiting files whose bytes this tab can read, and gives up the lost ones. */
  private async workable(): Promise<QueuedFile[]> {
    const { files, locked, lost } = await workableFiles();
    this.progress.locked = locked;
    for (const file of lost) {
      await this.failed(file, 'source-gone', 'Its tab was closed before a copy was kept.');
    }
    return files.filter(({ key }) => !this.putOff.has(key));
  }

  private async committed(files: QueuedFile[], changes: Committed): Promise<void> {
    const { added, removed, changed, found } = changes;
    for (const { key, source } of files) {
      this.picked.forget(key);
      this.touched.add(source);
    }
    this.progress.made(files.length);
    await this.change.arrived(added);
    this.found.push(...found);
    tell({ type: 'photos', added, removed });
    if (changed.length > 0) tell({ type: 'marked', photos: changed });
    await this.tellIndexing();
  }

  private async failed(file: QueuedFile, reason: ProblemCode, detail: string): Promise<void> {
    // The folder was locked meanwhile: its files wait for the user and have not failed.
    if (reason === 'permission-lost' && (await lockedSourceIds()).has(file.source)) return;
    const failed = await giveUp(file.key, reason, detail, PASSING.includes(reason));
    this.picked.forget(file.key);
    if (!failed) return;
    tell({ type: 'failed', failed: [failedPhoto(failed)] });
    // It was not the file that a photo has been waiting for.
    if (failed.perhaps !== undefined) tellOutcome(await settlePhotos([failed.perhaps]));
    await this.tellIndexing();
  }
}
