/** Which of the waiting files this tab can read. */

import { allQueued } from '#store/queue';
import type { QueuedFile } from '#store/schema';
import { allSources } from '#store/sources';
import { thisTab } from '#workers/shared/tab';
import { isLocked } from './folders';
import { livingTabs } from './tabs';

export interface Workable {
  files: QueuedFile[];
  /** Number of files in folders that the user has to unlock first. */
  locked: number;
  /** Files that were in the memory of a tab that has died. */
  lost: QueuedFile[];
}

export async function workableFiles(): Promise<Workable> {
  const lockedSources = await lockedSourceIds();
  const tabs = await livingTabs();
  const found: Workable = { files: [], locked: 0, lost: [] };
  /** Files that another tab has in its memory. */
  const elsewhere = new Set<string>();
  for (const file of await allQueued()) {
    if (file.failure) continue;
    if (file.handle) {
      if (lockedSources.has(file.source)) found.locked++;
      else found.files.push(file);
    } else if (file.kept || file.tab === thisTab) {
      found.files.push(file);
    } else if (!tabs.has(file.tab)) {
      found.lost.push(file);
    } else {
      elsewhere.add(`${file.source} ${file.path}`);
    }
  }
  // A clip waits for its still.
  const isAlone = ({ source, still }: QueuedFile) => !elsewhere.has(`${source} ${still}`);
  return { ...found, files: found.files.filter(isAlone) };
}

export async function lockedSourceIds(): Promise<Set<string>> {
  const sources = await allSources();
  const locked = await Promise.all(sources.map(isLocked));
  return new Set(sources.filter((_, i) => locked[i]).map(({ id }) => id));
}
