/**
 * The phases of indexing in one tab, and what leads from one to the next. A lock makes sure that one tab indexes
 * at a time; when the tab that holds it dies, the next in line goes on.
 *
 * | phase    | what it is                          | wake     | granted  | stop     | done    | released |
 * | -------- | ----------------------------------- | -------- | -------- | -------- | ------- | -------- |
 * | resting  | not in line: nothing to do          | queueing |          |          |         |          |
 * | queueing | in line for the lock                |          | working  | closing  |         | resting  |
 * | working  | holds the lock, does what there is  | again    |          | stopping | closing | resting  |
 * | stopping | ends after what is under way        | again    |          |          | closing | resting  |
 * | closing  | leaves the line, or lets the lock go | again   | stopping |          |         | resting  |
 *
 * An empty field changes nothing. `again` is a mark beside the phase: something came that the run may not have seen.
 * The mark goes when the run looks for work the next time (`looked`); with it, `released` leads to queueing at once.
 * A lock may still be granted in the moment in which its line is left: that run ends before it begins. From
 * queueing, working and stopping, `released` is a failure of the lock or of the run itself.
 */
type Phase = 'resting' | 'queueing' | 'working' | 'stopping' | 'closing';

export interface RunState {
  phase: Phase;
  /** Something came while a run was under way: it goes once more. */
  again: boolean;
}

export type RunEvent =
  /** There may be work. */
  | 'wake'
  /** The lock is held. */
  | 'granted'
  /** The run looks for work: whatever woke it until here is seen now. */
  | 'looked'
  /** Somebody wants it to end. */
  | 'stop'
  /** There is no more work, or none that can be done. */
  | 'done'
  /** The lock is free again, or the line was left. */
  | 'released';

export const RESTING: RunState = { phase: 'resting', again: false };

const NEXT: Record<Phase, Partial<Record<RunEvent, Phase>>> = {
  resting: { wake: 'queueing' },
  queueing: { granted: 'working', stop: 'closing', released: 'resting' },
  working: { stop: 'stopping', done: 'closing', released: 'resting' },
  stopping: { done: 'closing', released: 'resting' },
  closing: { granted: 'stopping', released: 'resting' },
};

/** The state after an event; the same one if the event changes nothing. */
export function after(state: RunState, event: RunEvent): RunState {
  const { phase, again } = state;
  if (event === 'released' && again) return { phase: 'queueing', again: false };
  if (event === 'looked' && again) return { phase, again: false };
  // In line, it will look at everything anyway.
  if (event === 'wake' && phase !== 'resting' && phase !== 'queueing') return { phase, again: true };
  const next = NEXT[phase][event];
  return next ? { phase: next, again } : state;
}
