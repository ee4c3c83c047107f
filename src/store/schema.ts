/** What the database holds: the single truth about its stores, keys and versions. */

import type { DBSchema } from 'idb';
import type { ProblemCode } from '#core/errors';
import type { Origin, Photo, PhotoId, PhotoNo, Source, SourceId } from '#core/photo';
import type { Coded, CodedRows } from '#core/quantise';
import type { RecentSearch, SavedSearch } from '#core/searches';
import type { Backend, Choice, EncoderId, Space, SpaceId, Timing } from '#core/space';

export const DATABASE_NAME = 'mitsuke';
/** Add one for each change of the stores, with its step in `migrations/`. */
export const DATABASE_VERSION = 5;

/** A file on its way to become a photo, or one that could not. */
export interface QueuedFile {
  key: number;
  source: SourceId;
  path: string;
  name: string;
  bytes: number;
  /** Last change of the file, milliseconds since 1970. */
  modified: number;
  /** How the bytes can be had after a reload: a handle, a kept copy (in `inbox`), or not at all. */
  handle?: FileSystemFileHandle;
  kept?: boolean;
  /** The tab whose memory holds the file, as long as that tab lives. */
  tab: string;
  /** Set once it has been given up. */
  failure?: { reason: ProblemCode; detail: string };
}

/** The embedding of a photo in full: what is exact is computed from it. */
export interface VectorRow {
  space: SpaceId;
  photo: PhotoNo;
  /** The image encoder whose build made it, an `EncoderId`; of a model of version 1 its precision ("q8"). */
  build: string;
  vector: Float32Array<ArrayBuffer>;
}

/** The same in 8 bits, for the scan, as long as it is not packed into a shard. */
interface CodedRow extends Coded {
  space: SpaceId;
  photo: PhotoNo;
}

/**
 * Many coded embeddings in one record. A row a photo is ten times slower to read at start,
 * one record for all would be written anew with every photo.
 */
interface CodedShard extends CodedRows {
  space: SpaceId;
  shard: number;
}

/**
 * A model file that is whole. Its bytes are its parts, which were written while it came: so a file of
 * hundreds of megabytes is written once, and this record is what commits it.
 */
export interface StoredModelFile {
  /** See `fileKey` in core/space. */
  key: string;
  path: string;
  bytes: number;
  sha256: string;
  /** False as long as nobody has confirmed a hash that is not in the catalogue: then it is not used. */
  confirmed: boolean;
}

/** What is known of an image encoder's backends on this device. */
export interface StoredBackends {
  encoder: EncoderId;
  wanted: Backend | null;
  used: Backend | null;
  timings: Partial<Record<Backend, Timing>>;
  refused: Partial<Record<Backend, string>>;
}

/** A box that was paired. */
export interface StoredBox {
  id: string;
  name: string;
  /** wss instead of ws. */
  secure: boolean;
  host: string;
  port: number;
  /** Of the pairing. It derives others, and cannot be read out. */
  key: CryptoKey;
  /** Milliseconds since 1970. */
  added: number;
  enabled: boolean;
  /** What it said and showed when it was connected last. */
  last: { space: SpaceId; model: string; backend: string; msPerPicture: number | null } | null;
}

/** Single values of the library, each under its own name. Library workers alone write them. */
export interface LibrarySettings {
  /** The space that search answers from. */
  active: Choice;
  /** The space that is being filled to take its place. */
  next: Choice;
  /** Set if searches are not to be remembered. */
  forgetful: true;
  /** Vectors of the background queries, one after the other; `print` says of what and by what they were made. */
  backgrounds: Record<EncoderId, { print: string; vectors: Float32Array<ArrayBuffer> }>;
}

/** Single values of the models, each under its own name. Models workers alone write them. */
export interface ModelSettings {
  /** Address that stands in for the public hub. */
  mirror: string;
  /** Encoders that were asked for and are not here yet. */
  wanted: EncoderId[];
}

/** The present run of indexing; kept so that its progress line survives a reload. */
export interface Run {
  /** Files the run has been given. */
  total: number;
  /** Files of them that became photos, were known already, or were given up. */
  done: number;
  paused: boolean;
}

/**
 * Models workers write `modelFiles`, `modelParts`, `ownSpaces` and `modelSettings`; library workers write all
 * others. No other worker writes, nor does the page.
 */
export interface MitsukeSchema extends DBSchema {
  photos: { key: PhotoNo; value: Photo; indexes: { id: PhotoId } };
  origins: { key: [SourceId, string]; value: Origin; indexes: { photo: PhotoNo } };
  sources: { key: SourceId; value: Source };
  thumbnails: { key: PhotoNo; value: Blob };
  previews: { key: PhotoNo; value: Blob };
  queue: { key: number; value: QueuedFile; indexes: { path: [SourceId, string]; failure: ProblemCode } };
  inbox: { key: number; value: Blob };
  embeddings: { key: [SpaceId, PhotoNo]; value: VectorRow };
  fresh: { key: [SpaceId, PhotoNo]; value: CodedRow };
  shards: { key: [SpaceId, number]; value: CodedShard };
  modelFiles: { key: string; value: StoredModelFile };
  modelParts: { key: [file: string, part: number]; value: Blob };
  ownSpaces: { key: SpaceId; value: Space };
  backends: { key: EncoderId; value: StoredBackends };
  boxes: { key: string; value: StoredBox };
  librarySettings: { key: keyof LibrarySettings; value: LibrarySettings[keyof LibrarySettings] };
  modelSettings: { key: keyof ModelSettings; value: ModelSettings[keyof ModelSettings] };
  run: { key: 'run'; value: Run };
  savedSearches: { key: string; value: SavedSearch; indexes: { added: number } };
  /** Under what is asked, so that no two are alike. */
  recentSearches: { key: string; value: RecentSearch & { key: string }; indexes: { at: number } };
}
