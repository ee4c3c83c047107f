/** What is known of the indexes that granted folders have in themselves. */

import type { SourceId } from '#core/photo';
import type { StoredFolderIndex } from './schema';
import { setting, updateSetting } from './settings';

export async function folderIndexes(): Promise<Record<SourceId, StoredFolderIndex>> {
  return (await setting('folderIndexes')) ?? {};
}

/** @param change returns what is known now; null if nothing is */
export function changeFolderIndex(
  source: SourceId,
  change: (before: StoredFolderIndex) => StoredFolderIndex | null,
): Promise<void> {
  return updateSetting('folderIndexes', (all = {}) => {
    const { [source]: before = {}, ...others } = all;
    const now = change(before);
    const after = now && Object.keys(now).length > 0 ? { ...others, [source]: now } : others;
    return Object.keys(after).length > 0 ? after : null;
  });
}

/** Lets the next look read the file again: the user has picked the folder anew. */
export async function forgetRead(source: SourceId): Promise<void> {
  if ((await folderIndexes())[source]?.known)
    await changeFolderIndex(source, ({ known: _, ...rest }) => rest);
}

/** The source has left the library. Its file stays where it is. */
export async function forgetFolderIndex(source: SourceId): Promise<void> {
  if ((await folderIndexes())[source]) await changeFolderIndex(source, () => null);
}
