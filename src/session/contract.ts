/**
 * What the screens know and can do: the members that many features share, and one contract a feature. The
 * screens only read its signals and call its verbs, so no screen knows that there are workers at all.
 *
 * State of a screen lives in a signal here if it outlives the screen: it is kept for the next visit, or another
 * screen reads it. A signal of the screen's own module holds the rest: how it is looked at right now.
 */

import type { ReadonlySignal, Signal } from '@preact/signals';
import type { ProblemCode } from '#core/errors';
import type { Language } from '#core/languages';
import type { Indexing, Marks, PhotoCard, PhotoNo } from '#core/photo';
import type { SourceState } from '#workers/library/contract';
import type { Benchmark } from './benchmark/contract';
import type { Boxes } from './boxes/contract';
import type { Export } from './export/contract';
import type { Answer, Finding, Query } from './finding/contract';
import type { Labels } from './labels/contract';
import type { Library } from './library/contract';
import type { Models } from './models/contract';
import type { KeptSearches } from './searches/contract';
import type { Place, Shell } from './shell/contract';
import type { Tidy } from './tidy/contract';

/** Nothing here rejects: what goes wrong becomes a notice. */
export interface Session {
  readonly place: ReadonlySignal<Place>;
  go(place: Place): void;
  readonly language: Signal<Language>;
  /** Why the library cannot be opened; nothing else works then. `library-blocked` passes by itself. */
  readonly fatal: ReadonlySignal<ProblemCode | null>;
  /** The library has been read; before that nothing is known, not even whether it is empty. */
  readonly opened: ReadonlySignal<boolean>;
  /** Newest first. */
  readonly photos: ReadonlySignal<readonly PhotoCard[]>;
  readonly sources: ReadonlySignal<readonly SourceState[]>;
  readonly indexing: ReadonlySignal<Indexing>;
  /** Object URL of a thumbnail, kept in a bounded cache; null if the photo is gone. */
  thumbnail(photo: PhotoNo): Promise<string | null>;
  /** The thumbnail's URL if it is in the cache right now. */
  cachedThumbnail(photo: PhotoNo): string | null;
  /** Favourites and tags. */
  mark(photos: readonly PhotoNo[], marks: Marks): Promise<void>;
  readonly query: ReadonlySignal<Query>;
  /** Changes what is asked; what is left out stays as it is. */
  ask(change: Partial<Query>): void;
  /** To the query, or to the one before while this one is being answered. */
  readonly answer: ReadonlySignal<Answer>;

  readonly finding: Finding;
  readonly searches: KeptSearches;
  readonly library: Library;
  readonly export: Export;
  readonly labels: Labels;
  readonly tidy: Tidy;
  readonly models: Models;
  readonly boxes: Boxes;
  readonly benchmark: Benchmark;
  readonly shell: Shell;
}
