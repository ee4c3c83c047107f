/** Intake of files: notes their source, queues them, keeps copies of those that could not be read again. */

import type { Source, SourceId, SourceKind } from '#core/photo';
import { MOST_COPIED } from '#core/picked-file';
import type { Sidecars } from '#core/sidecars';
import { keepInbox } from '#store/inbox';
import { enqueue, type NewQueuedFile, queuedPaths } from '#store/queue';
import { originsOf, putSource } from '#store/sources';
import { thisTab } from '#workers/shared/tab';
import type { WithStill } from './live-photos';
import { type FolderLook, type IndexReader, lookThrough } from './look';
import type { PickedBytes } from './picked-bytes';
import { textsOf, type WithSidecars } from './sidecars';

/** Files per transaction: queued, or stored as copies. */
const QUEUE_BATCH = 500;
const KEEP_BATCH = 16;

/** A picked file that is queued. */
interface Held {
  key: number;
  file: File;
  sidecars?: Sidecars<File>;
}

export class Intake {
  /**
   * @param queued called after each transaction, so that indexing begins while the rest is being queued
   * @param readIndex of a granted folder; nothing is read without it
   */
  constructor(
    private readonly picked: PickedBytes,
    private readonly queued: () => void,
    private readonly readIndex: IndexReader = async () => undefined,
  ) {}

  /**
   * Queues picked files as a source of their own; skips those that the source already has.
   * @returns whether copies of all are kept: then a killed tab loses none
   */
  async addFiles(
    kind: SourceKind,
    id: SourceId,
    name: string,
    files: readonly WithStill[],
  ): Promise<boolean> {
    await putSource({ id, kind, name, added: Date.now() });
    const known = await this.known(id);
    const fresh = uniquePaths(files).filter(({ path }) => !known(path));
    const held: Held[] = [];
    for (const part of parts(fresh, QUEUE_BATCH)) {
      const rows = await enqueue(part.map((one) => rowOf(id, one)));
      rows.forEach(({ key }, i) => {
        const { file, path, sidecars } = part[i] as WithSidecars;
        this.picked.put(key, id, path, { file, sidecars });
        held.push({ key, file, ...(sidecars && { sidecars }) });
      });
      this.queued();
    }
    const small = held.filter(({ file }) => file.size <= MOST_COPIED);
    return (await this.keep(small)) && small.length === held.length;
  }

  /**
   * Looks through a folder; see `lookThrough`.
   * @throws DOMException if the folder itself cannot be read
   */
  addFolder(source: Source & { handle: FileSystemDirectoryHandle }): Promise<FolderLook> {
    return lookThrough(source, this.queued, this.readIndex);
  }

  /** Returns whether a source already has a path: as a photo, or in the queue. */
  private async known(source: SourceId) {
    const origins = new Set((await originsOf(source)).map(({ path }) => path));
    const queued = await queuedPaths(source);
    return (path: string) => queued.has(path) || origins.has(path);
  }

  /**
   * Stores copies. If that fails (full disk), the files stay in memory only: a killed tab loses them.
   * @returns whether it did not fail
   */
  private async keep(held: readonly Held[]): Promise<boolean> {
    for (const part of parts(held, KEEP_BATCH)) {
      const waiting = part.filter(({ key }) => this.picked.get(key));
      if (waiting.length === 0) continue;
      try {
        await keepInbox(
          await Promise.all(
            waiting.map(async ({ key, file, sidecars }) =>
              sidecars ? { key, file, sidecars: await textsOf(sidecars) } : { key, file },
            ),
          ),
        );
      } catch (error) {
        console.warn('No copies are kept of the files that wait:', error);
        return false;
      }
    }
    return true;
  }
}

function rowOf(source: SourceId, { path, file, still }: WithStill): NewQueuedFile {
  const { name, size: bytes, lastModified: modified } = file;
  return { source, path, name, bytes, modified, tab: thisTab, ...(still !== undefined && { still }) };
}

/** Numbers repeated paths, because phones give several photos of one pick the same name. */
function uniquePaths(files: readonly WithStill[]): WithStill[] {
  const times = new Map<string, number>();
  return files.map((one) => {
    const { path } = one;
    const nth = (times.get(path) ?? 0) + 1;
    times.set(path, nth);
    return { ...one, path: nth === 1 ? path : `${path} (${nth})` };
  });
}

function* parts<T>(items: readonly T[], size: number): Generator<T[]> {
  for (let from = 0; from < items.length; from += size) yield items.slice(from, from + size);
}
