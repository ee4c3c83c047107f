/** The library as one file. */

/** How reading a backup ended; `full`: the disk is. All photos up to there are in the library. */
export interface Restored {
  ending: 'whole' | 'short' | 'damaged' | 'foreign' | 'newer' | 'full' | 'stopped';
  /** Photos of the file; those that were new here, and known ones that gained something. */
  photos: number;
  fresh: number;
  joined: number;
  /** Photos that got words, and those whose words were left out because none are read here. */
  words: number;
  unwanted: number;
  /** Saved searches that were added. */
  searches: number;
  /** Records of kinds that only a later version knows. */
  skipped: number;
  /** Preferences that the page is to take over; null if none. */
  page: Record<string, string> | null;
}

type Share = (done: number, total: number) => void;

/** The library as one file; see `README.md`. One runs at a time. */
export interface BackupVerbs {
  /**
   * Writes the library into a file or, without one, returns it.
   * @param options `page`: preferences that the user has chosen in this browser
   * @returns null if it was stopped: then the file is as before
   */
  writeBackup(
    into: FileSystemFileHandle | null,
    options: { previews: boolean; page: Record<string, string> },
    share: Share,
  ): Promise<{ photos: number; file: Blob | null } | null>;
  /** Merges a backup into the library. `settings`: its settings also replace those that were chosen here. */
  readBackup(file: Blob, options: { settings: boolean }, share: Share): Promise<Restored>;
  stopBackup(): Promise<void>;
}
