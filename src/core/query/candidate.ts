/** What may be meant by a stretch of a sentence, before it is decided. */

import type { Filter } from '#core/filter';
import type { OtherReading, Stretch } from './reading';

/** A stretch that may mean something other than what it looks like. */
export interface Candidate extends Stretch {
  kind: Exclude<OtherReading['kind'], 'words'>;
  value: string;
  /** What says it, without small words that belong to it. */
  said: Stretch;
  /** Whether it is taken, or only offered. */
  isLikely: boolean;
  asks?: Partial<Filter>;
}
