/** Models: which exist, which are installed, and which is in use. */

import type { ReadonlySignal } from '@preact/signals';
import type { ProblemCode } from '#core/errors';
import type { PickedFile } from '#core/picked-file';
import type { Backend, Choice, ChoicesHere, EncoderId, Space, SpaceId } from '#core/space';
import type { BackendChoice } from '#workers/library/contract';
import type { Presences } from '#workers/models/contract';
import type { OfflineState } from '../shell/contract';

/** Progress of the model and of the offline copy of the app. */
export interface Readiness {
  modelId: string;
  /** Bytes of the model's files that are installed, and in total; null if no download is in progress. */
  loading: { loaded: number; total: number } | null;
  modelProblem: ProblemCode | null;
  offline: OfflineState;
}

/** A model for this person and this device. */
export interface Recommendation {
  choice: Choice;
  /** Text encoders that together understand the person's languages. */
  texts: readonly EncoderId[];
  /** Approximate size of what is still to be downloaded; null if it has not been published. */
  bytes: number | null;
  /** Estimated duration of the download; null if the browser does not estimate the connection. */
  seconds: number | null;
  /** What encoding the library anew will take: a forecast, or measured if the model was here. */
  encoding: {
    photos: number;
    /** Null if the device could not be measured. */
    seconds: number | null;
    /** Longer than one likes to wait: every other model that fits is slower. */
    isLong: boolean;
  };
}

/** How far the way from the starter to a real model is. */
export type Upgrade =
  /**
   * `metered`: the user pays for data, or has asked to save it. `unpublished`: the hashes of its files are not
   * published, so accepting the offer accepts the files as they come.
   */
  | { state: 'offered'; recommendation: Recommendation; metered: boolean; unpublished: boolean }
  /** `encoders` are downloaded. */
  | { state: 'loading'; space: SpaceId; encoders: readonly EncoderId[] }
  | { state: 'failed'; space: SpaceId; problem: ProblemCode };

/** No verb rejects: errors become notices, or the presence of the encoder. */
export interface Models {
  readonly readiness: ReadonlySignal<Readiness>;
  /** From the smallest to the largest; the user's own come last. */
  readonly spaces: ReadonlySignal<readonly Space[]>;
  readonly presences: ReadonlySignal<Presences>;
  readonly choices: ReadonlySignal<ChoicesHere>;
  readonly backends: ReadonlySignal<readonly BackendChoice[]>;
  /** Whether only the processor can run full builds here; false until known. */
  readonly onProcessor: ReadonlySignal<boolean>;
  /** Address used instead of the public hub; null for the hub itself. */
  readonly mirror: ReadonlySignal<string | null>;
  /** The model to recommend; null before it is known, and if no model of the catalogue fits. */
  readonly recommendation: ReadonlySignal<Recommendation | null>;
  /** Null if there is nothing to offer: no photos of the user's own, another model in use, or declined. */
  readonly upgrade: ReadonlySignal<Upgrade | null>;
  /**
   * Downloads the recommended model, files of unknown hash included, and then changes the library to it. Retries
   * a failed download.
   */
  acceptUpgrade(): void;
  /** Never offers by itself again. Cancels an accepted offer. */
  declineUpgrade(): void;
  /** Stores files of models that the user brings along; a notice says what became of them. */
  handOver(files: readonly PickedFile[]): void;
  /** Downloads an encoder; its presence shows the progress. */
  install(encoder: EncoderId): void;
  cancel(encoder: EncoderId): void;
  /** Records whether the user accepts files of unknown hash. */
  confirm(encoder: EncoderId, accepted: boolean): void;
  repair(encoder: EncoderId): void;
  remove(encoder: EncoderId): void;
  /** Switches the library to another space or build, in the background; see `LibraryWorker.choose`. */
  choose(choice: Choice): void;
  chooseBackend(encoder: EncoderId, backend: Backend | null): void;
  /** Returns false, with a notice, if the app may not connect to the address. */
  setMirror(address: string | null): Promise<boolean>;
  /** Adds a model of the user's own from a picked folder. Returns null if it failed; a notice says why. */
  addFolder(name: string, files: readonly PickedFile[]): Promise<SpaceId | null>;
  addAddress(address: string): Promise<SpaceId | null>;
  /** Removes a model of the user's own. */
  forget(space: SpaceId): void;
}
