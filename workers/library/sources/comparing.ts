/** Compares a folder as it is with what the library knows of it. Pure: no file and no store is touched. */

import type { Origin } from '#core/photo';
import type { QueuedFile } from '#store/schema';

/** Size and date of a file, as the folder has them. */
export interface FileFacts {
  bytes: number;
  /** Milliseconds since 1970. */
  modified: number;
}

/**
 * What a file of the folder is to the library.
 *
 * | verdict   | meaning                                                | what follows                        |
 * | --------- | ------------------------------------------------------ | ----------------------------------- |
 * | `same`    | a known photo or clip, unchanged; it waits already; or | nothing                             |
 * |           | the user has removed its photo, and it is unchanged    |                                     |
 * | `new`     | an unknown path                                        | it is queued                        |
 * | `changed` | a known path with another size or date                 | it is queued                        |
 * | `again`   | it failed, and has another size or date since          | it is queued and no longer failed   |
 * | `back`    | it was missing, and is there again, unchanged          | it is no longer missing             |
 * | `mended`  | it failed after a change, which has been taken back    | it is no longer failed              |
 *
 * A file that waits is read as it is when its turn comes, whatever it was when it was queued.
 */
export type Verdict = 'same' | 'new' | 'changed' | 'again' | 'back' | 'mended';

/**
 * @param settled as it was when the user removed its photo from the library, or when it was found to be the clip of the
 *   still beside it
 */
export function verdictOf(
  file: FileFacts,
  origin?: Origin,
  queued?: QueuedFile,
  settled?: FileFacts,
): Verdict {
  if (queued && !queued.failure) return 'same';
  const isKnown = origin !== undefined && isAlike(file, origin);
  if (queued) {
    if (isKnown) return 'mended';
    return isAlike(file, queued) ? 'same' : 'again';
  }
  if (!origin) return settled && isAlike(file, settled) ? 'same' : 'new';
  if (!isKnown) return 'changed';
  return origin.missing === undefined ? 'same' : 'back';
}

/**
 * Whether a video that has not changed is to be read again, because a still lies beside it now: it may be the clip of a
 * Live Photo, where it was a photo, or failed, before.
 * @param still path of the still
 */
export function isUnweighed(still: string, origin?: Origin, queued?: QueuedFile): boolean {
  if (queued) return queued.failure !== undefined && queued.apart !== still;
  return origin !== undefined && origin.apart !== still;
}

/** What a walk of a folder saw. */
export interface Listing {
  /** Paths of its pictures. */
  seen: ReadonlySet<string>;
  /** Paths of subfolders and files that cannot be read: nothing is known of what is below them. */
  unread: readonly string[];
}

/**
 * Returns those of the files that are no longer in the folder. A file below something that cannot be read, or
 * is left out, is not among them.
 */
export function goneFrom<File extends { path: string; leftOut?: true }>(
  { seen, unread }: Listing,
  files: Iterable<File>,
  isLeftOut: (path: string) => boolean,
): File[] {
  const closed = new Set(unread);
  const gone: File[] = [];
  for (const file of files) {
    const { path } = file;
    if (seen.has(path) || isUnder(path, closed) || isLeftOut(path)) continue;
    gone.push(file);
  }
  return gone;
}

/** Whether a path, or a folder above it, is one of these. */
export function isUnder(path: string, paths: ReadonlySet<string>): boolean {
  if (paths.size === 0) return false;
  for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
    if (paths.has(path.slice(0, end))) return true;
  }
  return false;
}

export function isAlike(a: FileFacts, b: FileFacts): boolean {
  return a.bytes === b.bytes && a.modified === b.modified;
}
