/** Finds the sidecars of picked files, and reads those of queued ones. A sidecar that fails costs itself alone. */

import { groupBy } from '#core/group';
import type { PickedFile } from '#core/picked-file';
import { isSidecarName, type Sidecars, sidecarFinder } from '#core/sidecars';
import { inboxSidecars } from '#store/inbox';
import type { QueuedFile } from '#store/schema';
import type { PickedBytes } from './picked-bytes';

/**
 * Largest sidecar that is read, in bytes. Most have a few thousand; those with painted masks of a RAW developer
 * have some hundred thousand.
 */
const LARGEST = 4_000_000;

/** A picked file with the sidecars that were picked with it. */
export interface WithSidecars extends PickedFile {
  sidecars?: Sidecars<File>;
}

/** Takes the sidecars out of picked files, and gives each to the files that it belongs to, in its own folder. */
export function withSidecars(files: readonly PickedFile[]): WithSidecars[] {
  const isBeside = ({ file }: PickedFile) => isSidecarName(file.name);
  const beside = files.filter(isBeside);
  const others = files.filter((one) => !isBeside(one));
  const finders = new Map(
    [...groupBy(beside, folderOf)].map(([folder, inside]) => [
      folder,
      sidecarFinder(inside.map(({ file }) => [file.name, file] as const)),
    ]),
  );
  return others.map((one) => {
    const sidecars = finders.get(folderOf(one))?.(one.file.name);
    return sidecars ? { ...one, sidecars } : one;
  });
}

/** Returns the texts of a queued file's sidecars: from its folder, this tab's memory, or beside its kept copy. */
export async function sidecarsOf(
  { key, handle, sidecars }: QueuedFile,
  picked: Pick<PickedBytes, 'sidecars'>,
): Promise<Sidecars<string>> {
  if (handle) return sidecars ? textsOf(sidecars) : {};
  const found = picked.sidecars(key);
  return found ? textsOf(found) : ((await inboxSidecars(key)) ?? {});
}

/** Reads sidecars, but for those that are too large or cannot be read. */
export async function textsOf(found: Sidecars<File | FileSystemFileHandle>): Promise<Sidecars<string>> {
  const [xmp, takeout] = await Promise.all([textOf(found.xmp), textOf(found.takeout)]);
  return { ...(xmp !== undefined && { xmp }), ...(takeout !== undefined && { takeout }) };
}

async function textOf(sidecar: File | FileSystemFileHandle | undefined): Promise<string | undefined> {
  try {
    const file = sidecar && ('getFile' in sidecar ? await sidecar.getFile() : sidecar);
    if (!file || file.size <= LARGEST) return await file?.text();
    console.warn(`The sidecar ${file.name} is too large: ${file.size} bytes.`);
  } catch (error) {
    console.warn(`The sidecar ${sidecar?.name} cannot be read:`, error);
  }
  return undefined;
}

/** Returns the path of the folder that a picked file is in, with a slash at its end; empty for the outermost. */
export function folderOf({ path }: PickedFile): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}
