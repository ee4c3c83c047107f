/** How the indexing goes, as the screens show it. */

import type { ProblemCode } from '#core/errors';
import type { Indexing } from '#core/photo';
import { Rate } from '#core/rate';
import type { queueCounts } from '#store/queue';

type Counts = Awaited<ReturnType<typeof queueCounts>>;

/** What a tab knows of its run beside what the store counts. */
export class Progress {
  /** Why the run cannot go on; null while it can. */
  problem: ProblemCode | null = null;
  /** Waiting files in folders that the user has to unlock first. */
  locked = 0;
  private readonly rate = new Rate();

  /** So many photos are done, right now. */
  made(count: number): void {
    this.rate.add(count, performance.now());
  }

  /** A run begins or ends: what it takes from here on is measured anew. */
  restart(): void {
    this.rate.reset();
  }

  /**
   * @param working whether photos are under way right now
   * @param changing how far the change of the space is; null while there is none
   */
  indexing(counts: Counts, working: boolean, changing: Indexing['changing']): Indexing {
    const { done, failed, waiting, run } = counts;
    const { problem, locked } = this;
    const left = changing ? changing.total - changing.done : 0;
    const workable = waiting - locked + left;
    // What is under way is finished first, and only then it is a pause.
    const stuck = !working && (run.paused || problem !== null);
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
    };
  }
}
