/** Creates what `Session.words` returns. */

import type { WordsVerbs } from '#workers/library/contract';
import { backgroundState } from '../background';
import type { Attempt } from '../shell/notices';
import type { Words } from './contract';

interface Parts {
  library: WordsVerbs;
  attempt: Attempt;
}

export function startWords({ library, attempt }: Parts): Words {
  return {
    state: backgroundState(
      () => library.words(),
      (event) => event.type === 'words' && event.words,
    ),
    turn: (on) => attempt(() => library.readWords(on)),
    pause: (paused) => attempt(() => library.pauseWords(paused)),
    in: (photo) => library.wordsIn(photo).catch(() => null),
  };
}
