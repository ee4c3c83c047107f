/**
 * What the library worker offers, and the events it posts. It is the only writer of photos, searches, boxes
 * and the library's settings; the models worker writes the files of models.
 */

import type { ProblemCode } from '#core/errors';
import type { PackedCards } from '#core/packed-cards';
import type { FailedPhoto, Indexing, PhotoCard, PhotoNo } from '#core/photo';
import type { Searches } from '#core/searches';
import type { ChoicesHere, SpaceId } from '#core/space';
import type { Topic } from '#workers/shared/channel';
import type { BackgroundState } from './background/contract';
import type { BackupVerbs } from './backup/contract';
import type { BoxState, BoxVerbs } from './boxes/contract';
import type { BackendChoice } from './encoding/contract';
import type { FolderIndexState, FolderIndexVerbs } from './folder-index/contract';
import type { IndexingVerbs } from './indexing/contract';
import type { PeopleVerbs } from './people/contract';
import type { PhotoVerbs, SearchVerbs } from './photos/contract';
import type { SourceState, SourceVerbs } from './sources/contract';
import type { TilesVerbs } from './tiles/contract';
import type { WordsState, WordsVerbs } from './words/contract';

export type * from './background/contract';
export type * from './backup/contract';
export type * from './boxes/contract';
export type * from './encoding/contract';
export type * from './folder-index/contract';
export type * from './indexing/contract';
export type * from './people/contract';
export type * from './photos/contract';
export type * from './sources/contract';
export type * from './tiles/contract';
export type * from './words/contract';

export interface LibrarySnapshot {
  /** Newest first. */
  photos: PackedCards;
  failed: FailedPhoto[];
  sources: SourceState[];
  indexing: Indexing;
  backends: BackendChoice[];
  choices: ChoicesHere;
  searches: Searches;
  boxes: BoxState[];
  /** The browser stores nothing: the library is gone with this tab, and other tabs have their own. */
  inMemory: boolean;
}

export interface LibraryWorker
  extends SourceVerbs,
    IndexingVerbs,
    BoxVerbs,
    PhotoVerbs,
    SearchVerbs,
    WordsVerbs,
    PeopleVerbs,
    TilesVerbs,
    BackupVerbs,
    FolderIndexVerbs {
  /**
   * Opens the library and resumes indexing.
   * @param blocked called if this, `erase` or a later read must wait for another tab or the browser; says which, and null
   *   where a read waits no longer
   * @param crashes times in a row that the browser closed this tab while it indexed
   * @throws Problem `newer-library`, `no-storage`
   */
  open(blocked: (why: ProblemCode | null) => void, crashes?: number): Promise<LibrarySnapshot>;
  /** Deletes the whole library and its settings. The user's files stay. */
  erase(): Promise<void>;
}

/**
 * Every change is posted here, to the page, to search and to other tabs alike. Raise the version whenever an
 * earlier build would misread an event: if a type or field is removed, renamed, or changes its meaning. A new
 * type of event, or a new field that may be ignored, needs no new version.
 */
export const LIBRARY_EVENTS: Topic<LibraryEvent> = { name: 'mitsuke-library', version: 2 };

export type LibraryEvent =
  /** What the views gain and lose. A photo that was removed comes again if a file of it is back. */
  | { type: 'photos'; added: PhotoCard[]; removed: PhotoNo[] }
  /** New photos of files that looks at folders found, at the end of their run. */
  | { type: 'found'; photos: PhotoNo[] }
  /** Photos of the library that got an embedding in a space, where they had none. */
  | { type: 'encoded'; space: SpaceId; photos: PhotoNo[] }
  /** Photos whose favourites, tags, names or clips changed, in their new state. */
  | { type: 'marked'; photos: PhotoCard[] }
  /** `all`: the complete list; otherwise an addition to the known ones. */
  | { type: 'failed'; failed: FailedPhoto[]; all?: boolean }
  | { type: 'sources'; sources: SourceState[] }
  | { type: 'indexing'; indexing: Indexing }
  | { type: 'choices'; choices: ChoicesHere }
  | { type: 'searches'; searches: Searches }
  /** A backend was measured, chosen, or given up. */
  | { type: 'backend'; choice: BackendChoice }
  /** All boxes in their present state. */
  | { type: 'boxes'; boxes: BoxState[] }
  /** How far the reading of words is, told by the tab that reads or was asked to. */
  | { type: 'words'; words: WordsState }
  /** Photos in which words were read; null if all words were forgotten. */
  | { type: 'read'; photos: PhotoNo[] | null }
  /** How far the looking for faces is, told as `words` is. */
  | { type: 'people'; people: BackgroundState }
  /** Faces were found, or people changed; `forgotten`: all of it was deleted. */
  | { type: 'faces'; forgotten: boolean }
  /** How far the encoding of tiles is, told as `words` is. */
  | { type: 'tiles'; tiles: BackgroundState }
  /** Photos whose tiles were encoded for a space; null if all tiles were deleted. */
  | { type: 'tiled'; space: SpaceId | null; photos: PhotoNo[] }
  /** Of all folders that keep an index, told by the tab that writes. */
  | { type: 'folderIndexes'; indexes: FolderIndexState[] }
  /** The user paused in some tab: the tab that indexes stops. */
  | { type: 'paused' }
  | { type: 'erased' };
