/** What a user picks, drops or shares. */

/**
 * Larger files, which are videos, are not copied while they wait: a few of them would fill the disk that the browser
 * grants. In bytes.
 */
export const MOST_COPIED = 64_000_000;

/** A file with its path inside what the user picked ("holiday/beach.jpg", or just the name). */
export interface PickedFile {
  file: File;
  path: string;
}

/** Picked files that are handed over part by part. */
export interface PickedParts {
  /** Returns the next part; an empty one ends them. */
  next(): readonly PickedFile[] | Promise<readonly PickedFile[]>;
}

/** How many files a part has. 100 took the page up to 134 ms where all cores were busy. */
const PART = 25;

export function partsOf(files: readonly PickedFile[]): { next(): readonly PickedFile[] } {
  let from = 0;
  return {
    next() {
      const part = files.slice(from, from + PART);
      from += PART;
      return part;
    },
  };
}
