/** Reads the index of a folder: takes each photo in that has a file there of the same path, size and date. */

import type { Origin, SourceId } from '#core/photo';
import { adoptPhotos, type FoundPhoto } from '#store/adopting';
import type { KeptFile, KeptPhoto } from '#store/backup';
import { ownSpaces, setting } from '#store/settings';
import { fitting } from '../backup/fitting';
import { readBackup } from '../backup/restoring';
import { tell } from '../events';
import { type FileFacts, isAlike } from '../sources/comparing';
import { isOfKindLeftOut } from '../sources/kinds';

/** Longest path that systems have, in characters. */
const LONGEST = 4096;

/** Files whose size and date are asked for at a time. */
const AT_A_TIME = 10;

export interface IndexedFolder {
  source: SourceId;
  /** Undefined if there is no such file. */
  factsOf(path: string): Promise<FileFacts | undefined>;
  /** Whether a walk would queue the file if it was new. */
  isWanted(file: FileFacts & { path: string }): boolean;
}

/**
 * @param share called after each batch with how many photos were read, of how many
 * @returns how many photos have got a file. What is cut, damaged or no index at all ends the reading, without an error
 * @throws DOMException if the disk is full, or the index can no longer be read; what was taken in until then stays
 */
export async function readIndex(
  index: Blob,
  folder: IndexedFolder,
  share: (done: number, total: number) => void,
): Promise<number> {
  const own = await ownSpaces();
  const leaveOut = (await setting('leaveOut')) ?? {};
  let photos = 0;
  const withFiles = async (kept: KeptPhoto): Promise<FoundPhoto[]> => {
    const there: (KeptFile & Pick<Origin, 'leftOut'>)[] = [];
    for (const { clip, ...file } of kept.files ?? []) {
      // A photo has as many bytes as each of its files.
      if (file.bytes !== kept.photo.bytes || !(await isThere(file, folder))) continue;
      const isBeside = clip && (await isThere(clip, folder));
      const leftOut = isOfKindLeftOut(leaveOut, file.path, kept.photo);
      there.push({
        ...file,
        ...(isBeside && { clip }),
        ...(leftOut && { leftOut }),
      });
    }
    return there.length > 0 ? [{ kept: fitting(kept, own), files: there }] : [];
  };
  const { ending } = await readBackup(index.stream(), {
    async photos(batch) {
      const found: FoundPhoto[] = [];
      for (let from = 0; from < batch.length; from += AT_A_TIME) {
        found.push(...(await Promise.all(batch.slice(from, from + AT_A_TIME).map(withFiles))).flat());
      }
      if (found.length === 0) return;
      const adopted = await adoptPhotos(folder.source, found);
      if (!adopted) throw new DOMException('The folder has left the library.', 'AbortError');
      const { added, left, changed, read } = adopted;
      if (added.length + left.length > 0) tell({ type: 'photos', added, removed: left });
      if (changed.length > 0) tell({ type: 'marked', photos: changed });
      if (read.length > 0) tell({ type: 'read', photos: read });
      photos += adopted.photos;
    },
    // No folder's index has any, and nobody has asked for those of a stranger's disk.
    settings: async () => undefined,
    search: () => undefined,
    progress: share,
  });
  if (ending !== 'whole') console.warn(`The index of a folder was used as far as it goes: ${ending}.`);
  return photos;
}

async function isThere(file: KeptFile, { factsOf, isWanted }: IndexedFolder): Promise<boolean> {
  const { path, bytes, modified } = file;
  // Every other way to write the same path is left out: the walk knows one.
  if (path.length > LONGEST || path.split('/').includes('')) return false;
  if (!isWanted({ path, bytes, modified })) return false;
  const facts = await factsOf(path);
  return facts !== undefined && isAlike(facts, file);
}
