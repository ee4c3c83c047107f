/** The persistent queue of files to index, and the files that failed. It survives reloads and killed tabs. */

import { countAway, type StoredAway } from '#core/away';
import type { ProblemCode } from '#core/errors';
import { groupBy } from '#core/group';
import type { PhotoNo, SourceId } from '#core/photo';
import { countPhotos } from './card-packs';
import { database } from './database';
import { COPY_STORES, dropCopy } from './inbox';
import { keysUnder } from './ranges';
import type { QueuedFile, Run } from './schema';

export type NewQueuedFile = Omit<QueuedFile, 'key'>;

/** Returns the whole queue in order of arrival, failed files included. */
export async function allQueued(): Promise<QueuedFile[]> {
  return (await database()).getAll('queue');
}

/**
 * Queues files and adds them to the run's total, in one transaction.
 * @returns the files with their keys
 */
export async function enqueue(files: readonly NewQueuedFile[]): Promise<QueuedFile[]> {
  const tx = (await database()).transaction(['queue', 'run'], 'readwrite');
  const queue = tx.objectStore('queue');
  const runs = tx.objectStore('run');
  const run = await runs.get('run');
  const keys = await Promise.all(files.map((file) => queue.add(file as QueuedFile)));
  const queued = files.map((file, i) => ({ ...file, key: keys[i] as number }));
  await runs.put(withMore(run, files.length), 'run');
  await tx.done;
  return queued;
}

/** Returns the files that failed. */
export async function failedFiles(): Promise<QueuedFile[]> {
  return (await database()).getAllFromIndex('queue', 'failure');
}

/**
 * Marks a file as failed: the run counts it as done, and it stays listed with its reason.
 * @param keepCopy whether a retry may still need the stored copy
 */
export async function giveUp(
  key: number,
  reason: ProblemCode,
  detail: string,
  keepCopy: boolean,
): Promise<QueuedFile | undefined> {
  const tx = (await database()).transaction(['queue', 'run', ...COPY_STORES], 'readwrite');
  const queue = tx.objectStore('queue');
  const queued = await queue.get(key);
  if (!queued || queued.failure) return undefined;
  const failed: QueuedFile = { ...queued, failure: { reason, detail } };
  if (!keepCopy) {
    delete failed.kept;
    await dropCopy(tx.objectStore('inbox'), tx.objectStore('inboxParts'), key);
  }
  await queue.put(failed);
  const run = await tx.objectStore('run').get('run');
  if (run) await tx.objectStore('run').put({ ...run, done: run.done + 1 }, 'run');
  await tx.done;
  return failed;
}

/** Queues failed files again and adds them to the run's total. */
export async function requeue(keys: readonly number[]): Promise<void> {
  const tx = (await database()).transaction(['queue', 'run'], 'readwrite');
  const queue = tx.objectStore('queue');
  let back = 0;
  for (const key of keys) {
    const queued = await queue.get(key);
    if (!queued?.failure) continue;
    const { failure: _, ...waiting } = queued;
    await queue.put(waiting);
    back++;
  }
  const runs = tx.objectStore('run');
  await runs.put(withMore(await runs.get('run'), back), 'run');
  await tx.done;
}

/** Queues failed files again that have changed since, as they are now, and adds them to the run's total. */
export async function requeueChanged(files: readonly QueuedFile[]): Promise<void> {
  const tx = (await database()).transaction(['queue', 'run'], 'readwrite');
  const queue = tx.objectStore('queue');
  let back = 0;
  for (const { failure: _, ...file } of files) {
    if (!(await queue.get(file.key))?.failure) continue;
    await queue.put(file);
    back++;
  }
  const runs = tx.objectStore('run');
  await runs.put(withMore(await runs.get('run'), back), 'run');
  await tx.done;
}

/** Removes files from the queue, with their stored copies; those that waited leave the run. */
export async function dropQueued(keys: readonly number[]): Promise<void> {
  const tx = (await database()).transaction(['queue', 'run', ...COPY_STORES], 'readwrite');
  const queue = tx.objectStore('queue');
  let waited = 0;
  for (const key of keys) {
    const queued = await queue.get(key);
    if (!queued) continue;
    if (!queued.failure) waited++;
    await queue.delete(key);
    await dropCopy(tx.objectStore('inbox'), tx.objectStore('inboxParts'), key);
  }
  const runs = tx.objectStore('run');
  const run = await runs.get('run');
  if (run && waited > 0) await runs.put({ ...run, total: Math.max(run.done, run.total - waited) }, 'run');
  await tx.done;
}

/**
 * Pairs files that wait with photos whose own file is gone, by size and date: most likely it was moved.
 * @param gone pairs of the size and date of the file, and its photo
 * @returns the photos that have got a file; they stay in view until it is read
 */
export async function expectMoved(
  gone: readonly { bytes: number; modified: number; photo: PhotoNo }[],
): Promise<Set<PhotoNo>> {
  const tx = (await database()).transaction('queue', 'readwrite');
  const waiting = (await tx.store.getAll()).filter(({ failure }) => !failure);
  const moved = new Set(waiting.flatMap(({ perhaps }) => perhaps ?? []));
  const free = groupBy(
    waiting.filter(({ perhaps }) => perhaps === undefined),
    ({ bytes, modified }) => `${bytes} ${modified}`,
  );
  for (const { bytes, modified, photo } of gone) {
    const file = moved.has(photo) ? undefined : free.get(`${bytes} ${modified}`)?.pop();
    if (!file) continue;
    await tx.store.put({ ...file, perhaps: photo });
    moved.add(photo);
  }
  await tx.done;
  return moved;
}

/** Returns the queued and failed files of a source by path: a rescan of its folder skips them. */
export async function queuedPaths(source: SourceId): Promise<Map<string, QueuedFile>> {
  const files = await (await database()).getAllFromIndex('queue', 'path', keysUnder(source));
  return new Map(files.map((file) => [file.path, file]));
}

/** Counts photos in view, failed and waiting files in one transaction, so that the counts agree. */
export async function queueCounts(): Promise<{ done: number; failed: number; waiting: number; run: Run }> {
  const tx = (await database()).transaction(['photos', 'cardPacks', 'queue', 'run', 'librarySettings']);
  const [photos, queued, failed, run, away] = await Promise.all([
    countPhotos({ photos: tx.objectStore('photos'), packs: tx.objectStore('cardPacks') }),
    tx.objectStore('queue').count(),
    tx.objectStore('queue').index('failure').count(),
    tx.objectStore('run').get('run'),
    tx.objectStore('librarySettings').get('away'),
  ]);
  // The store holds values of several types; this name has this one.
  const done = photos - countAway(away as StoredAway | undefined);
  return { done, failed, waiting: queued - failed, run: run ?? NEW_RUN };
}

export async function setPaused(paused: boolean): Promise<void> {
  const tx = (await database()).transaction('run', 'readwrite');
  await tx.store.put({ ...((await tx.store.get('run')) ?? NEW_RUN), paused }, 'run');
  await tx.done;
}

const NEW_RUN: Run = { total: 0, done: 0, paused: false };

/** Adds files to the run. If the run is finished, they start a new one. */
function withMore({ total, done, paused }: Run = NEW_RUN, more: number): Run {
  const over = done >= total;
  return { total: (over ? 0 : total) + more, done: over ? 0 : done, paused };
}
