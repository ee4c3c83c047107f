import { describe, expect, test } from 'vitest';
import { after, RESTING, type RunEvent, type RunState } from '#workers/library/indexing/run-phase';

/** Returns the phase as in the table, with "+" if a wake requests another round. */
function name({ phase, again }: RunState): string {
  return again ? `${phase} +` : phase;
}

/** Returns the phases to which these events lead, one after the other. */
function through(...events: RunEvent[]): string[] {
  let state = RESTING;
  return events.map((event) => {
    state = after(state, event);
    return name(state);
  });
}

describe('the phases of a run', () => {
  test('lead from the first file to rest', () => {
    expect(through('wake', 'granted', 'looked', 'done', 'released')).toEqual([
      'queueing',
      'working',
      'working',
      'closing',
      'resting',
    ]);
  });

  test('include another look if a wake comes during the work', () => {
    expect(through('wake', 'granted', 'wake', 'looked', 'done', 'released')).toEqual([
      'queueing',
      'working',
      'working +',
      'working',
      'closing',
      'resting',
    ]);
  });

  test.each<[string, RunEvent[]]>([
    ['after the look', ['wake', 'granted', 'looked', 'wake', 'done', 'released']],
    ['while closing', ['wake', 'granted', 'looked', 'done', 'wake', 'released']],
    ['while stopping', ['wake', 'granted', 'stop', 'wake', 'done', 'released']],
    ['while leaving the queue', ['wake', 'stop', 'wake', 'released']],
    ['before a failure', ['wake', 'granted', 'wake', 'released']],
  ])('return to the queue if a wake comes %s', (_, events) => {
    expect(through(...events).at(-1)).toBe('queueing');
  });

  test('do not change at a wake in the queue, because the run will see everything', () => {
    expect(through('wake', 'wake', 'granted')).toEqual(['queueing', 'queueing', 'working']);
  });

  test('leave the queue at a stop', () => {
    expect(through('wake', 'stop', 'released')).toEqual(['queueing', 'closing', 'resting']);
  });

  test('end before the work if the lock is granted after a stop', () => {
    expect(through('wake', 'stop', 'granted', 'done', 'released')).toEqual([
      'queueing',
      'closing',
      'stopping',
      'closing',
      'resting',
    ]);
  });

  test('do not change at a stop while resting, stopping or closing', () => {
    for (const events of [[], ['wake', 'granted', 'stop'], ['wake', 'granted', 'done']] as RunEvent[][]) {
      const [once, twice] = [through(...events, 'stop'), through(...events, 'stop', 'stop')];
      expect(once.at(-1)).toBe(twice.at(-1));
      if (events.length > 0) expect(once.at(-1)).toBe(events.includes('done') ? 'closing' : 'stopping');
    }
    expect(through('stop')).toEqual(['resting']);
  });

  test('end when the run throws', () => {
    expect(through('wake', 'granted', 'released')).toEqual(['queueing', 'working', 'resting']);
    expect(through('wake', 'released')).toEqual(['queueing', 'resting']);
  });
});
