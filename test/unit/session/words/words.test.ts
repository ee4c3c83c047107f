import { expect, test, vi } from 'vitest';
import { startNotices } from '#session/shell/notices';
import { startWords } from '#session/words/start';
import { LIBRARY_EVENTS, type WordsState, type WordsVerbs } from '#workers/library/contract';
import { openChannel } from '#workers/shared/channel';
import { held, settled } from '../held';

const OFF: WordsState = { state: 'off', read: 0, total: 3, problem: null };

function library(verbs: Partial<WordsVerbs> = {}): WordsVerbs {
  const unasked = async () => {
    throw new Error('Not asked in this test.');
  };
  return { words: async () => OFF, readWords: unasked, pauseWords: unasked, wordsIn: unasked, ...verbs };
}

test('the state is asked for once, and then followed; what was told is newer than the answer', async () => {
  const answer = held<WordsState>();
  const { attempt } = startNotices();
  const { state } = startWords({ library: library({ words: () => answer.promise }), attempt });
  expect(state.value).toBeNull();
  const told = new Promise<void>((resolve) => {
    state.subscribe((now) => now && resolve());
  });
  openChannel(LIBRARY_EVENTS).tell({ type: 'words', words: { ...OFF, state: 'reading', read: 1 } });
  await told;
  expect(state.value).toMatchObject({ state: 'reading', read: 1 });
  answer.resolve(OFF);
  await settled();
  expect(state.value).toMatchObject({ state: 'reading', read: 1 });
});

test('verbs of a failing library resolve: changes in a notice, reading without one', async () => {
  const fail = vi.fn(async () => {
    throw new Error('The disk is gone.');
  });
  const { attempt, notices } = startNotices();
  const words = startWords({
    library: library({ readWords: fail, pauseWords: fail, wordsIn: fail }),
    attempt,
  });
  await words.turn(true);
  await words.pause(true);
  expect(notices.value).toHaveLength(2);
  expect(await words.in(1)).toBeNull();
  expect(notices.value).toHaveLength(2);
});
