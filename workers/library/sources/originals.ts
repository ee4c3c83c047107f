/** Reads the bytes of queued files and of originals, wherever they are. */

import { Problem, problemCode } from '#core/errors';
import type { Source } from '#core/photo';
import { inboxFile } from '#store/inbox';
import type { QueuedFile } from '#store/schema';
import { isLocked } from './folders';
import type { PickedBytes } from './picked-bytes';

/**
 * Returns a queued file from its folder; a picked one from this tab's memory, or from the copy that is kept of it.
 * @throws Problem `source-gone`, `permission-lost`
 */
async function originalOf(file: QueuedFile, picked: Pick<PickedBytes, 'get'>): Promise<Blob> {
  const { handle, key } = file;
  const original = handle ? await readHandle(handle) : (picked.get(key) ?? (await inboxFile(key)));
  if (!original) throw new Problem('source-gone', 'No copy was kept, and its tab was closed.');
  return original;
}

/** @throws Problem `source-gone`, `permission-lost` */
async function readHandle(handle: FileSystemFileHandle): Promise<File> {
  try {
    return await handle.getFile();
  } catch (error) {
    const denied = error instanceof DOMException && error.name === 'NotAllowedError';
    throw new Problem(denied ? 'permission-lost' : 'source-gone', String(error), { cause: error });
  }
}

/**
 * Reads a queued file. A file of a folder is given with the size and date that it had when it was read, so that a
 * later look sees whether it has changed since. One that changes while it is read is read once more.
 * @param read throws `source-gone` if the file has changed; see `readable`
 * @throws Problem `source-gone`, `permission-lost`, and what `read` throws
 */
export async function readQueued<T>(
  queued: QueuedFile,
  picked: Pick<PickedBytes, 'get'>,
  read: (original: Blob, file: QueuedFile) => Promise<T>,
): Promise<T> {
  const readOnce = async () => {
    const original = await originalOf(queued, picked);
    const isFresh = queued.handle !== undefined && original instanceof File;
    const facts = isFresh ? { bytes: original.size, modified: original.lastModified } : {};
    return read(original, { ...queued, ...facts });
  };
  return readOnce().catch((error) => {
    if (!queued.handle || problemCode(error) !== 'source-gone') throw error;
    return readOnce();
  });
}

/** @throws Problem `source-gone` if reading fails: the file was changed or deleted since it was picked */
export async function readable<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw new Problem('source-gone', String(error), { cause: error });
  }
}

/** Returns the file at a path of a source; undefined if it cannot be read now. */
export async function readOriginal(source: Source | undefined, path: string): Promise<File | undefined> {
  if (!source?.handle || (await isLocked(source))) return undefined;
  const names = path.split('/');
  const name = names.pop() as string;
  try {
    let folder = source.handle;
    for (const part of names) folder = await folder.getDirectoryHandle(part);
    return await readHandle(await folder.getFileHandle(name));
  } catch {
    // It was moved or deleted: callers fall back to the preview.
    return undefined;
  }
}
