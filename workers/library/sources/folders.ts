/** Walks folders that the user picked. */

import { livePairs } from '#core/live-photo';
import { isPictureName } from '#core/media-names';
import type { Source } from '#core/photo';
import type { PickedFile } from '#core/picked-file';
import { isSidecarName, type Sidecars, sidecarFinder } from '#core/sidecars';
import { isLeftOut } from './left-out';

/** A file with the name of a picture or video. */
export interface FoundFile {
  path: string;
  handle: FileSystemFileHandle;
  sidecars?: Sidecars<FileSystemFileHandle>;
  /** Of a video: path of the still beside it, whose clip it may be. */
  still?: string;
}

/**
 * Yields every picture in a folder and its subfolders, but for what is left out. Videos that may be clips of Live Photos
 * come at the end of their folder, behind their stills.
 * @param unread called with the path of each subfolder that cannot be read: it costs itself alone
 * @param byUser whether the user leaves a path out
 * @throws DOMException if the folder itself cannot be read
 */
export function walk(
  folder: FileSystemDirectoryHandle,
  unread: (path: string) => void,
  byUser: (path: string) => boolean = () => false,
): AsyncGenerator<FoundFile> {
  return walkUnder(folder, '', (path) => isLeftOut(folder.name, path) || byUser(path), unread);
}

async function* walkUnder(
  folder: FileSystemDirectoryHandle,
  under: string,
  leftOut: (path: string) => boolean,
  unread: (path: string) => void,
): AsyncGenerator<FoundFile> {
  const names = (await namesIn(folder)).filter((name) => !leftOut(under + name));
  const sidecarsOf = sidecarFinder(names.filter(isSidecarName).map((name) => [name, name]));
  const pairs = livePairs(names.map((name) => ({ name })));
  const stillOf = new Map([...pairs].map(([clip, still]) => [clip.name, under + still.name]));
  const found = async (handle: FileSystemFileHandle): Promise<FoundFile> => {
    const sidecars = await handlesOf(folder, sidecarsOf(handle.name));
    const still = stillOf.get(handle.name);
    return { path: under + handle.name, handle, ...(sidecars && { sidecars }), ...(still && { still }) };
  };
  for await (const entry of folder.values()) {
    const path = under + entry.name;
    if (leftOut(path)) continue;
    if (entry.kind === 'directory') {
      try {
        yield* walkUnder(entry, `${path}/`, leftOut, unread);
      } catch (error) {
        if (!(error instanceof DOMException)) throw error;
        unread(path);
      }
    } else if (isPictureName(entry.name) && !stillOf.has(entry.name)) {
      yield await found(entry);
    }
  }
  for (const name of stillOf.keys()) {
    const handle = await folder.getFileHandle(name).catch(() => undefined);
    if (handle) yield await found(handle);
    else unread(under + name);
  }
}

/**
 * Lists a folder's files beforehand, because sidecars and stills may come after what they belong to. By name: 50,000
 * handles at once would be kept open.
 */
async function namesIn(folder: FileSystemDirectoryHandle): Promise<string[]> {
  const names: string[] = [];
  try {
    for await (const name of folder.keys()) {
      if (isSidecarName(name) || isPictureName(name)) names.push(name);
    }
  } catch (error) {
    // The walk behind it fails in the same way, and reports it.
    if (!(error instanceof DOMException)) throw error;
  }
  return names;
}

/** A sidecar that cannot be opened costs itself. */
async function handlesOf(
  folder: FileSystemDirectoryHandle,
  names: Sidecars<string> | undefined,
): Promise<Sidecars<FileSystemFileHandle> | undefined> {
  if (!names) return undefined;
  const open = (name: string | undefined) =>
    name === undefined ? undefined : folder.getFileHandle(name).catch(() => undefined);
  const [xmp, takeout] = await Promise.all([open(names.xmp), open(names.takeout)]);
  return { ...(xmp && { xmp }), ...(takeout && { takeout }) };
}

/** Reads every picture of a folder, with its sidecars, as if it had been picked file by file. */
export async function filesIn(
  folder: FileSystemDirectoryHandle,
): Promise<{ files: PickedFile[]; unread: string[] }> {
  const files: PickedFile[] = [];
  const unread: string[] = [];
  for await (const { path, handle, sidecars = {} } of walk(folder, (path) => unread.push(path))) {
    const inside = path.slice(0, path.lastIndexOf('/') + 1);
    for (const each of [handle, ...Object.values(sidecars)]) {
      try {
        files.push({ path: inside + each.name, file: await each.getFile() });
      } catch (error) {
        if (!(error instanceof DOMException)) throw error;
        unread.push(inside + each.name);
      }
    }
  }
  return { files, unread };
}

/** Whether the user must grant the folder again before the browser lets it be read. */
export async function isLocked(source: Source): Promise<boolean> {
  if (!source.handle) return false;
  return (await source.handle.queryPermission({ mode: 'read' })) !== 'granted';
}
