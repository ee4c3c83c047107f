/** Creates what `Session.words` returns. */

import { signal } from '@preact/signals';
import { LIBRARY_EVENTS, type WordsState, type WordsVerbs } from '#workers/library/contract';
import { openChannel } from '#workers/shared/channel';
import type { Attempt } from '../shell/notices';
import type { Words } from './contract';

interface Parts {
  library: WordsVerbs;
  attempt: Attempt;
}

export function startWords({ library, attempt }: Parts): Words {
  const state = signal<WordsState | null>(null);
  let isTold = false;
  openChannel(LIBRARY_EVENTS).hear((event) => {
    if (event.type !== 'words') return;
    isTold = true;
    state.value = event.words;
  });
  library.words().then(
    (now) => {
      if (!isTold) state.value = now;
    },
    () => undefined,
  );
  return {
    state,
    turn: (on) => attempt(() => library.readWords(on)),
    pause: (paused) => attempt(() => library.pauseWords(paused)),
    in: (photo) => library.wordsIn(photo).catch(() => null),
  };
}
