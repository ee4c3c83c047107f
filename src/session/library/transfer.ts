/** Reads what was dropped or pasted: files, and folders with their contents. */

import type { PickedFile } from '#core/picked-file';
import type { FolderFiles } from './entries';

export interface Transferred {
  files: PickedFile[];
  /** Handles of folders, which can be read again later. */
  folders: FileSystemDirectoryHandle[];
  /** Contents of folders that can be read only now. */
  folderFiles: FolderFiles[];
}

/** Call it synchronously in the event handler: afterwards the browser empties the transfer. */
export async function readTransfer(transfer: DataTransfer): Promise<Transferred> {
  const items = [...transfer.items].filter((item) => item.kind === 'file');
  // These methods only work before the first await.
  const asked = items.map((item) => ({
    handle: item.getAsFileSystemHandle?.().catch(() => null),
    entry: item.webkitGetAsEntry?.() ?? null,
    file: item.getAsFile(),
  }));
  const found: Transferred = { files: [], folders: [], folderFiles: [] };
  for (const { handle, entry, file } of asked) {
    const resolved = await handle;
    if (resolved?.kind === 'directory') {
      found.folders.push(resolved as FileSystemDirectoryHandle);
    } else if (entry?.isDirectory) {
      const { readFolder } = await import('./entries');
      found.folderFiles.push(await readFolder(entry as FileSystemDirectoryEntry));
    } else if (file) {
      found.files.push({ file, path: file.name });
    }
  }
  return found;
}
