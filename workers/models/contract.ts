/**
 * What the models worker offers. It alone brings in, verifies and deletes files of encoders, and writes the
 * models' settings and the user's own spaces; everything else in the store is the library worker's to write.
 */

import type { ProblemCode } from '#core/errors';
import type { PickedFile } from '#core/picked-file';
import type { EncoderId, Space, SpaceId } from '#core/space';
import type { Topic } from '#workers/shared/channel';

/** A file of unknown hash that has arrived and waits for a person to say that it is the right one. */
interface Pin {
  path: string;
  bytes: number;
  sha256: string;
}

/** Where an encoder stands. */
export type Presence =
  | { state: 'absent' }
  /** Begun and interrupted; `install` goes on where it stopped. */
  | { state: 'begun'; loaded: number }
  | {
      state: 'loading';
      loaded: number;
      /** Null where not every size is known beforehand. */
      total: number | null;
      /** Bytes; null until measured. */
      perSecond: number | null;
    }
  | { state: 'unconfirmed'; pins: Pin[] }
  | { state: 'ready' }
  /** `detail` is for engineers and not translated. */
  | { state: 'failed'; problem: ProblemCode; detail: string };

export type Presences = Record<EncoderId, Presence>;

export interface ModelsSnapshot {
  catalogue: Space[];
  /** Spaces that the user added. */
  own: Space[];
  presences: Presences;
  /** Address that stands in for the public hub; null for the hub itself. */
  mirror: string | null;
}

export interface ModelsWorker {
  /** Goes on with what was interrupted by a reload. */
  open(): Promise<ModelsSnapshot>;
  /**
   * Brings in an encoder's files. Resolves when it is ready, waits for confirmation, or was cancelled.
   * @throws Problem `network`, `model-damaged`, `disk-full`; it then says so as its presence too
   */
  install(encoder: EncoderId): Promise<void>;
  /** Stops a download and drops what came of it. */
  cancel(encoder: EncoderId): Promise<void>;
  /** The person's word on files of unknown hash: they are pinned, or dropped. */
  confirm(encoder: EncoderId, accepted: boolean): Promise<void>;
  /** Hashes every stored file again and brings in anew what is damaged. */
  repair(encoder: EncoderId): Promise<void>;
  /** Deletes its files, except those that other installed encoders share. */
  remove(encoder: EncoderId): Promise<void>;
  /**
   * @param address of a server with the hub's paths, or null
   * @throws Problem `bad-address`
   */
  useMirror(address: string | null): Promise<void>;
  /**
   * Adds a model in the layout of Hugging Face repositories from a folder; its files are stored at once.
   * @throws Problem `model-unsupported` saying what is missing, `disk-full`
   */
  addFolder(name: string, files: readonly PickedFile[]): Promise<SpaceId>;
  /**
   * The same from an address of the user's own; its files are brought in by `install`.
   * @throws Problem `bad-address`, `network`, `model-unsupported`
   */
  addAddress(address: string): Promise<SpaceId>;
  /** Forgets a space of the user's own with its files. */
  forget(space: SpaceId): Promise<void>;
}

/** What models workers tell everybody, also in other tabs. When to raise the version: see `LIBRARY_EVENTS`. */
export const MODELS_EVENTS: Topic<ModelsEvent> = { name: 'mitsuke-models', version: 1 };

export type ModelsEvent =
  | { type: 'presence'; encoder: EncoderId; presence: Presence }
  /** Spaces of the user's own came or went. */
  | { type: 'spaces'; own: Space[] }
  | { type: 'mirror'; mirror: string | null }
  /** Whichever tab loads it, stops. */
  | { type: 'cancel'; encoder: EncoderId };
