/** Indexes that folders keep in themselves. */

import type { IndexTrouble } from '#core/folder-index';
import type { SourceId } from '#core/photo';

/** The index that a granted folder keeps in itself, so that another computer with the same disk searches at once. */
export interface FolderIndexState {
  source: SourceId;
  /** The last writing: when, milliseconds since 1970; how many photos; its size. Null before the first. */
  written: { at: number; photos: number; bytes: number } | null;
  /** Something has changed that it does not have. */
  stale: boolean;
  writing: { done: number; total: number } | null;
  /** Why it could not be written last. */
  trouble: IndexTrouble | null;
}

/** See `README.md`. */
export interface FolderIndexVerbs {
  /** Of the folders that keep one. */
  folderIndexes(): Promise<FolderIndexState[]>;
  /**
   * Writes the index of a granted folder, and again after changes; or ends that and deletes it. The folder must have been
   * granted for writing.
   * @returns why the first writing failed, and then none is kept; or why the file could not be deleted
   */
  keepFolderIndex(source: SourceId, on: boolean): Promise<IndexTrouble | null>;
  /** Writes it now. @returns why that failed */
  writeFolderIndex(source: SourceId): Promise<IndexTrouble | null>;
  /** Resolves when photos have come with the index of a folder, each time with how many, by the folder's name. */
  cameWithIndex(): Promise<{ name: string; photos: number }[]>;
}
