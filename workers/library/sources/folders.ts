/** Looks into folders that the user picked. */

import type { Source } from '#core/photo';

/** A file of a folder that may be a picture. */
interface FoundFile {
  path: string;
  handle: FileSystemFileHandle;
}

/**
 * What is taken out of a folder. Formats that this browser may not read are taken too:
 * better listed with the reason than missed in silence.
 */
const PICTURE_NAME = /\.(jpe?g|jfif|png|webp|gif|avif|bmp|heic|heif|tiff?)$/i;

export function isPictureName(name: string): boolean {
  return PICTURE_NAME.test(name) && !name.startsWith('.');
}

/** Every picture in a folder and its subfolders; hidden folders are left out. */
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

/** Whether the browser wants the user to grant the folder again before it can be read. */
export async function isLocked(source: Source): Promise<boolean> {
  if (!source.handle) return false;
  return (await source.handle.queryPermission({ mode: 'read' })) !== 'granted';
}
