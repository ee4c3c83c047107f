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

/** How many files a part has at most. */
const PART = 25;
/**
 * A part also ends once its sizes have taken this long, in milliseconds. For each size, and again to send the file, the
 * page waits for another process of the browser: while all cores were busy, 25 files took it up to 184.
 */
const LOOK_MS = 8;

/**
 * Returns the files part by part, in their order.
 * @param heard gets the size of each file in bytes, once, when its part is taken
 * @param clock milliseconds since any moment
 */
export function partsOf(
  files: readonly PickedFile[],
  heard: (bytes: number) => void = () => undefined,
  clock: () => number = () => performance.now(),
): { next(): readonly PickedFile[] } {
  let from = 0;
  return {
    next() {
      const part: PickedFile[] = [];
      const end = clock() + LOOK_MS;
      for (const one of files.slice(from, from + PART)) {
        part.push(one);
        heard(one.file.size);
        if (clock() >= end) break;
      }
      from += part.length;
      return part;
    },
  };
}
