/** Files that could not become photos. */

import type { FailedPhoto } from '#core/photo';
import { failedFiles, requeue } from '#store/queue';
import type { QueuedFile } from '#store/schema';
import { tell } from '../events';

export function failedPhoto(file: QueuedFile): FailedPhoto {
  const { key, name, path, bytes, failure } = file;
  const { reason = 'unknown', detail = '' } = failure ?? {};
  return { key, name, path, bytes, reason, detail, retriable: isRetriable(file) };
}

/** Copies of files picked one by one are kept only if a retry may succeed. */
export function isRetriable({ handle, kept }: QueuedFile): boolean {
  return handle !== undefined || kept === true;
}

export async function allFailed(): Promise<FailedPhoto[]> {
  return (await failedFiles()).map(failedPhoto);
}

/** Queues failed files again, of those whose bytes can still be had; the caller wakes the indexer. */
export async function retryFiles(which: (file: QueuedFile) => boolean): Promise<void> {
  const files = (await failedFiles()).filter((file) => isRetriable(file) && which(file));
  if (files.length === 0) return;
  await requeue(files.map(({ key }) => key));
  await tellFailed();
}

/** Tells all tabs the whole list of failed files. */
export async function tellFailed(): Promise<void> {
  tell({ type: 'failed', failed: await allFailed(), all: true });
}
