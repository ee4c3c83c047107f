/** An occasion: photos that the library offers by itself. */

import type { GeoPoint, PhotoNo } from './photo';
import type { SeasonName } from './seasons';
import type { WallTime } from './wall-clock';

/** In the order they are shown in. */
export const OCCASION_KINDS = ['day', 'trip', 'season', 'best'] as const;

export type OccasionKind = (typeof OCCASION_KINDS)[number];

export interface OccasionFacts {
  /** Names it for good: the same occasion has the same key on another day. */
  key: string;
  /** [from, before). */
  from: WallTime;
  before: WallTime;
  /** In the order of time. Of `best` all of the month, until the best are chosen (`best.ts`). */
  photos: Uint32Array<ArrayBuffer>;
  /** One of them. */
  cover: PhotoNo;
}

export type Occasion = OccasionFacts &
  (
    | { kind: 'best' }
    | { kind: 'day'; yearsAgo: number }
    | { kind: 'trip'; stays: readonly GeoPoint[] }
    /** Null where seasons have no names; see `Hemisphere`. */
    | { kind: 'season'; name: SeasonName | null }
  );
