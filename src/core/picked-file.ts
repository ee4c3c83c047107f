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
