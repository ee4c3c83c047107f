/** What was dropped or pasted: files, and folders with all that is in them. */

import type { PickedFile } from '#core/picked-file';

export interface Transferred {
  files: PickedFile[];
  /** Folders that can be read again later. */
  folders: FileSystemDirectoryHandle[];
  /** Folders that can be read only now. */
  folderFiles: { name: string; files: PickedFile[] }[];
}

/** Must be called while the event is being handled: afterwards the browser empties the transfer. */
export async function readTransfer(transfer: DataTransfer): Promise<Transferred> {
  const items = [...transfer.items].filter((item) => item.kind === 'file');
  // Everything that must be asked synchronously is asked before the first await.
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
      const files = await readEntry(entry as FileSystemDirectoryEntry, '');
      found.folderFiles.push({ name: entry.name, files });
    } else if (file) {
      found.files.push({ file, path: file.name });
    }
  }
  return found;
}

async function readEntry(entry: FileSystemEntry, under: string): Promise<PickedFile[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    );
    return [{ file, path: under + entry.name }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const files: PickedFile[] = [];
  // A reader gives at most a hundred entries at a time, and nothing when it has given all.
  for (;;) {
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (entries.length === 0) return files;
    for (const child of entries) files.push(...(await readEntry(child, `${under}${entry.name}/`)));
  }
}
