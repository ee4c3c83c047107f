/** What keeps an index from being written. */

import type { IndexTrouble } from '#core/folder-index';

export async function mayWrite(folder: FileSystemDirectoryHandle): Promise<boolean> {
  return (await folder.queryPermission({ mode: 'readwrite' })) === 'granted';
}

/** @param error what writing or deleting has failed with */
export async function troubleOf(error: unknown, folder: FileSystemDirectoryHandle): Promise<IndexTrouble> {
  switch (error instanceof Error ? error.name : '') {
    case 'QuotaExceededError':
      return 'full';
    case 'NotFoundError':
      return 'gone';
    case 'NoModificationAllowedError':
    case 'NotAllowedError':
    case 'SecurityError':
      // A permission may be taken back while it is used.
      return (await mayWrite(folder)) ? 'readOnly' : 'permission';
    default:
      return 'failed';
  }
}
