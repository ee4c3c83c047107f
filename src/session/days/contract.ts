/** What the library offers by itself: this day in earlier years, trips, seasons, a month's best. */

import type { ReadonlySignal } from '@preact/signals';
import type { Occasion, OccasionKind } from '#core/occasions';
import type { PhotoCard } from '#core/photo';

/** No verb rejects. Whether anything is offered at all is `Shell.days`. */
export interface Days {
  /** Kinds that the user does not want. */
  readonly without: ReadonlySignal<ReadonlySet<OccasionKind>>;
  setWanted(kind: OccasionKind, wanted: boolean): void;
  /** How many single ones the user has hidden. */
  readonly hidden: ReadonlySignal<number>;
  hide(occasion: Pick<Occasion, 'key'>): void;
  /** Forgets which are hidden. */
  showHidden(): void;
  /**
   * Returns what is offered today, without what is hidden or not wanted; null, without a notice, if it cannot be read
   * now. It begins at an idle moment, and is answered from the last time if neither the day nor the photos have changed.
   */
  read(): Promise<readonly Occasion[] | null>;
  /** Returns the photos of one that are still in the library, in the order of time. */
  photosOf(occasion: Pick<Occasion, 'photos'>): readonly PhotoCard[];
}
