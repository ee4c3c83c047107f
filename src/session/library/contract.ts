/** Adding photos, removing them, and controlling the indexing. */

import type { ReadonlySignal } from '@preact/signals';
import type { FailedPhoto, LeaveOut, PhotoNo, SourceId } from '#core/photo';
import type { PickedFile } from '#core/picked-file';
import type { PhotoDetails, Subfolder } from '#workers/library/contract';

/**
 * What became of files that were handed over. Kept: a killed tab loses none. Waiting: until they are indexed, some are
 * in the memory of this tab alone. Failed: none is queued.
 */
export type Added = 'kept' | 'waiting' | 'failed';

/**
 * Verbs and state of the library, except those that all screens use: `Session.photos`, `sources`, `indexing`,
 * `mark`, `thumbnail`. No verb rejects: errors become notices.
 */
export interface Library {
  readonly failed: ReadonlySignal<readonly FailedPhoto[]>;
  /** The browser stores nothing: the library is gone when the tab is closed or reloaded. */
  readonly inMemory: ReadonlySignal<boolean>;
  /** Files are being chosen. */
  expectFiles(): Promise<void>;
  addFiles(files: readonly PickedFile[]): Promise<Added>;
  /** Opens the browser's folder picker; false if there is none and the screen must fall back to an input. */
  pickFolder(): Promise<boolean>;
  addFolderFiles(name: string, files: readonly PickedFile[]): Promise<void>;
  /** Adds the files and folders that were dropped or pasted. */
  addTransfer(transfer: DataTransfer): Promise<void>;
  addSamples(): Promise<void>;
  removeSource(source: SourceId): Promise<void>;
  removePhotos(photos: readonly PhotoNo[]): Promise<void>;
  /** Requests permission for the locked folders again, then rescans all folders. */
  reconnect(): Promise<void>;
  pause(): void;
  resume(): void;
  retryFailed(): void;
  dismissFailed(): void;
  /**
   * Returns an object URL of the original or, if that cannot be read, of the preview; the caller revokes it. Of a video
   * the preview; see `LibraryWorker.picture`.
   * Null, without a notice, if neither can be read.
   */
  picture(photo: PhotoNo): Promise<string | null>;
  /**
   * Returns an object URL of the video, or of the clip of a motion or Live Photo, to be played; the caller revokes it.
   * Null, without a notice, if it cannot be read now.
   */
  clip(photo: PhotoNo): Promise<string | null>;
  /** Returns details in the given order, without photos that were removed; null if they cannot be read. */
  details(photos: readonly PhotoNo[]): Promise<readonly PhotoDetails[] | null>;
  erase(): Promise<void>;
  /**
   * Details of the photos all of whose files are gone from their folders, to be offered for removal; null if
   * they cannot be read. No view shows them; `SourceState` counts them.
   * @param offered leaves out those that the user keeps looking for
   */
  missing(offered?: boolean): Promise<readonly PhotoDetails[] | null>;
  /** Removes some of them from the library. */
  removeMissing(photos: readonly PhotoNo[]): Promise<void>;
  /** Stops offering them; each comes back with its file. */
  keepLooking(): Promise<void>;
  /** New photos that looks at folders have brought since the app was opened, until they are dismissed. */
  readonly found: ReadonlySignal<readonly PhotoNo[]>;
  dismissFound(): void;
  /** Subfolders of a source, each after the folder that it is in; null if they cannot be read. */
  subfolders(source: SourceId): Promise<readonly Subfolder[] | null>;
  /** Hides the photos of a subfolder and everything below it, or shows them again. */
  leaveFolderOut(source: SourceId, path: string, out: boolean): Promise<void>;
  /** Kinds of pictures that are left out; null if that cannot be read. */
  kindsLeftOut(): Promise<LeaveOut | null>;
  leaveKindsOut(kinds: LeaveOut): Promise<void>;
}
