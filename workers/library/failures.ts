/** Files that could not become photos. */

import type { FailedPhoto } from '#core/photo';
import { failedFiles } from '#store/queue';
import type { QueuedFile } from '#store/schema';

export function failedPhoto({ key, name, path, bytes, failure }: QueuedFile): FailedPhoto {
  const { reason = 'unknown', detail = '' } = failure ?? {};
  return { key, name, path, bytes, reason, detail };
}

export async function allFailed(): Promise<FailedPhoto[]> {
  return (await failedFiles()).map(failedPhoto);
}
