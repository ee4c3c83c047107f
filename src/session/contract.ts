/**
 * The session: state and verbs of all screens. It has the members that many features share, and one contract
 * per feature. Screens only read its signals and call its verbs, so they do not depend on workers.
 *
 * State of a screen is a signal here if it outlives the screen, because it is stored for the next visit or
 * read by another screen. View state that only the screen itself needs is a signal in the screen's own
 * module.
 */

import type { ReadonlySignal, Signal } from '@preact/signals';
import type { ProblemCode } from '#core/errors';
import type { Language } from '#core/languages';
import type { Indexing, Marks, PhotoCard, PhotoNo } from '#core/photo';
import type { SourceState } from '#workers/library/contract';
import type { Atlas } from './atlas/contract';
import type { Backup } from './backup/contract';
import type { Benchmark } from './benchmark/contract';
import type { Boxes } from './boxes/contract';
import type { Days } from './days/contract';
import type { Export } from './export/contract';
import type { Answer, Finding, Query } from './finding/contract';
import type { FolderIndexes } from './folder-index/contract';
import type { Labels } from './labels/contract';
import type { Library } from './library/contract';
import type { Models } from './models/contract';
import type { People } from './people/contract';
import type { Privacy } from './privacy/contract';
import type { KeptSearches } from './searches/contract';
import type { Place, Shell } from './shell/contract';
import type { System } from './system/contract';
import type { Tidy } from './tidy/contract';
import type { Tiles } from './tiles/contract';
import type { Words } from './words/contract';

/** No verb rejects: errors become notices. */
export interface Session {
  readonly place: ReadonlySignal<Place>;
  go(place: Place): void;
  readonly language: Signal<Language>;
  /** Why the library cannot be opened; then nothing else works. `library-blocked`, `read-blocked` and `erase-blocked` resolve by themselves. */
  readonly fatal: ReadonlySignal<ProblemCode | null>;
  /** Whether the library has been read; before that even whether it is empty is unknown. */
  readonly opened: ReadonlySignal<boolean>;
  /** Newest first. */
  readonly photos: ReadonlySignal<readonly PhotoCard[]>;
  readonly sources: ReadonlySignal<readonly SourceState[]>;
  readonly indexing: ReadonlySignal<Indexing>;
  /**
   * Returns the object URL of a thumbnail, from an LRU cache; null if the photo was removed.
   * @param isDamaged what this returned before cannot be shown, so it is made anew
   */
  thumbnail(photo: PhotoNo, isDamaged?: boolean): Promise<string | null>;
  /** Returns the thumbnail's URL if it is cached, else null. */
  cachedThumbnail(photo: PhotoNo): string | null;
  /** Sets favourites and tags. */
  mark(photos: readonly PhotoNo[], marks: Marks): Promise<void>;
  readonly query: ReadonlySignal<Query>;
  /** Changes the query; omitted fields stay as they are. */
  ask(change: Partial<Query>): void;
  /** The answer to the query; while it is being computed, the answer to the one before. */
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
  readonly backup: Backup;
  readonly shell: Shell;
  readonly system: System;
  /** Loads the ledger of requests; null if its code cannot be fetched now. */
  privacy(): Promise<Privacy | null>;
  /** The same of the words in photos. */
  words(): Promise<Words | null>;
  /** Of the tiles of large photos. */
  tiles(): Promise<Tiles | null>;
  /** Of people. */
  people(): Promise<People | null>;
  /** Of the indexes that folders keep in themselves. */
  folderIndexes(): Promise<FolderIndexes | null>;
  /** Of where photos were taken. */
  atlas(): Promise<Atlas | null>;
  /** And of what the library offers by itself. */
  days(): Promise<Days | null>;
}
