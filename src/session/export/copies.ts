/** Copies of several photos: into a folder of the user's, or as one ZIP. Loaded when they are asked for. */

import { makeZip } from 'client-zip';
import { uniqueNames } from '#core/file-names';

/**
 * Writes each file into a folder, under a name of its own: what is there already stays. Folders of the
 * browser cannot be told a file's date, so copies are of today.
 */
export async function writeInto(
  folder: FileSystemDirectoryHandle,
  files: AsyncIterable<File>,
): Promise<void> {
  const there: string[] = [];
  for await (const name of folder.keys()) there.push(name);
  const nameOf = uniqueNames(there);
  for await (const file of files) {
    const copy = await folder.getFileHandle(nameOf(file.name), { create: true });
    const writer = await copy.createWritable();
    await writer.write(file);
    await writer.close();
  }
}

/**
 * All files as one ZIP, stored and not deflated, because pictures are compressed already; it is made
 * while they are read, one at a time, and the browser keeps it on the disk where it is large.
 */
export async function zipOf(files: AsyncIterable<File>): Promise<Blob> {
  const nameOf = uniqueNames();
  const entries = async function* () {
    for await (const file of files) yield { input: file, name: nameOf(file.name) };
  };
  return new Response(makeZip(entries()), { headers: { 'content-type': 'application/zip' } }).blob();
}
