/** Where a gallery goes: a new folder, a file that the user names, or the browser's downloads. */

import { safeName, uniqueNames } from '#core/file-names';
import type { Entry } from './copies';
import { pickFolder } from './pick-folder';
import { saveFile } from './save-file';

export interface Destination {
  write(entries: AsyncIterable<Entry>, signal: AbortSignal): Promise<void>;
  /** Takes away what was written, if `write` has failed. @returns whether nothing of it is left */
  discard(): Promise<boolean>;
}

/** Call it in the task of the user's press: browsers allow their pickers only then. @returns null if none was picked */
export async function pickDestination(as: 'zip' | 'folder', title: string): Promise<Destination | null> {
  if (as === 'folder') {
    const picked = await pickFolder('galleries');
    if (picked === 'none') return null;
    if (picked) return newFolderIn(picked, title);
  }
  const name = `${safeName(title)}.zip`;
  const file = await pickFile(name);
  if (file === 'none') return null;
  return file ? intoFile(file) : intoDownloads(name);
}

async function newFolderIn(picked: FileSystemDirectoryHandle, title: string): Promise<Destination> {
  const { namesIn, writeInto } = await import('./copies');
  const [name = ''] = uniqueNames(await namesIn(picked))([title]);
  return {
    write: async (entries, signal) =>
      writeInto(await picked.getDirectoryHandle(name, { create: true }), entries, signal),
    discard: () => picked.removeEntry(name, { recursive: true }).then(() => true, isGone),
  };
}

function intoFile(file: FileSystemFileHandle): Destination {
  return {
    async write(entries, signal) {
      const { zipOf } = await import('./copies');
      await zipOf(entries).pipeTo(await file.createWritable(), { signal });
    },
    async discard() {
      try {
        if ((await file.getFile()).size > 0) return false;
      } catch (error) {
        return isGone(error);
      }
      // The picker has made it, or emptied what it is to replace: an empty file is of use to nobody.
      await removed(file);
      return true;
    },
  };
}

function intoDownloads(name: string): Destination {
  return {
    async write(entries) {
      const { zipFile } = await import('./copies');
      saveFile(new File([await zipFile(entries)], name, { type: 'application/zip' }));
    },
    // Nothing is downloaded before all of it is there.
    discard: async () => true,
  };
}

function isGone(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'NotFoundError';
}

/** Lets the user name a file; null if the browser has no picker for that, "none" if cancelled. */
async function pickFile(name: string): Promise<FileSystemFileHandle | null | 'none'> {
  if (!('showSaveFilePicker' in globalThis)) return null;
  try {
    return await showSaveFilePicker({
      id: 'galleries',
      suggestedName: name,
      types: [{ accept: { 'application/zip': ['.zip'] } }],
    });
  } catch (error) {
    return error instanceof DOMException && error.name === 'AbortError' ? 'none' : null;
  }
}

/** Chromium alone can delete a file by its handle; elsewhere it stays, empty. */
async function removed(file: FileSystemFileHandle & { remove?: () => Promise<void> }): Promise<void> {
  await file.remove?.().catch(() => undefined);
}
