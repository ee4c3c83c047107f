/** What the user leaves out: subfolders of a source, and kinds of pictures. Their photos are hidden, not removed. */

import type { LeaveOut, Source, SourceId } from '#core/photo';
import { sweepLeftOut } from '#store/away';
import { dropQueued, queuedPaths } from '#store/queue';
import { setting, updateSetting } from '#store/settings';
import { allSources, leaveFolderOut, originsOf } from '#store/sources';
import type { Subfolder } from '../contract';
import { isUnder } from './comparing';
import { isOfKindLeftOut, isScreenshotPath } from './kinds';
import { isLeftOut } from './left-out';
import { tellOutcome } from './rescan';

/** Leaves a subfolder out, or takes it in again. */
export async function changeFolder(source: SourceId, path: string, out: boolean): Promise<void> {
  await updateSetting('unswept', () => true);
  await leaveFolderOut(source, path, out);
  await sweep();
}

export async function changeKinds(leaveOut: LeaveOut): Promise<void> {
  await updateSetting('unswept', () => true);
  await updateSetting('leaveOut', () => leaveOut);
  await sweep();
}

/** Finishes a change that a closed tab has not. */
export async function sweepIfNeeded(): Promise<void> {
  if (await setting('unswept')) await sweep();
}

/** Hides and shows photos as the present choice says, and drops waiting files that are left out. */
async function sweep(): Promise<void> {
  const leaveOut = (await setting('leaveOut')) ?? {};
  const sources = await allSources();
  const rules = new Map(sources.map((source) => [source.id, folderRule(source)]));
  tellOutcome(
    await sweepLeftOut(({ source, path }, photo) => {
      const inFolder = rules.get(source);
      if (!inFolder || source === 'sample') return false;
      return inFolder(path) || isOfKindLeftOut(leaveOut, path, photo);
    }),
  );
  for (const { id, handle } of sources) {
    // Those of other sources could not be found again; they are hidden as soon as they are photos.
    if (!handle) continue;
    const inFolder = rules.get(id) as (path: string) => boolean;
    const out = [...(await queuedPaths(id)).values()].filter(
      ({ path }) => inFolder(path) || (leaveOut.screenshots && isScreenshotPath(path)),
    );
    if (out.length > 0) await dropQueued(out.map(({ key }) => key));
  }
  await updateSetting('unswept', () => null);
}

/** Returns whether a path of a source is in a folder that is left out. */
function folderRule({ name, leftOut = [] }: Source): (path: string) => boolean {
  const paths = new Set(leftOut);
  return (path) => isUnder(path, paths) || isLeftOut(name, path);
}

/** Returns the subfolders of a source that hold photos or waiting files, or are left out; parents first. */
export async function subfoldersOf(id: SourceId): Promise<Subfolder[]> {
  const source = (await allSources()).find((one) => one.id === id);
  if (!source) return [];
  const counts = new Map<string, number>((source.leftOut ?? []).map((path) => [path, 0]));
  const files = [...(await originsOf(id)), ...(await queuedPaths(id)).values()];
  for (const path of new Set(files.flatMap((file) => ('missing' in file ? [] : file.path)))) {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      const folder = path.slice(0, end);
      counts.set(folder, (counts.get(folder) ?? 0) + 1);
    }
  }
  const out = new Set(source.leftOut);
  return [...counts]
    .map(([path, photos]) => ({ path, photos, leftOut: isUnder(path, out) }))
    .sort((a, b) => compareSteps(a.path, b.path));
}

/** Compares step by step, so that a folder is followed by what is in it. */
function compareSteps(a: string, b: string): number {
  const [one, other] = [a.split('/'), b.split('/')];
  const at = one.findIndex((step, i) => step !== other[i]);
  if (at < 0) return one.length - other.length;
  return (one[at] ?? '').localeCompare(other[at] ?? '', undefined, { numeric: true });
}
