/** Walks folders that the user picked. */

import type { Source } from '#core/photo';
import { isSidecarName, type Sidecars, sidecarFinder } from '#core/sidecars';
import { isLeftOut } from './left-out';

/** A file with the name of a picture. */
export interface FoundFile {
  path: string;
  handle: FileSystemFileHandle;
  sidecars?: Sidecars<FileSystemFileHandle>;
}

/**
 * Files that are read from a folder. They include formats that this browser may not decode: such a file is
 * better listed with the reason than silently missing.
 */
const PICTURE_NAME =
  /\.(jpe?g|jpe|jfif|mpo|png|webp|gif|avifs?|bmp|ico|jxl|jp2|heic|heif|hif|tiff?|ps[db]|svg|dng|cr2|cr3|nef|arw|raf|orf|rw2|pef|srw)$/i;

export function isPictureName(name: string): boolean {
  return PICTURE_NAME.test(name) && !name.startsWith('.');
}

/**
 * Yields every picture in a folder and its subfolders, but for what is left out.
 * @param unread called with the path of each subfolder that cannot be read: it costs itself alone
 * @param byUser whether the user leaves a path out
 * @throws DOMException if the folder itself cannot be read
 */
export function walk(
  folder: FileSystemDirectoryHandle,
  unread: (path: string) => void,
  byUser: (path: string) => boolean = () => false,
): AsyncGenerator<FoundFile> {
  return walkUnder(folder, '', (path) => isLeftOut(folder.name, path) || byUser(path), unread);
}

async function* walkUnder(
  folder: FileSystemDirectoryHandle,
  under: string,
  leftOut: (path: string) => boolean,
  unread: (path: string) => void,
): AsyncGenerator<FoundFile> {
  const { entries, failure } = await listed(folder);
  const kept = entries.filter(({ name }) => !leftOut(under + name));
  const sidecarsOf = sidecarFinder(
    kept.flatMap((entry) =>
      entry.kind === 'file' && isSidecarName(entry.name) ? [[entry.name, entry] as const] : [],
    ),
  );
  for (const entry of kept) {
    const path = under + entry.name;
    if (entry.kind === 'directory') {
      try {
        yield* walkUnder(entry, `${path}/`, leftOut, unread);
      } catch (error) {
        if (!(error instanceof DOMException)) throw error;
        unread(path);
      }
    } else if (isPictureName(entry.name)) {
      const sidecars = sidecarsOf(entry.name);
      yield { path, handle: entry, ...(sidecars && { sidecars }) };
    }
  }
  if (failure) throw failure.error;
}

/** Lists a folder as a whole, because a photo's sidecars may come after it. After a failure, it has what came before. */
async function listed(folder: FileSystemDirectoryHandle) {
  const entries: (FileSystemDirectoryHandle | FileSystemFileHandle)[] = [];
  try {
    for await (const entry of folder.values()) entries.push(entry);
    return { entries, failure: null };
  } catch (error) {
    return { entries, failure: { error } };
  }
}

/** Whether the user must grant the folder again before the browser lets it be read. */
export async function isLocked(source: Source): Promise<boolean> {
  if (!source.handle) return false;
  return (await source.handle.queryPermission({ mode: 'read' })) !== 'granted';
}
