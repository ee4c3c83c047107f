/** Folders, files picked, and what fails. */

import type { LeaveOut, PhotoNo, Source, SourceId } from '#core/photo';
import type { PickedParts } from '#core/picked-file';

/** A source as the interface shows it. */
export interface SourceState extends Source {
  photos: number;
  /** The user must grant the folder again before the browser lets it be read. */
  locked: boolean;
  /** Photos that are in no folder any more: those to be offered for removal, and those still looked for. */
  missing: number;
  awaited: number;
  /** Photos that the user leaves out. */
  hidden: number;
}

/** A subfolder of a source. */
export interface Subfolder {
  path: string;
  /** Photos and waiting files in it and below. */
  photos: number;
  /** Itself, or a folder above it. */
  leftOut: boolean;
}

/** Operations on sources and failed files. */
export interface SourceVerbs {
  /**
   * Queues files picked one by one; their bytes are kept until they are indexed, up to `MOST_COPIED`.
   * @returns whether all are kept; those that are not wait in the memory of this tab
   */
  addFiles(files: PickedParts): Promise<boolean>;
  /**
   * Queues a folder that can be read again later, but for what is left out (`left-out.ts`). Resolves
   * when it has been walked.
   * @returns paths of subfolders and files that cannot be read, with the folder's name; the rest is queued
   */
  addFolder(folder: FileSystemDirectoryHandle): Promise<string[]>;
  /**
   * The same for a folder that cannot be read again (browsers without File System Access).
   * @param unread paths inside it that the page could not read
   */
  addFolderFiles(name: string, files: PickedParts, unread?: readonly string[]): Promise<string[]>;
  /** @throws Problem `network` */
  addSamples(): Promise<void>;
  /**
   * Scans every readable folder again, and retries an indexing run that could not go on.
   * @returns number of new or changed files that were queued, without likely clips of Live Photos; and what cannot be
   *   read, as of `addFolder`, among it folders that are gone as a whole
   */
  rescan(): Promise<{ found: number; unread: string[] }>;
  /**
   * Resolves when the look that opening the library begins is over.
   * @returns what cannot be read, as of `addFolder`, and could be at the last look: so each is named once
   */
  unreadAtOpening(): Promise<string[]>;
  /** Resolves when looks at folders have brought new photos and all of them are in, each time with those. */
  foundPhotos(): Promise<PhotoNo[]>;
  /**
   * Photos all of whose files are gone from their folders. No view shows them.
   * @param offered whether only those that are offered for removal, not those that the user keeps looking for
   */
  missingPhotos(offered?: boolean): Promise<PhotoNo[]>;
  /** Stops offering them. Each is back in the views when one of its files is. */
  keepLooking(): Promise<void>;
  /** Subfolders of a source, each after the folder that it is in. */
  subfolders(source: SourceId): Promise<Subfolder[]>;
  /**
   * Leaves a subfolder of a source out, with everything below it, or takes it in again. Its photos leave the
   * views at once, and keep what the user has made of them.
   */
  leaveFolderOut(source: SourceId, path: string, out: boolean): Promise<void>;
  /** Kinds of pictures that are left out. */
  kindsLeftOut(): Promise<LeaveOut>;
  leaveKindsOut(kinds: LeaveOut): Promise<void>;
  /** Removes the source and every photo that is in no other source. The user's files stay. */
  removeSource(source: SourceId): Promise<void>;
  /** Queues the failed files again whose bytes are still available. */
  retryFailed(): Promise<void>;
  dismissFailed(): Promise<void>;
}
