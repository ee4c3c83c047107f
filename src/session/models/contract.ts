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
