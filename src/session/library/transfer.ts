/** Reads what was dropped or pasted: files, and folders with their contents. */

import type { PickedFile } from '#core/picked-file';

export interface Transferred {
  files: PickedFile[];
  /** Handles of folders, which can be read again later. */
  folders: FileSystemDirectoryHandle[];
  /** Contents of folders that can be read only now. */
  folderFiles: { name: string; files: PickedFile[] }[];
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
  // A reader returns at most a hundred entries per call, and an empty list at the end.
  for (;;) {
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (entries.length === 0) return files;
    for (const child of entries) files.push(...(await readEntry(child, `${under}${entry.name}/`)));
  }
}
