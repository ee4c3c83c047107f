/** Rescans the folders that were picked. */

import { allSources } from '#store/sources';
import { isLocked } from './folders';
import type { Intake, Looked } from './intake';
import { tellSources } from './source-states';

/** Scans every readable folder. One that is gone as a whole is named among the unread. */
export async function lookAgain(intake: Pick<Intake, 'addFolder'>): Promise<Looked> {
  const all: Looked = { found: 0, unread: [] };
  for (const source of await allSources()) {
    const { handle } = source;
    if (!handle || (await isLocked(source))) continue;
    try {
      const { found, unread } = await intake.addFolder({ ...source, handle });
      all.found += found;
      all.unread.push(...unread);
    } catch (error) {
      console.warn(`The folder "${source.name}" cannot be read:`, error);
      all.unread.push(source.name);
    }
  }
  await tellSources();
  return all;
}

/** Returns the source of a folder that was picked before. */
export async function knownFolder(handle: FileSystemDirectoryHandle) {
  for (const source of await allSources()) {
    if (await source.handle?.isSameEntry(handle)) return source;
  }
  return undefined;
}
