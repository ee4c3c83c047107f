/** Looks through one folder: queues what is new or has changed, and finds what is gone or back. */

import { isPictureName } from '#core/media-names';
import type { LeaveOut, Origin, Source } from '#core/photo';
import { dropQueued, enqueue, type NewQueuedFile, queuedPaths, requeueChanged } from '#store/queue';
import { removedFrom } from '#store/removed';
import type { QueuedFile } from '#store/schema';
import { setting } from '#store/settings';
import { originsOf, putSource, storedSource } from '#store/sources';
import { unturnedPhotos } from '#store/unturned';
import { withLock } from '#workers/shared/locks';
import { thisTab } from '#workers/shared/tab';
import { type FileFacts, goneFrom, isAlike, isUnder, isUnweighed, verdictOf } from './comparing';
import { type FoundFile, walk } from './folders';
import { isScreenshotPath } from './kinds';
import { isLeftOut } from './left-out';
import { KnownClips } from './live-photos';

/** Files whose size and date are asked for at a time, and that are queued in one transaction. */
const READ_AT_A_TIME = 100;
const QUEUE_BATCH = 500;

/** The outcome of a look through a folder. Files that are gone or back are settled afterwards. */
export interface FolderLook {
  /** Number of new or changed files that were queued, without videos that are most likely clips. */
  found: number;
  /** Subfolders and files that cannot be read, as paths that begin with the name of the picked folder. */
  unread: string[];
  gone: Origin[];
  back: Origin[];
  /** Files of stills that have lost their clip. */
  unclipped: Origin[];
  /** Whether files have left the list of those that failed. */
  unfailed: boolean;
}

type FolderSource = Source & { handle: FileSystemDirectoryHandle };

/**
 * Takes in what the folder's own index has of files that are there.
 * @param isWanted whether the walk would queue a file if it was new
 */
export type IndexReader = (
  source: FolderSource,
  isWanted: (file: FileFacts & { path: string }) => boolean,
) => Promise<void>;

/**
 * One tab at a time looks through a folder, so that two do not queue the same files. The folder's index is read first.
 * @param queued called after each transaction, so that indexing begins while the rest is being queued
 * @throws DOMException if the folder itself cannot be read; then nothing of it counts as gone
 */
export function lookThrough(
  source: FolderSource,
  queued: () => void,
  readIndex: IndexReader,
): Promise<FolderLook> {
  return withLock(`mitsuke-look-${source.id}`, () => look(source, queued, readIndex));
}

async function look(source: FolderSource, queued: () => void, readIndex: IndexReader): Promise<FolderLook> {
  const { id, name, handle } = source;
  const { leftOut } = (await storedSource(id)) ?? source;
  await putSource({ ...source, ...(leftOut && { leftOut }) });
  const removed = await removedFrom(id);
  const byUser = leftOutByUser(leftOut, (await setting('leaveOut')) ?? {});
  const out = (path: string) => byUser(path) || isLeftOut(name, path);
  await readIndex(source, ({ path, ...facts }) => {
    const before = removed[path];
    return isPictureName(path) && !out(path) && !(before && isAlike(facts, before));
  });
  const origins = new Map((await originsOf(id)).map((origin) => [origin.path, origin]));
  const waiting = await queuedPaths(id);
  const result: FolderLook = { found: 0, unread: [], gone: [], back: [], unclipped: [], unfailed: false };
  const clips = new KnownClips(origins);
  const unturned = await unturnedPhotos();
  const unread: string[] = [];
  const seen = new Set<string>();
  /** Paths that wait to become photos. */
  const coming = new Set([...waiting.values()].flatMap(({ failure, path }) => (failure ? [] : path)));
  const mended: number[] = [];
  let fresh: NewQueuedFile[] = [];
  let again: QueuedFile[] = [];
  /** Files of photos that may lie on their side. */
  let sideways: NewQueuedFile[] = [];

  const flush = async () => {
    const more = [...fresh, ...sideways];
    if (more.length > 0) await enqueue(more);
    if (again.length > 0) await requeueChanged(again);
    if (again.length > 0) result.unfailed = true;
    result.found += [...fresh, ...again].filter(({ still }) => still === undefined).length;
    [fresh, again, sideways] = [[], [], []];
    queued();
  };
  const take = async (files: readonly FoundFile[]) => {
    const read = await Promise.all(files.map(({ handle }) => fileOf(handle)));
    for (const [i, { path, handle, sidecars, still }] of files.entries()) {
      const file = read[i];
      if (!file) {
        unread.push(path);
        continue;
      }
      seen.add(path);
      const facts = { bytes: file.size, modified: file.lastModified };
      const beside = { ...(sidecars && { sidecars }), ...(still && { still }) };
      const row = { source: id, path, name: file.name, ...facts, handle, ...beside, tab: thisTab };
      const origin = origins.get(path);
      const before = waiting.get(path);
      const verdict = verdictOf(facts, origin, before, clips.seen(path, still) ?? removed[path]);
      const isStillThere = still && (coming.has(still) || (origins.has(still) && seen.has(still)));
      const weigh = verdict === 'same' && isStillThere && isUnweighed(still, origin, before);
      if (verdict === 'back' && origin) result.back.push(origin);
      if (verdict === 'mended' && before) mended.push(before.key);
      if (before && (verdict === 'again' || weigh)) {
        const { apart: _, ...failed } = before;
        again.push({ ...failed, ...facts, handle, ...beside });
      }
      if (verdict === 'changed' || verdict === 'new' || (weigh && !before)) {
        // A clip whose still is gone is no news.
        const found = verdict === 'new' && !clips.has(path) && { found: true as const };
        fresh.push({ ...row, ...found });
      } else if (verdict === 'same' && !before && origin && unturned.has(origin.photo)) {
        sideways.push(row);
      }
      if (verdict === 'changed' || verdict === 'new' || verdict === 'again') coming.add(path);
      if (fresh.length + again.length + sideways.length >= QUEUE_BATCH) await flush();
    }
  };
  let ahead: FoundFile[] = [];
  for await (const file of walk(handle, (path) => unread.push(path), byUser)) {
    ahead.push(file);
    if (ahead.length < READ_AT_A_TIME) continue;
    await take(ahead);
    ahead = [];
  }
  await take(ahead);
  if (fresh.length + again.length + sideways.length > 0) await flush();

  result.unread = unread.map((path) => `${name}/${path}`);
  // Where photos were and nothing at all is now, a disk is most likely not mounted.
  if (seen.size === 0 && origins.size > 0 && (await isEmpty(handle))) return { ...result, unread: [name] };
  const listing = { seen, unread };
  result.gone = goneFrom(listing, origins.values(), out);
  result.unclipped = clips.lost(seen, (path) => goneFrom(listing, [{ path }], out).length > 0);
  const failed = [...waiting.values()].filter(({ failure }) => failure);
  const dropped = [...mended, ...goneFrom(listing, failed, out).map(({ key }) => key)];
  if (dropped.length > 0) await dropQueued(dropped);
  result.unfailed ||= dropped.length > 0;
  return result;
}

/** Returns whether the user leaves a path out; of files the name alone is looked at. */
function leftOutByUser(
  folders: readonly string[] = [],
  { screenshots }: LeaveOut,
): (path: string) => boolean {
  const paths = new Set(folders);
  return (path) => isUnder(path, paths) || (screenshots === true && isScreenshotPath(path));
}

async function isEmpty(folder: FileSystemDirectoryHandle): Promise<boolean> {
  for await (const _ of folder.keys()) return false;
  return true;
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
