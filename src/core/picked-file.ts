/** What a user picks, drops or shares. */

/** A file with its path inside what the user picked ("holiday/beach.jpg", or just the name). */
export interface PickedFile {
  file: File;
  path: string;
}
