/** Schema of the database: its stores, keys and version. */

import type { DBSchema } from 'idb';
import type { StoredAway } from '#core/away';
import type { StoredBackground } from '#core/background';
import type { ProblemCode } from '#core/errors';
import type { IndexTrouble } from '#core/folder-index';
import type { PackedCards } from '#core/packed-cards';
import type { GroupedFace, Person, PersonId } from '#core/people';
import type { Frame, LeaveOut, Origin, Photo, PhotoId, PhotoNo, Source, SourceId } from '#core/photo';
import type { Coded, CodedRows } from '#core/quantise';
import type { RecentSearch, SavedSearch } from '#core/searches';
import type { Sidecars } from '#core/sidecars';
import type { Backend, Choice, EncoderId, Pace, Plan, Space, SpaceId, Timing } from '#core/space';
import type { WordLine } from '#core/words';
import type { OldBlob, OldCopy, StoredBytes } from './bytes';

export const DATABASE_NAME = 'mitsuke';
/** Increment it with each change of the stores, and add a step in `migrations/`. */
export const DATABASE_VERSION = 13;

/** A file that waits to be indexed, or has failed. */
export interface QueuedFile {
  key: number;
  source: SourceId;
  path: string;
  name: string;
  bytes: number;
  /** Last change of the file, milliseconds since 1970. */
  modified: number;
  /** Source of the bytes after a reload: a handle, or a stored copy (in `inbox`); else they are lost. */
  handle?: FileSystemFileHandle;
  kept?: boolean;
  /** Sidecars of a file with a handle. (Optional since version 6; those of other files are with their copy.) */
  sidecars?: Sidecars<FileSystemFileHandle>;
  /** Of a video: path of the still beside it, whose clip it may be (`core/live-photo.ts`). */
  still?: string;
  /** The same path, once it is known to be no clip of that. */
  apart?: string;
  /** The tab that holds the file in memory while it is open. */
  tab: string;
  /** Set once it has failed. */
  failure?: { reason: ProblemCode; detail: string };
  /** A look at its folder found it: it is told when it has become a new photo. */
  found?: true;
  /**
   * A photo whose own file is gone, and had this size and date. It stays in view until the bytes are read:
   * most likely the file was moved.
   */
  perhaps?: PhotoNo;
}

/** The record of a file's copy, whose bytes are in `inboxParts`. */
interface StoredCopy {
  /** MIME type. */
  type: string;
  parts: number;
  /** The texts of its sidecars. */
  sidecars?: Sidecars<string>;
}

/** How far the Blobs of an old library are converted: up to this key of this store. */
interface Converted {
  store: string;
  /** Null at the store's begin. */
  after: IDBValidKey | null;
}

/** A photo's embedding in full precision, from which exact scores are computed. */
export interface VectorRow {
  space: SpaceId;
  photo: PhotoNo;
  /** The `EncoderId` that made it; in rows that version 1 wrote, a precision ("q8"). */
  build: string;
  vector: Float32Array<ArrayBuffer>;
}

/** The same quantised to 8 bits, for the scan, until it is packed into a shard. */
interface CodedRow extends Coded {
  space: SpaceId;
  photo: PhotoNo;
}

/**
 * Many coded embeddings in one record. One record per photo loads ten times more slowly at start; a single
 * record for all would have to be rewritten with every photo.
 */
interface CodedShard extends CodedRows {
  space: SpaceId;
  shard: number;
  /** Number of rows: vectors are counted from keys alone. */
  size: number;
}

/**
 * The tiles of a photo: their embeddings in 8 bits alone, one row after the other. No rows if the photo is too small for
 * tiles, or a video.
 */
export interface TileRow {
  space: SpaceId;
  photo: PhotoNo;
  codes: Int8Array<ArrayBuffer>;
  scales: Float32Array<ArrayBuffer>;
}

/**
 * A complete model file. Its bytes stay in the parts that the download wrote, so a file of hundreds of
 * megabytes is written only once; this record commits it.
 */
export interface StoredModelFile {
  /** See `fileKey` in core/space. */
  key: string;
  path: string;
  bytes: number;
  sha256: string;
  /** False until the user confirms a hash that is not in the catalogue; until then the file is not used. */
  confirmed: boolean;
  /**
   * Of a graph made on this device: median cosine between its embeddings and those of its source. The record of
   * one that differed too much is the verdict alone: not confirmed, without bytes. (Optional since version 5;
   * records of files that were downloaded do not have it.)
   */
  agreement?: number;
}

/** The size is in the key, so that sizes are summed without reading bytes. Keys of Blobs have none. */
export type PartKey = [file: string, part: number, bytes: number] | [file: string, part: number];

/** The chosen backend of an image encoder on this device, with measurements and refusals. */
export interface StoredBackends {
  encoder: EncoderId;
  wanted: Backend | null;
  used: Backend | null;
  timings: Partial<Record<Backend, Timing>>;
  refused: Partial<Record<Backend, string>>;
  /** What indexing has seen, by backend. (Earlier versions did not note it.) */
  paces?: Partial<Record<Backend, Pace>>;
}

/** A paired box. */
export interface StoredBox {
  id: string;
  name: string;
  /** Whether it is connected over wss instead of ws. */
  secure: boolean;
  host: string;
  port: number;
  /** Key of the pairing. Session keys are derived from it; it is not extractable. */
  key: CryptoKey;
  /** Milliseconds since 1970. */
  added: number;
  enabled: boolean;
  /** What it reported, and was measured at, when it was last connected. */
  last: { space: SpaceId; model: string; backend: string; msPerPicture: number | null } | null;
}

/** What is known of the index in a granted folder. */
export interface StoredFolderIndex {
  /** Set if the folder is to keep one. */
  kept?: true;
  /** Counts what has changed since. The index is out of date unless it was written at this count. */
  changes?: number;
  /** The file as this browser has last read or written it. */
  known?: { bytes: number; modified: number };
  /** The last writing. `origins`: of the source, those of missing files too. `took`: milliseconds. */
  written?: { at: number; changes: number; photos: number; origins: number; bytes: number; took: number };
  /** Why the writing after that has failed. */
  trouble?: IndexTrouble;
}

/** Size and date of files, by their path in a source. */
export type RemovedFiles = Record<string, { bytes: number; modified: number }>;

/** Single values of the library, each under its own name. Only library workers write them. */
export interface LibrarySettings {
  /** The space that search uses. */
  active: Choice;
  /** The space that is being filled to replace it. */
  next: Choice;
  /** Set if searches must not be remembered. */
  forgetful: true;
  /** Photos that no view shows. */
  away: StoredAway;
  /** Kinds of pictures that are left out. */
  leaveOut: LeaveOut;
  /** Whether words in photos are to be read; absent if they are not. */
  readsWords: 'on' | 'paused';
  /** The same of faces. */
  findsFaces: 'on' | 'paused';
  /** The same of tiles, for small things in large photos. */
  makesTiles: 'on' | 'paused';
  /** Grows with every change of faces and people. */
  peopleEdition: number;
  /** Photos that may lie on their side, and are read once more; see `unturned.ts`. Absent until they are listed. */
  unturned: PhotoNo[];
  /** Set while a change of what is left out has not reached every photo. */
  unswept: true;
  /** Folders and files that the last look could not read, as paths that begin with the source's name. */
  unread: string[];
  /** Files whose photos the user has removed: looks leave them out. */
  removed: Record<SourceId, RemovedFiles>;
  /** Indexes that granted folders have in themselves. */
  folderIndexes: Record<SourceId, StoredFolderIndex>;
  /** `print` is a hash of the texts and the encoder. */
  backgrounds: Record<
    EncoderId,
    { print: string; vectors: StoredBackground['vectors']; measured?: StoredBackground['measured'] }
  >;
  /** Set while copies of photos and of files may be Blobs; see `converting.ts`. */
  unconverted: Converted;
}

/** Single values of the models, each under its own name. Only models workers write them. */
export interface ModelSettings {
  /** Address used instead of the public hub. */
  mirror: string;
  /** Encoders that were requested and are not installed yet. */
  wanted: EncoderId[];
  plan: Plan;
  /** When the files of encoders were last hashed, milliseconds since 1970. */
  filesChecked: number;
  /** Set while parts of model files may be Blobs. */
  unconvertedParts: Converted;
}

/** The present run of indexing; stored so that its progress line survives a reload. */
export interface Run {
  /** Files in this run. */
  total: number;
  /** Files of this run that became photos, were already known, or failed. */
  done: number;
  paused: boolean;
}

/** What models workers write; library workers write all other stores, and nobody else writes. */
export const MODEL_STORES: readonly string[] = ['modelFiles', 'modelParts', 'ownSpaces', 'modelSettings'];

export interface MitsukeSchema extends DBSchema {
  /** Changed through `photo-table.ts` alone. */
  photos: { key: PhotoNo; value: Photo; indexes: { id: PhotoId } };
  /** Cards by numbers of photos, `PACK` to a record; made again from `photos` whenever one of these has changed. */
  cardPacks: { key: [pack: number, size: number]; value: PackedCards & { pack: number; size: number } };
  origins: { key: [SourceId, string]; value: Origin; indexes: { photo: PhotoNo } };
  sources: { key: SourceId; value: Source };
  thumbnails: { key: PhotoNo; value: StoredBytes | OldBlob };
  /** Of photos, and of the further pictures of videos. So are the stores of vectors below. */
  previews: { key: PhotoNo; value: StoredBytes | OldBlob };
  /** Further pictures of videos. Their numbers come from the counter of `photos`. */
  frames: { key: PhotoNo; value: Frame; indexes: { photo: PhotoNo } };
  /** Lines of text in photos that were read; none of a photo without words. */
  words: { key: PhotoNo; value: readonly WordLine[] };
  /** Faces in photos that were looked at; none of a photo without. */
  faces: { key: PhotoNo; value: readonly GroupedFace[] };
  /** Small pictures of the faces that are described. */
  faceCrops: { key: [photo: PhotoNo, index: number]; value: StoredBytes };
  people: { key: PersonId; value: Person };
  queue: { key: number; value: QueuedFile; indexes: { path: [SourceId, string]; failure: ProblemCode } };
  inbox: { key: number; value: StoredCopy | OldCopy };
  inboxParts: { key: [file: number, part: number]; value: ArrayBuffer };
  embeddings: { key: [SpaceId, PhotoNo]; value: VectorRow };
  fresh: { key: [SpaceId, PhotoNo]; value: CodedRow };
  shards: { key: [SpaceId, shard: number, size: number]; value: CodedShard };
  /** Of photos that were divided into tiles. */
  tiles: { key: [SpaceId, PhotoNo]; value: TileRow };
  modelFiles: { key: string; value: StoredModelFile };
  modelParts: { key: PartKey; value: ArrayBuffer | OldBlob };
  ownSpaces: { key: SpaceId; value: Space };
  backends: { key: EncoderId; value: StoredBackends };
  boxes: { key: string; value: StoredBox };
  librarySettings: { key: keyof LibrarySettings; value: LibrarySettings[keyof LibrarySettings] };
  modelSettings: { key: keyof ModelSettings; value: ModelSettings[keyof ModelSettings] };
  run: { key: 'run'; value: Run };
  savedSearches: { key: string; value: SavedSearch; indexes: { added: number } };
  /** Keyed by the query itself, so that repeated searches are stored once. */
  recentSearches: { key: string; value: RecentSearch & { key: string }; indexes: { at: number } };
}
