/** Rescans the folders that were picked, and settles what has become of their photos. */

import { awayPhotos, noteFiles, type Outcome } from '#store/away';
import { forgetClips } from '#store/clips';
import { expectMoved } from '#store/queue';
import { setting, updateSetting } from '#store/settings';
import { allSources } from '#store/sources';
import { tell } from '../events';
import { allFailed } from './failures';
import { isLocked } from './folders';
import type { Intake } from './intake';
import type { FolderLook } from './look';
import { tellSources } from './source-states';

/** The outcome of a look through all folders; see `FolderLook`. */
export type Looked = Pick<FolderLook, 'found' | 'unread'>;

/** Scans every readable folder. One that is gone as a whole is named among the unread, and keeps its photos. */
export async function lookAgain(intake: Pick<Intake, 'addFolder'>): Promise<Looked> {
  const looks: FolderLook[] = [];
  const unread: string[] = [];
  for (const source of await allSources()) {
    const { handle } = source;
    if (!handle || (await isLocked(source))) continue;
    try {
      looks.push(await intake.addFolder({ ...source, handle }));
    } catch (error) {
      console.warn(`The folder "${source.name}" cannot be read:`, error);
      unread.push(source.name);
    }
  }
  // After all of them, because a file may have been moved from one to another.
  await settleLooks(looks);
  const sum = looks.reduce((found, look) => found + look.found, 0);
  return { found: sum, unread: [...looks.flatMap((look) => look.unread), ...unread] };
}

/** Takes photos whose files are gone out of the views, brings back those whose files are, and tells it. */
export async function settleLooks(looks: readonly FolderLook[]): Promise<void> {
  const away = await awayPhotos();
  const gone = looks
    .flatMap((look) => look.gone)
    .filter(({ missing, photo }) => missing === undefined || !away.has(photo));
  const back = looks.flatMap((look) => look.back);
  if (gone.length + back.length > 0) {
    const moved = gone.length > 0 ? await expectMoved(gone) : new Set<number>();
    tellOutcome(await noteFiles(gone, back, moved));
  }
  const unclipped = looks.flatMap((look) => look.unclipped);
  if (unclipped.length > 0) tellOutcome(await forgetClips(unclipped));
  if (looks.some(({ unfailed }) => unfailed)) tell({ type: 'failed', failed: await allFailed(), all: true });
  await tellSources();
}

export function tellOutcome({ back, left, changed }: Outcome): void {
  if (back.length + left.length > 0) tell({ type: 'photos', added: back, removed: left });
  if (changed.length > 0) tell({ type: 'marked', photos: changed });
}

/**
 * Notes what a look could not read.
 * @returns what the look before it could read
 */
export async function noteUnread(unread: readonly string[]): Promise<string[]> {
  const before = new Set(await setting('unread'));
  const fresh = unread.filter((path) => !before.has(path));
  // Each start looks, and writes nothing if nothing has changed; see "Not mended" in src/store/README.md.
  if (fresh.length > 0 || before.size !== unread.length)
    await updateSetting('unread', () => (unread.length > 0 ? [...unread] : null));
  return fresh;
}

/** Returns the source of a folder that was picked before. */
export async function knownFolder(handle: FileSystemDirectoryHandle) {
  for (const source of await allSources()) {
    if (await source.handle?.isSameEntry(handle)) return source;
  }
  return undefined;
}
