/**
 * What the library worker offers, and the events it tells everybody. It alone writes what is stored of
 * photos, searches, boxes and the library's settings; files of models are the models worker's.
 */

import type { ProblemCode } from '#core/errors';
import type { FailedPhoto, Indexing, Marks, Photo, PhotoCard, PhotoNo, Source, SourceId } from '#core/photo';
import type { PickedFile } from '#core/picked-file';
import type { Asked, Searches } from '#core/searches';
import type { Backend, Choice, Choices, EncoderId, SpaceId, Timing } from '#core/space';
import type { Topic } from '#workers/shared/channel';

/** A source as the interface shows it. */
export interface SourceState extends Source {
  photos: number;
  /** The browser wants to be asked again before the folder can be read. */
  locked: boolean;
}

export interface LibrarySnapshot {
  photos: PhotoCard[];
  failed: FailedPhoto[];
  sources: SourceState[];
  indexing: Indexing;
  backends: BackendChoice[];
  choices: Choices;
  searches: Searches;
  boxes: BoxState[];
}

/** What was measured of one image encoder on this device, and what follows from it. */
export interface BackendChoice {
  encoder: EncoderId;
  /** The one in use. */
  backend: Backend;
  /** The user's own choice; null if the measurement chooses. */
  wanted: Backend | null;
  /** Milliseconds a picture over ten runs, by backend. */
  timings: Partial<Record<Backend, Timing>>;
  /** Why a backend is not used: it failed the self-test, was not there, or failed twice. */
  refused: Partial<Record<Backend, string>>;
}

/** Random, given when the box is added. */
export type BoxId = string;

/** Where the time of a batch goes, milliseconds a picture; medians of the last batches. */
export interface BoxLatency {
  /** On the way, there and back, sealing included. */
  link: number;
  /** Waiting at the box. */
  queue: number;
  /** In its encoder. */
  encoder: number;
}

/** What the box says of itself: agent and encoder together. */
export interface BoxLoad {
  /** 0..1 of all its cores, since it was last asked. */
  cpu: number;
  cores: number;
  /** Bytes. */
  memory: number;
}

/** A box as the interface shows it. */
export interface BoxState {
  id: BoxId;
  name: string;
  /** As people read it, "host:port"; and in its parts, see `Address` in core/protocol/pairing. */
  address: string;
  /** TLS (wss) below the bridge's own seal. */
  secure: boolean;
  host: string;
  port: number;
  enabled: boolean;
  /**
   * `off`: not connected, because nothing is to be encoded or the user switched it off. `ready`: connected and
   * checked. `waiting`: lost or out of reach, tried again by itself. `refused`: not tried again before the
   * user or another choice of space gives reason to.
   */
  state: 'off' | 'connecting' | 'ready' | 'working' | 'waiting' | 'refused';
  /** Why it waits or is refused. */
  problem: ProblemCode | null;
  /** The space it encodes for, hex SHA-256 of its model, and what runs it; null until it was first reached. */
  space: SpaceId | null;
  model: string | null;
  backend: string | null;
  /** Pictures a second, as measured; null until it was. */
  perSecond: number | null;
  latency: BoxLatency | null;
  load: BoxLoad | null;
  /** Photos that it has encoded since the app was opened. */
  encoded: number;
}

/** What the benchmark measured of a box; pictures sent in batches, several in flight, from prepared pixels. */
export interface BoxTiming {
  backend: string;
  space: SpaceId;
  /** Milliseconds a picture, batch by batch, as its encoder alone takes. */
  encoder: Timing;
  /** Pictures a second from end to end. */
  perSecond: number;
  latency: BoxLatency;
  load: BoxLoad;
}

/** What can be done with the searches that are kept. */
export type SearchChange =
  /** It was asked. `instead`: an earlier stage of the same search, which it takes the place of. */
  | { do: 'note'; search: Asked; instead: Asked | null }
  | { do: 'save'; search: Asked; name: string }
  | { do: 'rename'; id: string; name: string }
  | { do: 'forget'; id: string }
  | { do: 'forgetRecent' }
  /** Whether searches are remembered that nobody saved; where not, those that are go. */
  | { do: 'remember'; on: boolean };

export interface PhotoDetails extends Photo {
  /** Where it was found: source and path. */
  origins: { source: Source; path: string }[];
}

/** A photo as a file, to hand it over or to save a copy. */
export interface TakenOut {
  file: File;
  /** False if the original cannot be read right now: then it is the stored preview, a JPEG. */
  original: boolean;
}

/** A file in which a photo was found. */
export interface PhotoFile {
  photo: PhotoNo;
  source: SourceId;
  path: string;
  bytes: number;
  /** In a folder whose files may be deleted if the user grants it. */
  deletable: boolean;
}

/** What became of a file that was to be deleted; null if it was. */
export interface Deletion {
  file: PhotoFile;
  problem: ProblemCode | null;
}

/** Where photos come from. */
export interface SourceVerbs {
  /** Queues files picked one by one; their bytes are kept until they are indexed. */
  addFiles(files: readonly PickedFile[]): Promise<void>;
  /** Queues a folder that can be read again later. Resolves when it has been walked. */
  addFolder(folder: FileSystemDirectoryHandle): Promise<void>;
  /** Queues a folder that cannot be read again (browsers without File System Access). */
  addFolderFiles(name: string, files: readonly PickedFile[]): Promise<void>;
  /** @throws Problem `network` */
  addSamples(): Promise<void>;
  /**
   * Looks again into every folder that may be read, and tries again what could not go on.
   * @returns how many new or changed files were queued
   */
  rescan(): Promise<number>;
  /** Takes the source out with every photo that is in no other source. The user's files stay. */
  removeSource(source: SourceId): Promise<void>;
  /** Queues the failed files again whose bytes can still be had. */
  retryFailed(): Promise<void>;
  dismissFailed(): Promise<void>;
}

/** What is encoded, and with what. */
export interface IndexingVerbs {
  /**
   * Changes the space or the build of its image encoder. Another build of the same space takes over at
   * once; another space is filled in the background first, and search answers from the old one until
   * then. Choosing the active space again calls that off.
   * @throws Problem `model-unsupported` if there is no such encoder
   */
  choose(choice: Choice): Promise<void>;
  /** Overrides the measurement of backends for an image encoder, or (null) measures anew. */
  chooseBackend(encoder: EncoderId, backend: Backend | null): Promise<void>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  /**
   * The embedding of a picture in the space in use, without adding it to the library.
   * @returns a unit-length vector
   * @throws Problem with the reason if it cannot be decoded or encoded
   */
  embed(file: Blob): Promise<Float32Array<ArrayBuffer>>;
}

export interface BoxVerbs {
  /**
   * Connects to the box of a pairing text, checks it, and keeps it. A box at the same address takes the place
   * of the one that was there.
   * @throws Problem `bad-address`, `box-unreachable`, `box-refused`, `box-version`, `box-differs`, `box-failed`;
   *   `model-missing` as long as this device has no model to compare with. A box of another space is kept, as
   *   `refused` with `box-space`: the space may be changed to its own
   */
  addBox(pairing: string): Promise<BoxState>;
  /** Connects to it now, whatever was wrong before; what comes of it is told as its state. */
  tryBox(id: BoxId): Promise<void>;
  enableBox(id: BoxId, on: boolean): Promise<void>;
  removeBox(id: BoxId): Promise<void>;
  /**
   * @throws Problem `box-unreachable` and its like; `box-failed` if it is gone or breaks off
   */
  measureBox(id: BoxId): Promise<BoxTiming>;
}

/** Photos that are in the library: shown, marked, handed over, removed. */
export interface PhotoVerbs {
  /**
   * Object URLs of JPEG files for the grid, in the order asked for; null if a photo is gone. Whoever asked
   * revokes them. They are made here because making one holds its thread up until the browser has noted it.
   */
  thumbnails(photos: readonly PhotoNo[]): Promise<(string | null)[]>;
  /** The original if it can be read, else the stored preview; null if the photo is gone. */
  picture(photo: PhotoNo): Promise<Blob | null>;
  /** The same as a file, under the photo's own name; null if the photo is gone. */
  takeOut(photo: PhotoNo): Promise<TakenOut | null>;
  /** In the order asked for; photos that are gone are left out. */
  detailsOf(photos: readonly PhotoNo[]): Promise<PhotoDetails[]>;
  /**
   * Sets favourites and tags; photos that are gone are passed over.
   * @returns the photos that this has changed: what has to be set back to undo it
   */
  mark(photos: readonly PhotoNo[], marks: Marks): Promise<PhotoNo[]>;
  /** Takes photos out of the library. The user's files stay. */
  removePhotos(photos: readonly PhotoNo[]): Promise<void>;
  /** Every file in which the photos were found. */
  filesOf(photos: readonly PhotoNo[]): Promise<PhotoFile[]>;
  /**
   * Deletes these files from the user's disk, for good, and no other: a file whose bytes are no longer those
   * of its photo stays. The folders must have been granted for writing. Photos that are in no other file
   * leave the library.
   * @returns what became of each file, in the order given
   */
  deleteFiles(files: readonly PhotoFile[]): Promise<Deletion[]>;
}

/** What is kept for the page's searching. */
interface SearchVerbs {
  changeSearches(change: SearchChange): Promise<void>;
  /** The vectors that `keepBackground` was given for a text encoder; null if there are none of this print. */
  backgroundOf(encoder: EncoderId, print: string): Promise<Float32Array<ArrayBuffer> | null>;
  /** Keeps what a text encoder made of the background queries, for the next session. */
  keepBackground(encoder: EncoderId, print: string, vectors: Float32Array<ArrayBuffer>): Promise<void>;
}

export interface LibraryWorker extends SourceVerbs, IndexingVerbs, BoxVerbs, PhotoVerbs, SearchVerbs {
  /**
   * Opens the library and goes on indexing where it stopped.
   * @param blocked called if it must wait until another tab, with an older version, lets go of the library
   * @throws Problem `newer-library`, `no-storage`
   */
  open(blocked: () => void): Promise<LibrarySnapshot>;
  /** Deletes the whole library and its settings. The user's files stay. */
  erase(): Promise<void>;
}

/**
 * Everything that changes is told here, to the page, to search, and to other tabs alike. Raise the version
 * whenever a build before this one would misread an event: a type or field that is gone, renamed, or means
 * something else. A new type of event, or a new field that may be ignored, needs no new version.
 */
export const LIBRARY_EVENTS: Topic<LibraryEvent> = { name: 'mitsuke-library', version: 1 };

export type LibraryEvent =
  | { type: 'photos'; added: PhotoCard[]; removed: PhotoNo[] }
  /** Photos whose favourites or tags have changed, as they are now. */
  | { type: 'marked'; photos: PhotoCard[] }
  /** `all`: these are all there are; otherwise they are added to those known. */
  | { type: 'failed'; failed: FailedPhoto[]; all?: boolean }
  | { type: 'sources'; sources: SourceState[] }
  | { type: 'indexing'; indexing: Indexing }
  | { type: 'choices'; choices: Choices }
  | { type: 'searches'; searches: Searches }
  /** A backend was measured, chosen, or given up. */
  | { type: 'backend'; choice: BackendChoice }
  /** All there are, as they are now. */
  | { type: 'boxes'; boxes: BoxState[] }
  /** The user paused, in whichever tab: the one that indexes stops. */
  | { type: 'paused' }
  | { type: 'erased' };
