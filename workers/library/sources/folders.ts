/** Walks folders that the user picked. */

import type { Source } from '#core/photo';
import { isLeftOut } from './left-out';

/** A file with the name of a picture. */
export interface FoundFile {
  path: string;
  handle: FileSystemFileHandle;
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
  for await (const entry of folder.values()) {
    const path = under + entry.name;
    if (leftOut(path)) continue;
    if (entry.kind === 'directory') {
      try {
        yield* walkUnder(entry, `${path}/`, leftOut, unread);
      } catch (error) {
        if (!(error instanceof DOMException)) throw error;
        unread(path);
      }
    } else if (isPictureName(entry.name)) {
      yield { path, handle: entry };
    }
  }
}

/** Whether the user must grant the folder again before the browser lets it be read. */
export async function isLocked(source: Source): Promise<boolean> {
  if (!source.handle) return false;
  return (await source.handle.queryPermission({ mode: 'read' })) !== 'granted';
}
