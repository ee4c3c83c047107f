/** Verbs that delete originals, after requesting write permission for their folders. */

import type { ReadonlySignal } from '@preact/signals';
import type { PhotoNo } from '#core/photo';
import type { Deletion, LibraryWorker, PhotoFile, SourceState } from '#workers/library/contract';
import type { Attempt } from '../shell/notices';

export function deletingVerbs(
  library: Pick<LibraryWorker, 'filesOf' | 'deleteFiles'>,
  sources: ReadonlySignal<readonly SourceState[]>,
  attempt: Attempt,
) {
  return {
    filesOf: async (photos: readonly PhotoNo[]) => {
      let files: readonly PhotoFile[] = [];
      await attempt(async () => {
        files = await library.filesOf(photos);
      });
      return files;
    },
    deleteFiles: async (files: readonly PhotoFile[]) => {
      let deletions: readonly Deletion[] | null = null;
      await attempt(async () => {
        const folders = new Set(files.map(({ source }) => source));
        for (const { id, handle } of sources.peek()) {
          // A refused folder does not stop the others: the result of each of its files says so.
          if (handle && folders.has(id)) await handle.requestPermission({ mode: 'readwrite' });
        }
        deletions = await library.deleteFiles(files);
      });
      return deletions;
    },
  };
}
