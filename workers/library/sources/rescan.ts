/** Rescans the folders that were picked. */

import { allSources } from '#store/sources';
import { isLocked } from './folders';
import type { Intake } from './intake';
import { tellSources } from './source-states';

/**
 * Scans every readable folder.
 * @returns number of new or changed files that were queued
 */
export async function lookAgain(intake: Pick<Intake, 'addFolder'>): Promise<number> {
  let found = 0;
  for (const source of await allSources()) {
    const { handle } = source;
    if (!handle || (await isLocked(source))) continue;
    try {
      found += await intake.addFolder({ ...source, handle });
    } catch (error) {
      console.warn(`The folder "${source.name}" cannot be read:`, error);
    }
  }
  await tellSources();
  return found;
}

/** Returns the source of a folder that was picked before. */
export async function knownFolder(handle: FileSystemDirectoryHandle) {
  for (const source of await allSources()) {
    if (await source.handle?.isSameEntry(handle)) return source;
  }
  return undefined;
}
