import { describe, expect, test } from 'vitest';
import { after, RESTING, type RunEvent, type RunState } from '#workers/library/indexing/run-phase';

/** As in the table: the phase, and "+" where something came that makes it go once more. */
function name({ phase, again }: RunState): string {
  return again ? `${phase} +` : phase;
}

/** Where these events lead, one after the other. */
function through(...events: RunEvent[]): string[] {
  let state = RESTING;
  return events.map((event) => {
    state = after(state, event);
    return name(state);
  });
}

describe('the phases of a run', () => {
  test('from the first file to rest', () => {
    expect(through('wake', 'granted', 'looked', 'done', 'released')).toEqual([
      'queueing',
      'working',
      'working',
      'closing',
      'resting',
    ]);
  });

  test('what comes while it works is seen when it looks again', () => {
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
    ['after it looked', ['wake', 'granted', 'looked', 'wake', 'done', 'released']],
    ['while it closes', ['wake', 'granted', 'looked', 'done', 'wake', 'released']],
    ['while it stops', ['wake', 'granted', 'stop', 'wake', 'done', 'released']],
    ['while the line is left', ['wake', 'stop', 'wake', 'released']],
    ['before it fails', ['wake', 'granted', 'wake', 'released']],
  ])('what comes %s makes it stand in line once more', (_, events) => {
    expect(through(...events).at(-1)).toBe('queueing');
  });

  test('waking it in line changes nothing: it will see everything', () => {
    expect(through('wake', 'wake', 'granted')).toEqual(['queueing', 'queueing', 'working']);
  });

  test('stopped in line, it leaves the line', () => {
    expect(through('wake', 'stop', 'released')).toEqual(['queueing', 'closing', 'resting']);
  });

  test('the lock comes all the same: the run ends before it begins', () => {
    expect(through('wake', 'stop', 'granted', 'done', 'released')).toEqual([
      'queueing',
      'closing',
      'stopping',
      'closing',
      'resting',
    ]);
  });

  test('stopping what rests, stops or closes changes nothing', () => {
    for (const events of [[], ['wake', 'granted', 'stop'], ['wake', 'granted', 'done']] as RunEvent[][]) {
      const [once, twice] = [through(...events, 'stop'), through(...events, 'stop', 'stop')];
      expect(once.at(-1)).toBe(twice.at(-1));
      if (events.length > 0) expect(once.at(-1)).toBe(events.includes('done') ? 'closing' : 'stopping');
    }
    expect(through('stop')).toEqual(['resting']);
  });

  test('a run that throws is over', () => {
    expect(through('wake', 'granted', 'released')).toEqual(['queueing', 'working', 'resting']);
    expect(through('wake', 'released')).toEqual(['queueing', 'resting']);
  });
});
