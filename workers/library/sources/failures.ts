/** Files that could not become photos. */

import type { FailedPhoto } from '#core/photo';
import { failedFiles } from '#store/queue';
import type { QueuedFile } from '#store/schema';

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
