/** One run of saving at a time: its progress, and how it is cancelled. */

import type { Signal } from '@preact/signals';
import type { Saving } from './contract';

export interface SavingRun {
  /** Aborted when the run is cancelled. */
  signal: AbortSignal;
  /** @param done photos that are written */
  step(done: number): void;
}

export function savingRuns(saving: Signal<Saving | null>) {
  let stop = new AbortController();
  return {
    cancel: () => stop.abort(),
    /** Whether nothing is being saved. Ask before the user picks where to. */
    isFree: () => saving.peek() === null,
    /**
     * Cancels the run before.
     * @returns false if this one was cancelled
     * @throws what `work` throws, unless it was cancelled
     */
    async run(total: number, work: (run: SavingRun) => Promise<void>): Promise<boolean> {
      stop.abort();
      stop = new AbortController();
      const { signal } = stop;
      const step = (done: number) => {
        if (!signal.aborted) saving.value = { done, total };
      };
      step(0);
      try {
        await work({ signal, step });
        return true;
      } catch (error) {
        if (!signal.aborted) throw error;
        return false;
      } finally {
        if (stop.signal === signal) saving.value = null;
      }
    },
  };
}
