/** Which files are really there, in a granted folder. */

import type { FileFacts } from '../sources/comparing';

interface Listed {
  folder: FileSystemDirectoryHandle;
  names: ReadonlySet<string>;
}

export class Inside {
  /** By path. Undefined where there is no such folder. */
  private readonly folders = new Map<string, Promise<Listed | undefined>>();

  constructor(private readonly root: FileSystemDirectoryHandle) {}

  /**
   * Returns size and date of the file at a path; undefined if the folder lists none of that very name. (A disk that
   * does not tell `A.jpg` from `a.jpg` would open either.)
   */
  async factsOf(path: string): Promise<FileFacts | undefined> {
    const end = path.lastIndexOf('/');
    const name = path.slice(end + 1);
    const listed = await this.listed(path.slice(0, Math.max(0, end)));
    if (!listed?.names.has(name)) return undefined;
    const file = await orNone(async () => (await listed.folder.getFileHandle(name)).getFile());
    return file && { bytes: file.size, modified: file.lastModified };
  }

  private listed(path: string): Promise<Listed | undefined> {
    const known = this.folders.get(path) ?? this.list(path);
    this.folders.set(path, known);
    return known;
  }

  private async list(path: string): Promise<Listed | undefined> {
    const end = path.lastIndexOf('/');
    const name = path.slice(end + 1);
    const above = path === '' ? undefined : await this.listed(path.slice(0, Math.max(0, end)));
    if (path !== '' && !above?.names.has(name)) return undefined;
    return orNone(async () => {
      const folder = above ? await above.folder.getDirectoryHandle(name) : this.root;
      const names = new Set<string>();
      for await (const inside of folder.keys()) names.add(inside);
      return { folder, names };
    });
  }
}

/** What cannot be read counts as not there: the walk says what that is. */
async function orNone<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}
