/** Intake of files: notes their source, queues them, keeps copies of those that could not be read again. */

import type { Source, SourceId, SourceKind } from '#core/photo';
import type { PickedFile } from '#core/picked-file';
import { enqueue, keepInbox, type NewQueuedFile, queuedPaths } from '#store/queue';
import { originsOf, putSource } from '#store/sources';
import { walk } from './folders';
import type { PickedBytes } from './picked-bytes';
import { thisTab } from './tabs';

/** Files per transaction: queued, or stored as copies. */
const QUEUE_BATCH = 500;
const KEEP_BATCH = 16;

/** The outcome of a look through folders. */
export interface Looked {
  /** Number of new or changed files that were queued. */
  found: number;
  /** Subfolders and files that cannot be read, as paths that begin with the name of the picked folder. */
  unread: string[];
}

export class Intake {
  /** @param queued called after each transaction, so that indexing begins while the rest is being queued */
  constructor(
    private readonly picked: PickedBytes,
    private readonly queued: () => void,
  ) {}

  /** Queues picked files as a source of their own; skips those that the source already has. */
  async addFiles(kind: SourceKind, id: SourceId, name: string, files: readonly PickedFile[]): Promise<void> {
    await putSource({ id, kind, name, added: Date.now() });
    const known = await this.known(id);
    const fresh = uniquePaths(files).filter(({ path }) => !known(path));
    const held: { key: number; file: File }[] = [];
    for (const part of parts(fresh, QUEUE_BATCH)) {
      const rows = await enqueue(part.map(({ file, path }) => rowOf(id, path, file)));
      rows.forEach(({ key }, i) => {
        const { file } = part[i] as PickedFile;
        this.picked.put(key, file);
        held.push({ key, file });
      });
      this.queued();
    }
    await this.keep(held);
  }

  /**
   * Walks a folder and queues its new and changed files.
   * @throws DOMException if the folder itself cannot be read
   */
  async addFolder(source: Source & { handle: FileSystemDirectoryHandle }): Promise<Looked> {
    await putSource(source);
    const known = await this.known(source.id);
    let found: NewQueuedFile[] = [];
    const looked: Looked = { found: 0, unread: [] };
    const unread = (path: string) => looked.unread.push(`${source.name}/${path}`);
    const flush = async () => {
      await enqueue(found);
      looked.found += found.length;
      found = [];
      this.queued();
    };
    for await (const { path, handle } of walk(source.handle, unread)) {
      const file = await fileOf(handle);
      if (!file) unread(path);
      if (!file || known(path, file)) continue;
      found.push({ ...rowOf(source.id, path, file), handle });
      if (found.length === QUEUE_BATCH) await flush();
    }
    if (found.length > 0) await flush();
    return looked;
  }

  /** Returns whether a source already has a path: as an unchanged photo, or in the queue. */
  private async known(source: SourceId) {
    const origins = new Map((await originsOf(source)).map((origin) => [origin.path, origin]));
    const queued = await queuedPaths(source);
    return (path: string, file?: File) => {
      if (queued.has(path)) return true;
      const origin = origins.get(path);
      if (!origin || !file) return origin !== undefined;
      return origin.modified === file.lastModified && origin.bytes === file.size;
    };
  }

  /** Stores copies. If that fails (full disk), the files stay in memory only: a killed tab loses them. */
  private async keep(held: { key: number; file: File }[]): Promise<void> {
    for (const part of parts(held, KEEP_BATCH)) {
      const waiting = part.filter(({ key }) => this.picked.get(key));
      if (waiting.length === 0) continue;
      try {
        await keepInbox(waiting);
      } catch (error) {
        console.warn('No copies are kept of the files that wait:', error);
        return;
      }
    }
  }
}

/** Null if it cannot be read: it was moved away since it was listed, or is another user's. */
async function fileOf(handle: FileSystemFileHandle): Promise<File | null> {
  try {
    return await handle.getFile();
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}

function rowOf(source: SourceId, path: string, file: File): NewQueuedFile {
  return { source, path, name: file.name, bytes: file.size, modified: file.lastModified, tab: thisTab };
}

/** Numbers repeated paths, because phones give several photos of one pick the same name. */
function uniquePaths(files: readonly PickedFile[]): PickedFile[] {
  const times = new Map<string, number>();
  return files.map(({ file, path }) => {
    const nth = (times.get(path) ?? 0) + 1;
    times.set(path, nth);
    return { file, path: nth === 1 ? path : `${path} (${nth})` };
  });
}

function* parts<T>(items: readonly T[], size: number): Generator<T[]> {
  for (let from = 0; from < items.length; from += size) yield items.slice(from, from + size);
}
