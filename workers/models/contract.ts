/**
 * What the models worker offers. It is the only writer of encoders' files, which it downloads and verifies,
 * of the models' settings and of the user's own spaces; the library worker writes everything else in the
 * store.
 */

import type { ProblemCode } from '#core/errors';
import type { PickedFile } from '#core/picked-file';
import type { EncoderId, Plan, Space, SpaceId } from '#core/space';
import type { Topic } from '#workers/shared/channel';

/** A downloaded file of unknown hash that waits for the user to confirm it. */
interface Pin {
  path: string;
  bytes: number;
  sha256: string;
}

/** Whether an encoder's files are here. */
export type Presence =
  | { state: 'absent' }
  /** An interrupted download; `install` resumes it. */
  | { state: 'begun'; loaded: number }
  | {
      state: 'loading';
      loaded: number;
      /** Bytes; null if some size is not known beforehand. */
      total: number | null;
      /** Bytes a second; null until measured. */
      perSecond: number | null;
    }
  | { state: 'unconfirmed'; pins: Pin[] }
  /** What it is made of is here; it is being made of it and tested. `share` is done, 0..1. */
  | { state: 'making'; share: number }
  /** `agreement`: of a build that was made here, the median cosine of its embeddings with its source's. */
  | { state: 'ready'; agreement?: number }
  /** `detail` is for engineers and not translated. */
  | { state: 'failed'; problem: ProblemCode; detail: string };

export type Presences = Record<EncoderId, Presence>;

export interface ModelsSnapshot {
  catalogue: Space[];
  /** Spaces that the user added. */
  own: Space[];
  presences: Presences;
  /** Address that replaces the public hub; null for the hub itself. */
  mirror: string | null;
  /** The user's answer to an offered model; null before there is one, and once the library has the choice. */
  plan: Plan | null;
}

/** Outcome of files that were handed over instead of downloaded. */
export interface Handed {
  /** Names of the files that are stored now. */
  stored: string[];
  /** Names of files that no model of the catalogue has. */
  unknown: string[];
}

export interface ModelsWorker {
  /** Returns the snapshot, and resumes downloads that a reload interrupted. */
  open(): Promise<ModelsSnapshot>;
  /**
   * Downloads an encoder's files. A build made on the device is made from its source, which is downloaded first,
   * and compared with it: one that differs too much is deleted. Resolves when the encoder is ready, waits for
   * confirmation, or was cancelled.
   * @throws Problem `network`, `model-damaged`, `disk-full`, `build-differs`, `encoder-failed`; `model-missing` if
   *   the files came from a folder. The encoder's presence becomes `failed` as well
   */
  install(encoder: EncoderId): Promise<void>;
  /** Stops a download, or the making of a build, and deletes what came of it. */
  cancel(encoder: EncoderId): Promise<void>;
  /** Pins the encoder's files of unknown hash if the user accepts them, else deletes them. */
  confirm(encoder: EncoderId, accepted: boolean): Promise<void>;
  /** Hashes every stored file again; downloads damaged ones again, and makes damaged builds again. */
  repair(encoder: EncoderId): Promise<void>;
  /**
   * Deletes its files, except those shared with other encoders that are ready or loading. Builds made from it stay.
   */
  remove(encoder: EncoderId): Promise<void>;
  /**
   * @param address of a server with the hub's paths, or null
   * @throws Problem `bad-address`
   */
  useMirror(address: string | null): Promise<void>;
  /** Stores the user's answer to an offered model; null deletes it. */
  plan(plan: Plan | null): Promise<void>;
  /**
   * Stores files of the catalogue's models that the user brings along instead of downloading them. A file is
   * recognised by its hash, whatever its name; one without a published hash by its path, which must contain the
   * folder with the repository's name, and it waits for confirmation.
   * @throws Problem `disk-full`
   */
  handOver(files: readonly PickedFile[]): Promise<Handed>;
  /**
   * Adds a model from a folder in the layout of Hugging Face repositories; its files are stored at once.
   * @throws Problem `model-unsupported` saying what is missing, `disk-full`
   */
  addFolder(name: string, files: readonly PickedFile[]): Promise<SpaceId>;
  /**
   * Adds a model from an address in the same layout; `install` downloads its files.
   * @throws Problem `bad-address`, `network`, `model-unsupported`
   */
  addAddress(address: string): Promise<SpaceId>;
  /** Deletes a space of the user's own with its files. */
  forget(space: SpaceId): Promise<void>;
}

/** Events to all pages and workers, also of other tabs. When to raise the version: see `LIBRARY_EVENTS`. */
export const MODELS_EVENTS: Topic<ModelsEvent> = { name: 'mitsuke-models', version: 1 };

export type ModelsEvent =
  | { type: 'presence'; encoder: EncoderId; presence: Presence }
  /** Spaces of the user's own were added or deleted: the complete list. */
  | { type: 'spaces'; own: Space[] }
  | { type: 'mirror'; mirror: string | null }
  | { type: 'plan'; plan: Plan | null }
  /** The tab that downloads the encoder stops. */
  | { type: 'cancel'; encoder: EncoderId };
