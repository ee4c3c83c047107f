/** Words in photos. */

import type { PhotoNo } from '#core/photo';
import type { WordLine } from '#core/words';
import type { BackgroundState } from '../background/contract';

export type WordsState = BackgroundState;

/** Words in photos. */
export interface WordsVerbs {
  words(): Promise<WordsState>;
  /** Begins to read the words in all photos, or ends that and forgets what was read. */
  readWords(on: boolean): Promise<void>;
  /** Until `readWords`, or this with false. */
  pauseWords(paused: boolean): Promise<void>;
  /** Returns the lines of a photo, from top to bottom; null if it was not read. */
  wordsIn(photo: PhotoNo): Promise<readonly WordLine[] | null>;
}
