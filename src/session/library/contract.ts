/** Bringing photos in, letting them go, and how the library gets on with them. */

import type { ReadonlySignal } from '@preact/signals';
import type { FailedPhoto, PhotoNo, SourceId } from '#core/photo';
import type { PickedFile } from '#core/picked-file';
import type { PhotoDetails } from '#workers/library/contract';

/**
 * The rest of the library, beside what all screens use of it: `Session.photos`, `sources`, `indexing`, `mark`,
 * `thumbnail`. Nothing here rejects: what goes wrong becomes a notice.
 */
export interface Library {
  readonly failed: ReadonlySignal<readonly FailedPhoto[]>;
  addFiles(files: readonly PickedFile[]): Promise<void>;
  /** Asks for a folder if the browser can; false if the screen must fall back to an input. */
  pickFolder(): Promise<boolean>;
  addFolderFiles(name: string, files: readonly PickedFile[]): Promise<void>;
  /** Takes whatever was dropped or pasted: files and folders. */
  addTransfer(transfer: DataTransfer): Promise<void>;
  addSamples(): Promise<void>;
  removeSource(source: SourceId): Promise<void>;
  removePhotos(photos: readonly PhotoNo[]): Promise<void>;
  /** Asks the browser for the locked folders again, then looks for new photos in all of them. */
  reconnect(): Promise<void>;
  pause(): void;
  resume(): void;
  retryFailed(): void;
  dismissFailed(): void;
  /** Object URL of the picture at its best; the caller revokes it. Null, without a notice, if it cannot be read. */
  picture(photo: PhotoNo): Promise<string | null>;
  /** In the order asked for, without photos that are gone; null if they cannot be read. */
  details(photos: readonly PhotoNo[]): Promise<readonly PhotoDetails[] | null>;
  erase(): Promise<void>;
}
