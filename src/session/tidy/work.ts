/** Work in a worker of its own, as the screens follow it: progress, stop, result, what came since. */

import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { problemCode } from '#core/errors';
import type { PhotoCard, PhotoNo } from '#core/photo';
import type { Work } from './contract';

type Cards = ReadonlySignal<ReadonlyMap<PhotoNo, PhotoCard>>;

const NOTHING = { progress: null, result: null, ended: null };

export class FollowedWork<T> {
  private readonly work = signal<Omit<Work<T>, 'added'>>(NOTHING);
  /** The highest number of a photo that the result can know: numbers are given in order of arrival. */
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

  /** Notes which photos there are: work that starts now knows these. */
  mark(): void {
    this.last.value = [...this.cards.peek().keys()].reduce((last, no) => Math.max(last, no), 0);
  }

  /** Starts work; what is under way is no longer listened to. The last result stays until the new one is there. */
  async start(work: (told: (share: number) => void) => Promise<T>): Promise<void> {
    const mine = ++this.run;
    const change = (more: Partial<Work<T>>) => {
      if (mine === this.run) this.work.value = { ...this.work.value, ...more };
    };
    // Progress comes by a port of its own: the last of it may arrive after the result.
    let over = false;
    const end = (more: Partial<Work<T>>) => {
      over = true;
      change({ progress: null, ...more });
    };
    change({ progress: 0, ended: null });
    try {
      end({ result: await work((progress) => over || change({ progress })) });
    } catch (error) {
      // What was stopped ends by being ended.
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
