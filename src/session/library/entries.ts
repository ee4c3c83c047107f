/** Reads folders that were dropped in a browser without folder handles. Loaded with the first such folder. */

import type { PickedFile } from '#core/picked-file';

/** What a folder holds; all paths are inside it. */
export interface FolderFiles {
  name: string;
  files: PickedFile[];
  /** Paths of subfolders and files that cannot be read. */
  unread: string[];
}

/** @throws DOMException if the folder itself cannot be read; what cannot be read inside it costs itself alone */
export async function readFolder(folder: FileSystemDirectoryEntry): Promise<FolderFiles> {
  const files: PickedFile[] = [];
  const unread: string[] = [];
  const read = async (entry: FileSystemEntry, path: string): Promise<void> => {
    try {
      if (entry.isFile) {
        files.push({ file: await fileOf(entry as FileSystemFileEntry), path });
        return;
      }
      for (const child of await childrenOf(entry as FileSystemDirectoryEntry)) {
        await read(child, path === '' ? child.name : `${path}/${child.name}`);
      }
    } catch (error) {
      if (entry === folder || !(error instanceof DOMException)) throw error;
      unread.push(path);
    }
  };
  await read(folder, '');
  return { name: folder.name, files, unread };
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const children: FileSystemEntry[] = [];
  // A reader returns at most a hundred entries per call, and an empty list at the end.
  for (;;) {
    const more = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (more.length === 0) return children;
    children.push(...more);
  }
}
