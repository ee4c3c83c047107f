/** State of a background task for the screens: progress, result, how it ended, photos added since. */

import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { problemCode } from '#core/errors';
import type { PhotoCard, PhotoNo } from '#core/photo';
import type { Work } from './contract';

type Cards = ReadonlySignal<ReadonlyMap<PhotoNo, PhotoCard>>;

const NOTHING = { progress: null, result: null, ended: null };

export class FollowedWork<T> {
  private readonly work = signal<Omit<Work<T>, 'added'>>(NOTHING);
  /** Highest photo number that the result can contain: numbers are assigned in order of arrival. */
  private readonly last = signal(0);
  private run = 0;

  constructor(private readonly cards: Cards) {}

  readonly state = computed<Work<T>>(() => {
    const { value } = this.work;
    let added = 0;
    if (value.result) for (const no of this.cards.value.keys()) if (no > this.last.value) added++;
    return { ...value, added };
  });

  get result(): T | null {
    return this.work.peek().result;
  }

  /** Records the highest photo number: a task that starts now covers photos up to it. */
  mark(): void {
    this.last.value = [...this.cards.peek().keys()].reduce((last, no) => Math.max(last, no), 0);
  }

  /** Starts a task and ignores the outcome of a running one. The last result stays until the new one. */
  async start(work: (onProgress: (share: number) => void) => Promise<T>): Promise<void> {
    const mine = ++this.run;
    const change = (more: Partial<Work<T>>) => {
      if (mine === this.run) this.work.value = { ...this.work.value, ...more };
    };
    // Progress is posted on a separate port, so its last message may arrive after the result.
    let over = false;
    const end = (more: Partial<Work<T>>) => {
      over = true;
      change({ progress: null, ...more });
    };
    change({ progress: 0, ended: null });
    try {
      end({ result: await work((progress) => over || change({ progress })) });
    } catch (error) {
      // Stopping terminates the worker, so its call rejects: that is not an error.
      if (mine !== this.run) return;
      console.error(error);
      end({ ended: problemCode(error) });
    }
  }

  stop(): void {
    this.run++;
    this.work.value = { ...this.work.value, progress: null, ended: 'stopped' };
  }

  forget(): void {
    this.run++;
    this.work.value = NOTHING;
  }
}
