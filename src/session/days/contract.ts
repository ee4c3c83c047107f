/** What the library offers by itself: this day in earlier years, trips, seasons, a month's best. */

import type { ReadonlySignal } from '@preact/signals';
import type { Occasion, OccasionKind } from '#core/occasion';

/** No verb rejects. Whether anything is offered is `Shell.days`, which these verbs set. */
export interface Days {
  turn(on: boolean): void;
  /** Kinds that the user does not want. */
  readonly without: ReadonlySignal<ReadonlySet<OccasionKind>>;
  setWanted(kind: OccasionKind, wanted: boolean): void;
  /** Keys of single ones that the user has hidden. */
  readonly hidden: ReadonlySignal<ReadonlySet<string>>;
  hide(occasion: Pick<Occasion, 'key'>): void;
  /** Forgets which are hidden. */
  showHidden(): void;
  /** What was read last, without those that are hidden or not wanted; null before. */
  readonly offered: ReadonlySignal<readonly Occasion[] | null>;
  /**
   * Reads what is offered today, at an idle moment, unless neither the day nor the photos have changed. What cannot be
   * read stays as it was, without a notice.
   */
  read(): Promise<void>;
}
