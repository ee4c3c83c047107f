/** Searches that are kept, by the user or by themselves, and what could be searched for. */

import type { ReadonlySignal } from '@preact/signals';
import type { PhotoCard } from '#core/photo';
import type { Suggestion } from '#core/query/suggest';
import type { Asked, Searches } from '#core/searches';

/** What a search finds right now, without being asked in earnest. */
export interface Glance {
  /** The first match; null if there is none. */
  cover: PhotoCard | null;
  /** Matches above the line; of conditions alone, all that meet them. */
  count: number;
}

/** Nothing here rejects: what goes wrong becomes a notice, and of `suggest` and `glance` nothing. */
export interface KeptSearches {
  readonly kept: ReadonlySignal<Searches>;
  /** Keeps what is asked now under a name. A photo from outside cannot be kept, so nothing happens then. */
  save(name: string): Promise<void>;
  rename(id: string, name: string): void;
  forget(id: string): void;
  forgetRecent(): void;
  /** Whether searches are remembered that nobody saved; if not, those that are go. */
  remember(on: boolean): void;
  /** Asks a search again. If its photo is gone, the rest of it. */
  open(search: Asked): void;
  /** Null if it cannot be answered now: no model, or none for its language. */
  glance(search: Asked): Promise<Glance | null>;
  /** What could be meant by what is typed; `cursor` is a position in the text. */
  suggest(text: string, cursor: number): Promise<readonly Suggestion[]>;
}
