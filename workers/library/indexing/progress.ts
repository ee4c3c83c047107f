/** Progress of the indexing, as the screens show it. */

import type { ProblemCode } from '#core/errors';
import type { Indexing, Rest } from '#core/photo';
import { Rate } from '#core/rate';
import type { queueCounts } from '#store/queue';

type Counts = Awaited<ReturnType<typeof queueCounts>>;

/** What a tab knows of its run in addition to the store's counts. */
export class Progress {
  /** Why the run cannot go on; null while it can. */
  problem: ProblemCode | null = null;
  /** Why this device rests; null while it does not. */
  rest: Rest | null = null;
  /** Waiting files in folders that the user has to unlock first. */
  locked = 0;
  /** How far the index of a folder is read; null if none is. */
  reading: Indexing['reading'] | null = null;
  private readonly rate = new Rate();

  /** Notes that this many photos were finished now. */
  made(count: number): void {
    this.rate.add(count, performance.now());
  }

  /** Resets the rate, because a run begins or ends. */
  restart(): void {
    this.rate.reset();
  }

  /**
   * @param working whether a run is in progress
   * @param changing progress of the change of space; null without one
   */
  indexing(counts: Counts, working: boolean, changing: Indexing['changing']): Indexing {
    const { done, failed, waiting, run } = counts;
    const { problem, locked, rest, reading } = this;
    const left = changing ? changing.total - changing.done : 0;
    const workable = waiting - locked + left;
    // A run that is stopping counts as running until the batches in flight are done.
    const stuck = !working && (run.paused || problem !== null || rest !== null);
    return {
      state: waiting + left > 0 && stuck ? 'paused' : workable > 0 ? 'running' : 'idle',
      done,
      failed,
      total: done + failed + waiting,
      changing,
      run: { done: run.done, total: run.total },
      perSecond: this.rate.perSecond(),
      locked,
      problem,
      ...(rest && { rest }),
      ...(reading && { reading }),
    };
  }
}
