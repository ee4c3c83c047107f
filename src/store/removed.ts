/**
 * Files of granted folders whose photos the user has removed from the library. They stay on the disk, so each look would
 * find them as new photos again.
 */

import type { PhotoNo, SourceId } from '#core/photo';
import type { RemovedFiles } from './schema';
import { setting, updateSetting } from './settings';
import { allSources, originsOfPhoto } from './sources';

/** Called before the photos are removed. Of a Live Photo both files are noted. A file that is missing is not noted: if it comes back, it is wanted again. */
export async function noteRemoved(photos: readonly PhotoNo[]): Promise<void> {
  const granted = new Set((await allSources()).flatMap(({ id, handle }) => (handle ? [id] : [])));
  const origins = (await Promise.all(photos.map(originsOfPhoto))).flat();
  const removed = origins.filter(({ source, missing }) => granted.has(source) && missing === undefined);
  if (removed.length === 0) return;
  await updateSetting('removed', (before = {}) => {
    const after = structuredClone(before);
    for (const { source, clip, ...still } of removed) {
      after[source] ??= {};
      for (const { path, bytes, modified } of clip ? [still, clip] : [still]) {
        after[source][path] = { bytes, modified };
      }
    }
    return after;
  });
}

export async function removedFrom(source: SourceId): Promise<RemovedFiles> {
  return (await setting('removed'))?.[source] ?? {};
}

/** Lets the next look find them again: the user has picked the folder anew, or it has left the library. */
export async function forgetRemoved(source: SourceId): Promise<void> {
  if (!(await setting('removed'))?.[source]) return;
  await updateSetting('removed', (before = {}) => {
    const { [source]: _, ...others } = before;
    return Object.keys(others).length > 0 ? others : null;
  });
}
