/** Turning the reading of words on and off, and what was read; see `WordsVerbs`. */

import { updateSetting } from '#store/settings';
import { forgetWords, wordsOf } from '#store/words';
import type { WordsVerbs } from '../contract';
import { tell } from '../events';
import type { WordReading } from './reading';

export function wordsVerbs(
  reading: Pick<WordReading, 'wake' | 'state' | 'tellState' | 'forgive' | 'stopped'>,
): WordsVerbs {
  return {
    words: () => reading.state(),

    async readWords(on) {
      await updateSetting('readsWords', () => (on ? 'on' : null));
      reading.forgive();
      if (on) return reading.wake();
      await reading.stopped();
      await forgetWords();
      tell({ type: 'read', photos: null });
      await reading.tellState();
    },

    async pauseWords(paused) {
      await updateSetting('readsWords', (now) => (now ? (paused ? 'paused' : 'on') : null));
      if (paused) await reading.tellState();
      else reading.wake();
    },

    wordsIn: async (photo) => (await wordsOf(photo)) ?? null,
  };
}
