/** Where a gallery goes: a new folder, a file that the user names, or the browser's downloads. */

import { safeName, uniqueNames } from '#core/file-names';
import type { Entry } from './copies';
import { pickFolder } from './pick-folder';
import { saveFile } from './save-file';

export interface Destination {
  write(entries: AsyncIterable<Entry>, signal: AbortSignal): Promise<void>;
  /** Takes away what was written, if `write` has failed. */
  discard(): Promise<void>;
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
    write: async (entries) => writeInto(await picked.getDirectoryHandle(name, { create: true }), entries),
    discard: () => picked.removeEntry(name, { recursive: true }).catch(() => undefined),
  };
}

function intoFile(file: FileSystemFileHandle): Destination {
  return {
    async write(entries, signal) {
      const { zipOf } = await import('./copies');
      // Until it is whole, what was there before stays.
      await zipOf(entries).pipeTo(await file.createWritable(), { signal });
    },
    async discard() {
      // The picker made an empty one; a file that the user wanted to replace is still as it was.
      if ((await file.getFile().catch(() => null))?.size === 0) await removed(file);
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
    discard: async () => undefined,
  };
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
