/**
 * What the screens know and can do. `src/app` makes the session from the workers; the screens
 * only read its signals and call its verbs, so no screen knows that there are workers at all.
 */

import type { ReadonlySignal, Signal } from '@preact/signals';
import type { ProblemCode } from '#core/errors';
import { type Facets, type Filter, isOpen, NO_FILTER } from '#core/filter';
import type { LogSums } from '#core/labels';
import type { Language } from '#core/languages';
import type { FailedPhoto, GeoPoint, Indexing, Marks, PhotoCard, PhotoNo, SourceId } from '#core/photo';
import type { PickedFile } from '#core/picked-file';
import type { Reading } from '#core/query/reading';
import type { Suggestion } from '#core/query/suggest';
import type { Strength } from '#core/rank';
import type { Asked, Searches } from '#core/searches';
import type { Backend, Choice, Choices, EncoderId, Space, SpaceId, TextEntry } from '#core/space';
import type { BackendChoice, PhotoDetails, SourceState } from '#workers/library/contract';
import type { Presences } from '#workers/models/contract';
import type { Benchmark } from './benchmark/contract';
import type { Boxes } from './boxes/contract';
import type { Tidy } from './tidy/contract';

export type Place = 'find' | 'labels' | 'tidy' | 'settings';

/** All that is asked at once. Where everything is empty, nothing is: the whole library is shown. */
export interface Query {
  /** As it was typed, operators and all. */
  text: string;
  /** What was chosen beside the text. */
  filter: Filter;
  photo: QueryPhoto | null;
}

export type QueryPhoto =
  | { kind: 'library'; card: PhotoCard }
  /** Not in the library, and not added to it. `url` shows it. */
  | { kind: 'outside'; name: string; file: Blob; url: string };

export const NO_QUERY: Query = { text: '', filter: NO_FILTER, photo: null };

export function isAsking({ text, filter, photo }: Query): boolean {
  return text.trim() !== '' || photo !== null || !isOpen(filter);
}

/** A photo that was found. */
export interface Match {
  photo: PhotoCard;
  /** Cosine, -1..1; 0 where nothing was ranked. */
  score: number;
  strength: Strength;
  /** Photos nearly identical to this one, which stand behind it. */
  stack: readonly Match[];
}

/** The answer to a query. */
export interface Found {
  query: Query;
  /** How its text was understood. */
  reading: Reading;
  /** False where the query has conditions alone: then every photo that meets them matches, the newest first. */
  ranked: boolean;
  /** Best first, as far as they have been asked for; see `Session.more`. */
  matches: readonly Match[];
  /** Photos that meet the conditions. */
  total: number;
  unspoken: Unspoken | null;
}

/** What a search finds right now, without being asked in earnest. */
export interface Glance {
  /** The first match; null where there is none. */
  cover: PhotoCard | null;
  /** Matches above the line; of conditions alone, all that meet them. */
  count: number;
}

export type Finding =
  | { state: 'none' }
  /** The first answer to this query is not there yet; the last one, if any, is still shown. */
  | { state: 'searching' }
  | ({ state: 'found' } & Found)
  | { state: 'problem'; problem: ProblemCode };

/** No installed text encoder understands the language of the query. */
export interface Unspoken {
  /** BCP 47, or "und-Latn" for a Latin language that is not English. */
  language: string;
  /** One of the same space that does, and what bringing it in takes; null where the space has none. */
  offer: { encoder: TextEntry; bytes: number } | null;
}

// --- labels: many texts against the whole library

/** The cosines of photos and texts, and what both softmaxes need; see core/labels. */
export interface Scores extends LogSums {
  texts: readonly string[];
  /** The rows. All photos that have an embedding, the newest first. */
  photos: readonly PhotoCard[];
  /** photos x texts. */
  cosines: Float32Array;
  /** What "none of these" stands for; see `noneCosine`. */
  none: number;
  unspoken: Unspoken | null;
}

/** A comparison under way, and the last that has come about. */
export interface Comparing {
  /** How many of its texts are encoded; null while nothing is under way. */
  progress: { done: number; total: number } | null;
  problem: ProblemCode | null;
  scores: Scores | null;
}

export const NOT_COMPARED: Comparing = { progress: null, problem: null, scores: null };

/** Photos that are given a tag together. */
export interface Tagging {
  tag: string;
  photos: readonly PhotoNo[];
}

/** Everything about models: what there is, what is here, what is in use. */
export interface ModelsView {
  /** From the smallest to the largest, the user's own last. */
  spaces: readonly Space[];
  presences: Presences;
  choices: Choices;
  backends: readonly BackendChoice[];
  /** Address that stands in for the public hub; null for the hub itself. */
  mirror: string | null;
}

/** How far the model and the offline copy of the app are. */
export interface Readiness {
  modelId: string;
  /** Bytes of model files here and in all; null when nothing is on its way. */
  loading: { loaded: number; total: number } | null;
  modelProblem: ProblemCode | null;
  offline: 'preparing' | 'ready' | 'unavailable';
  updateWaiting: boolean;
  /** Whether the browser offers to install the app right now. */
  installable: boolean;
}

/** A short message at the edge of the screen. */
export interface Notice {
  id: number;
  problem?: ProblemCode;
  /** For the problems whose detail helps the user (a model of their own that misses a file). */
  detail?: string;
  /** Key of a sentence that is not a problem. */
  done?:
    | 'removed'
    | 'erased'
    | 'nothingNew'
    | 'added'
    | 'saved'
    | 'savedPreviews'
    | 'copied'
    | 'copiedNames'
    | 'noOriginal';
  count?: number;
}

/** How far the saving of several copies is. */
export interface Saving {
  done: number;
  total: number;
}

export type ListFormat = 'csv' | 'json';

export interface StorageUse {
  bytes: number;
  /** What the browser grants in all. */
  quota: number;
  /** Whether the browser promised not to clear it by itself. */
  persisted: boolean;
}

export type Theme = 'system' | 'light' | 'dark';

export interface Session {
  readonly boxes: Boxes;
  readonly benchmark: Benchmark;
  readonly tidy: Tidy;

  // --- what is
  readonly place: ReadonlySignal<Place>;
  /** Why the library cannot be opened; nothing else works then. `library-blocked` passes by itself. */
  readonly fatal: ReadonlySignal<ProblemCode | null>;
  /** The library has been read; before that nothing is known, not even whether it is empty. */
  readonly opened: ReadonlySignal<boolean>;
  /** Newest first. */
  readonly photos: ReadonlySignal<readonly PhotoCard[]>;
  readonly failed: ReadonlySignal<readonly FailedPhoto[]>;
  readonly sources: ReadonlySignal<readonly SourceState[]>;
  readonly indexing: ReadonlySignal<Indexing>;
  readonly query: ReadonlySignal<Query>;
  readonly finding: ReadonlySignal<Finding>;
  readonly searches: ReadonlySignal<Searches>;
  readonly readiness: ReadonlySignal<Readiness>;
  readonly models: ReadonlySignal<ModelsView>;
  /** Classes against the library. */
  readonly labelling: ReadonlySignal<Comparing>;
  /** A batch of queries against the library. */
  readonly batch: ReadonlySignal<Comparing>;
  /** The tags given last, to those photos that did not have them; null where there is nothing to undo. */
  readonly lastTagging: ReadonlySignal<readonly Tagging[] | null>;
  readonly notices: ReadonlySignal<readonly Notice[]>;
  readonly theme: Signal<Theme>;
  readonly language: Signal<Language>;
  /** Height in CSS pixels that grid rows aim at on wide screens. */
  readonly rowHeight: Signal<number>;
  /** Share of wrong matches that is borne above the line under the good ones: one of `LINES`. */
  readonly line: Signal<number>;
  /** How what stands above the line is ordered. */
  readonly order: Signal<'relevance' | 'date'>;
  /** The classes that were typed last, as they were typed. */
  readonly labels: Signal<string>;

  // --- what can be done. None of these throws: what goes wrong becomes a notice.
  go(place: Place): void;
  /** Changes what is asked; what is left out stays as it is. */
  ask(change: Partial<Query>): void;
  /** Asks for photos like this one, which is not added to the library. */
  askPhoto(file: File): void;
  /** The next matches of the query, beyond those that are there. */
  more(): void;
  /** What there is to filter by. */
  facets(): Promise<Facets>;
  /** What could be meant by what is typed; `cursor` is a position in the text. */
  suggest(text: string, cursor: number): Promise<readonly Suggestion[]>;
  /** What a place is called, after the nearest city; null where none is near, or cities cannot be fetched. */
  cityAt(point: GeoPoint): Promise<string | null>;
  /** Keeps what is asked now under a name. A photo from outside cannot be kept, so nothing happens then. */
  saveSearch(name: string): Promise<void>;
  renameSearch(id: string, name: string): void;
  forgetSearch(id: string): void;
  forgetRecent(): void;
  /** Whether searches are remembered that nobody saved; where not, those that are go. */
  rememberSearches(on: boolean): void;
  /** Asks a search again. Where its photo is gone, the rest of it. */
  openSearch(search: Asked): void;
  /** Null where it cannot be answered now: no model, or none for its language. */
  glance(search: Asked): Promise<Glance | null>;
  addFiles(files: readonly PickedFile[]): Promise<void>;
  /** Asks for a folder where the browser can; false where the screen must fall back to an input. */
  pickFolder(): Promise<boolean>;
  addFolderFiles(name: string, files: readonly PickedFile[]): Promise<void>;
  /** Takes whatever was dropped or pasted: files and folders. */
  addTransfer(transfer: DataTransfer): Promise<void>;
  addSamples(): Promise<void>;
  removeSource(source: SourceId): Promise<void>;
  removePhotos(photos: readonly PhotoNo[]): Promise<void>;
  /** Favourites and tags. */
  mark(photos: readonly PhotoNo[], marks: Marks): Promise<void>;
  /** Asks the browser for the locked folders again, then looks for new photos in all of them. */
  reconnect(): Promise<void>;
  pause(): void;
  resume(): void;
  retryFailed(): void;
  dismissFailed(): void;
  dismissNotice(id: number): void;
  /** Object URL of a thumbnail, kept in a bounded cache; null where the photo is gone. */
  thumbnail(photo: PhotoNo): Promise<string | null>;
  /** The thumbnail's URL if it is in the cache right now. */
  cachedThumbnail(photo: PhotoNo): string | null;
  /** Object URL of the picture at its best; the caller revokes it. */
  picture(photo: PhotoNo): Promise<string | null>;
  details(photo: PhotoNo): Promise<PhotoDetails | null>;
  /** In the order asked for; photos that are gone are left out. */
  detailsOf(photos: readonly PhotoNo[]): Promise<PhotoDetails[]>;

  // Taking out: originals where they can be read right now, else the stored previews, and a notice says so.
  /** Null while none are saved. */
  readonly saving: ReadonlySignal<Saving | null>;
  /** One as a file; several into a folder that the user picks, or as one ZIP where the browser has none. */
  saveCopies(photos: readonly PhotoNo[]): Promise<void>;
  cancelSaving(): void;
  /** Hands them to another app; where the device does not, copies are saved. */
  share(photos: readonly PhotoNo[]): Promise<void>;
  /** One as a picture, several as their names, to the clipboard. */
  copy(photos: readonly PhotoNo[]): Promise<void>;
  /** Saves a list of these photos, or of all that is shown, with the scores of the present query. */
  exportList(format: ListFormat, photos?: readonly PhotoNo[]): Promise<void>;
  /** In a tab of its own. */
  openOriginal(photo: PhotoNo): Promise<void>;

  storage(): Promise<StorageUse | null>;
  erase(): Promise<void>;

  /** Brings in an encoder; its progress is its presence. */
  installEncoder(encoder: EncoderId): void;
  cancelEncoder(encoder: EncoderId): void;
  /** The person's word on files of unknown hash. */
  confirmEncoder(encoder: EncoderId, accepted: boolean): void;
  repairEncoder(encoder: EncoderId): void;
  removeEncoder(encoder: EncoderId): void;
  /** Fills the library for another space or build, in the background; see `LibraryWorker.choose`. */
  choose(choice: Choice): void;
  chooseBackend(encoder: EncoderId, backend: Backend | null): void;
  /** False where the address is none; the notice says so. */
  useMirror(address: string | null): Promise<boolean>;
  /** A model of the user's own, from a folder that was picked. Null where it did not work; the notice says why. */
  addModelFolder(name: string, files: readonly PickedFile[]): Promise<SpaceId | null>;
  addModelAddress(address: string): Promise<SpaceId | null>;
  forgetModel(space: SpaceId): void;
  /** Compares classes with every photo; see `labelling`. No classes clear it. */
  label(labels: readonly string[]): void;
  /** The same for a batch of queries; see `batch`. */
  askMany(queries: readonly string[]): void;
  /** Gives photos tags. */
  applyTags(tags: readonly Tagging[]): Promise<void>;
  /** Takes back what was applied last. */
  undoTags(): Promise<void>;
  install(): Promise<void>;
  /** Reloads into the version that waits. */
  update(): void;
}
