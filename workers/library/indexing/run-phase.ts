/**
 * State machine of indexing in one tab. A lock makes sure that one tab indexes at a time; if the tab that
 * holds it dies, the next in line takes over.
 *
 * | phase    | meaning                              | wake     | granted  | stop     | done    | released |
 * | -------- | ------------------------------------ | -------- | -------- | -------- | ------- | -------- |
 * | resting  | nothing to do                        | queueing |          |          |         |          |
 * | queueing | waits for the lock                   |          | working  | closing  |         | resting  |
 * | working  | holds the lock and works             | again    |          | stopping | closing | resting  |
 * | stopping | ends after the batches in flight     | again    |          |          | closing | resting  |
 * | closing  | aborts its request or frees the lock | again    | stopping |          |         | resting  |
 *
 * An empty cell changes nothing. `again` is a flag beside the phase: work arrived that the run may not have
 * seen. The run clears it when it next scans for work (`looked`); while it is set, `released` leads to
 * queueing at once. The lock may still be granted at the moment its request is aborted: that run ends before
 * it begins. From queueing, working and stopping, `released` means that the lock or the run itself has
 * failed.
 */
type Phase = 'resting' | 'queueing' | 'working' | 'stopping' | 'closing';

export interface RunState {
  phase: Phase;
  /** Work arrived during a run: it runs once more. */
  again: boolean;
}

export type RunEvent =
  /** There may be work. */
  | 'wake'
  /** The lock is held. */
  | 'granted'
  /** The run scans for work, and so sees everything that woke it until now. */
  | 'looked'
  /** The run is to end. */
  | 'stop'
  /** No work is left that can be done. */
  | 'done'
  /** The lock is free again, or its request was aborted. */
  | 'released';

export const RESTING: RunState = { phase: 'resting', again: false };

const NEXT: Record<Phase, Partial<Record<RunEvent, Phase>>> = {
  resting: { wake: 'queueing' },
  queueing: { granted: 'working', stop: 'closing', released: 'resting' },
  working: { stop: 'stopping', done: 'closing', released: 'resting' },
  stopping: { done: 'closing', released: 'resting' },
  closing: { granted: 'stopping', released: 'resting' },
};

/** Returns the state after an event; the same object if the event changes nothing. */
export function after(state: RunState, event: RunEvent): RunState {
  const { phase, again } = state;
  if (event === 'released' && again) return { phase: 'queueing', again: false };
  if (event === 'looked' && again) return { phase, again: false };
  // A queued run has yet to scan for work, and will see everything.
  if (event === 'wake' && phase !== 'resting' && phase !== 'queueing') return { phase, again: true };
  const next = NEXT[phase][event];
  return next ? { phase: next, again } : state;
}
