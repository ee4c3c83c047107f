/** Walks folders that the user picked. */

import type { Source } from '#core/photo';

/** A file with the name of a picture. */
interface FoundFile {
  path: string;
  handle: FileSystemFileHandle;
}

/**
 * Files that are read from a folder. They include formats that this browser may not decode: such a file is
 * better listed with the reason than silently missing.
 */
const PICTURE_NAME = /\.(jpe?g|jfif|png|webp|gif|avif|bmp|heic|heif|tiff?)$/i;

export function isPictureName(name: string): boolean {
  return PICTURE_NAME.test(name) && !name.startsWith('.');
}

/** Yields every picture in a folder and its subfolders; skips hidden ones. */
export async function* walk(folder: FileSystemDirectoryHandle, under = ''): AsyncGenerator<FoundFile> {
  for await (const entry of folder.values()) {
    const path = under + entry.name;
    if (entry.kind === 'directory') {
      if (!entry.name.startsWith('.')) yield* walk(entry, `${path}/`);
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
