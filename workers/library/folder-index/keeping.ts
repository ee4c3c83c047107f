/**
 * Keeps the indexes of granted folders up to date: notes what changes, and writes at the next quiet moment, as long as the
 * folder is granted for writing.
 */

import type { IndexTrouble } from '#core/folder-index';
import type { PhotoNo, SourceId } from '#core/photo';
import { changeFolderIndex, folderIndexes } from '#store/folder-indexes';
import type { StoredFolderIndex } from '#store/schema';
import { countOrigins, originsOfPhoto, storedSource } from '#store/sources';
import { openChannel } from '#workers/shared/channel';
import { withLock } from '#workers/shared/locks';
import { type FolderIndexState, type FolderIndexVerbs, LIBRARY_EVENTS, type LibraryEvent } from '../contract';
import { tell } from '../events';
import { deleteIndexIn } from './place';
import { mayWrite, troubleOf } from './trouble';
import { writeIndex } from './writing';

/** How long nothing must change before it is written, in milliseconds. */
const QUIET = 20_000;
/** A large index on a slow disk takes minutes: at least this many times as long nothing is written after it. */
const PAUSES = 10;
/** How often the progress is told, in milliseconds. */
const TOLD_EACH = 250;

export class FolderIndexes {
  readonly verbs: Omit<FolderIndexVerbs, 'cameWithIndex'> = {
    folderIndexes: () => this.states(),
    keepFolderIndex: (source, on) => (on ? this.begin(source) : this.end(source)),
    writeFolderIndex: (source) => this.write(source, true),
  };
  private readonly writing = new Map<SourceId, { done: number; total: number }>();
  /** Folders whose index is to be deleted, while it is written. */
  private readonly ending = new Set<SourceId>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param isFree whether nothing is indexed, and the device need not rest */
  constructor(
    private readonly isFree: () => Promise<boolean>,
    private readonly quiet = QUIET,
  ) {}

  /** Hears what changes photos, by this worker and by those of other tabs: whoever is open writes. */
  follow(): void {
    openChannel(LIBRARY_EVENTS).hear((event) => void orWarn(this.hear(event)));
  }

  /** Called at the end of a run, with the sources whose files became photos. */
  ranOver(sources: ReadonlySet<SourceId>): Promise<void> {
    return orWarn(this.note((source) => sources.has(source)).then(() => this.writeStale()));
  }

  /** Writes what is out of date. Idempotent, and safe at any time. */
  wake(): Promise<void> {
    return orWarn(this.writeStale());
  }

  private async writeStale(): Promise<void> {
    const stale = Object.entries(await folderIndexes()).filter(([, index]) => isStale(index));
    // The end of the run wakes it again.
    if (stale.length === 0 || !(await this.isFree())) return;
    for (const [source, index] of stale) {
      const wait = waitOf(index);
      if (wait > 0) this.later(wait);
      else await this.write(source, false);
    }
  }

  private async states(): Promise<FolderIndexState[]> {
    return Object.entries(await folderIndexes()).flatMap(([source, index]) => {
      const { kept, written, trouble = null } = index;
      if (!kept) return [];
      const facts = written && { at: written.at, photos: written.photos, bytes: written.bytes };
      const writing = this.writing.get(source) ?? null;
      return { source, written: facts ?? null, stale: isStale(index), writing, trouble };
    });
  }

  private async tell(): Promise<void> {
    tell({ type: 'folderIndexes', indexes: await this.states() });
  }

  private async begin(source: SourceId): Promise<IndexTrouble | null> {
    await changeFolderIndex(source, (index) => ({ ...index, kept: true }));
    const trouble = await this.write(source, true);
    // One that was written says itself why it is out of date.
    if (!trouble || (await folderIndexes())[source]?.written) return null;
    await this.drop(source);
    return trouble;
  }

  private async end(source: SourceId): Promise<IndexTrouble | null> {
    this.ending.add(source);
    try {
      await this.drop(source);
      return await this.locked(source, async () => {
        const { handle } = (await storedSource(source)) ?? {};
        if (!handle) return 'gone';
        if (!(await mayWrite(handle))) return 'permission';
        return deleteIndexIn(handle).then(
          () => null,
          (error) => troubleOf(error, handle),
        );
      });
    } finally {
      this.ending.delete(source);
    }
  }

  /** The folder keeps none any more. */
  private async drop(source: SourceId): Promise<void> {
    await changeFolderIndex(source, ({ known }) => (known ? { known } : null));
    await this.tell();
  }

  /**
   * Writes the index of a folder that keeps one.
   * @param isAsked also if nothing has changed
   */
  private write(source: SourceId, isAsked: boolean): Promise<IndexTrouble | null> {
    return this.locked(source, async () => {
      const index = (await folderIndexes())[source];
      const { handle } = (await storedSource(source)) ?? {};
      if (!handle || !index?.kept || (!isAsked && !isStale(index))) return null;
      const trouble = (await mayWrite(handle)) ? await this.writeNow(source, handle, index) : 'permission';
      if (trouble) await changeKept(source, (now) => ({ ...now, trouble }));
      await this.tell();
      return trouble;
    });
  }

  /** @param index as it is known before: what changes from now on is not in the file */
  private async writeNow(
    source: SourceId,
    handle: FileSystemDirectoryHandle,
    { changes = 0 }: StoredFolderIndex,
  ): Promise<IndexTrouble | null> {
    const begun = performance.now();
    let told = Number.NEGATIVE_INFINITY;
    try {
      const { file, photos, origins } = await writeIndex(source, handle, (done, total) => {
        if (this.ending.has(source)) throw new DOMException('The folder keeps none any more.', 'AbortError');
        this.writing.set(source, { done, total });
        if (performance.now() - told < TOLD_EACH) return;
        told = performance.now();
        void this.tell();
      });
      const { size: bytes, lastModified: modified } = file;
      const took = performance.now() - begun;
      const written = { at: Date.now(), changes, photos, origins, bytes, took };
      await changeKept(source, ({ trouble: _, ...now }) => ({ ...now, known: { bytes, modified }, written }));
      return null;
    } catch (error) {
      if (this.ending.has(source)) return null;
      console.warn('The index of a folder was not written:', error);
      return troubleOf(error, handle);
    } finally {
      this.writing.delete(source);
    }
  }

  private locked<T>(source: SourceId, work: () => Promise<T>): Promise<T> {
    return withLock(`mitsuke-folder-index-${source}`, work);
  }

  private async hear(event: LibraryEvent): Promise<void> {
    const photos = changedBy(event);
    if (photos === null) return;
    const touched = photos === 'all' ? null : await this.sourcesOf(photos);
    const isLess = event.type === 'photos';
    const noted = await this.note(async (source, { written }) => {
      if (isLess) return (await countOrigins([source]))[0] !== written?.origins;
      return touched?.has(source) ?? true;
    });
    if (noted) this.later(this.quiet);
  }

  /** Returns the sources that keep an index and have one of these photos. */
  private async sourcesOf(photos: readonly PhotoNo[]): Promise<Set<SourceId>> {
    const kept = new Set((await keptIndexes()).map(([source]) => source));
    const found = new Set<SourceId>();
    for (const photo of photos) {
      if (found.size === kept.size) break;
      for (const { source } of await originsOfPhoto(photo)) if (kept.has(source)) found.add(source);
    }
    return found;
  }

  /** Notes of the indexes that are meant that they are out of date. @returns whether any was */
  private async note(
    isMeant: (source: SourceId, index: StoredFolderIndex) => boolean | Promise<boolean>,
  ): Promise<boolean> {
    let noted = false;
    for (const [source, index] of await keptIndexes()) {
      if (!(await isMeant(source, index))) continue;
      await changeKept(source, (now) => ({ ...now, changes: (now.changes ?? 0) + 1 }));
      noted = true;
    }
    if (noted) await this.tell();
    return noted;
  }

  private later(wait: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.wake(), wait);
  }
}

/** Which photos an event has changed; null if it has changed none, or not as an index has them. */
function changedBy(event: LibraryEvent): readonly PhotoNo[] | 'all' | null {
  switch (event.type) {
    case 'photos':
      return event.removed.length > 0 ? event.removed : null;
    case 'marked':
      return event.photos.map(({ no }) => no);
    case 'encoded':
      return event.photos;
    case 'read':
      return event.photos ?? 'all';
    default:
      return null;
  }
}

/** Nobody waits for it, and the library may be gone: what was not noted is noted with the next change. */
async function orWarn(work: Promise<unknown>): Promise<void> {
  await work.catch((error) => console.warn('The indexes of folders are not kept:', error));
}

async function keptIndexes(): Promise<[SourceId, StoredFolderIndex][]> {
  return Object.entries(await folderIndexes()).filter(([, { kept }]) => kept);
}

/** Does nothing if the folder has left the library, or keeps none any more. */
function changeKept(source: SourceId, change: (now: StoredFolderIndex) => StoredFolderIndex): Promise<void> {
  return changeFolderIndex(source, (now) => (now.kept ? change(now) : now));
}

function isStale({ kept, changes = 0, written }: StoredFolderIndex): boolean {
  return kept === true && written?.changes !== changes;
}

/** How long to wait after the last writing, in milliseconds. A clock that was set back does not make it longer. */
function waitOf({ written }: StoredFolderIndex): number {
  if (!written) return 0;
  const pause = PAUSES * written.took;
  return Math.min(pause, written.at + pause - Date.now());
}
