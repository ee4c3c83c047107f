/** Models: which there are, which are here, and which is in use. */

import type { ReadonlySignal } from '@preact/signals';
import type { ProblemCode } from '#core/errors';
import type { PickedFile } from '#core/picked-file';
import type { Backend, Choice, Choices, EncoderId, Space, SpaceId } from '#core/space';
import type { BackendChoice } from '#workers/library/contract';
import type { Presences } from '#workers/models/contract';
import type { OfflineState } from '../shell/contract';

/** How far the model and the offline copy of the app are. */
export interface Readiness {
  modelId: string;
  /** Bytes of model files here and in all; null when nothing is on its way. */
  loading: { loaded: number; total: number } | null;
  modelProblem: ProblemCode | null;
  offline: OfflineState;
}

/** Nothing here rejects: what goes wrong becomes a notice, or the presence of the encoder. */
export interface Models {
  readonly readiness: ReadonlySignal<Readiness>;
  /** From the smallest to the largest, the user's own last. */
  readonly spaces: ReadonlySignal<readonly Space[]>;
  readonly presences: ReadonlySignal<Presences>;
  readonly choices: ReadonlySignal<Choices>;
  readonly backends: ReadonlySignal<readonly BackendChoice[]>;
  /** Address that stands in for the public hub; null for the hub itself. */
  readonly mirror: ReadonlySignal<string | null>;
  /** Brings in an encoder; its progress is its presence. */
  install(encoder: EncoderId): void;
  cancel(encoder: EncoderId): void;
  /** The person's word on files of unknown hash. */
  confirm(encoder: EncoderId, accepted: boolean): void;
  repair(encoder: EncoderId): void;
  remove(encoder: EncoderId): void;
  /** Fills the library for another space or build, in the background; see `LibraryWorker.choose`. */
  choose(choice: Choice): void;
  chooseBackend(encoder: EncoderId, backend: Backend | null): void;
  /** False if it is not an address that may be asked; the notice says so. */
  setMirror(address: string | null): Promise<boolean>;
  /** A model of the user's own, from a folder that was picked. Null if it did not work; the notice says why. */
  addFolder(name: string, files: readonly PickedFile[]): Promise<SpaceId | null>;
  addAddress(address: string): Promise<SpaceId | null>;
  /** Takes a model of the user's own out again. */
  forget(space: SpaceId): void;
}
