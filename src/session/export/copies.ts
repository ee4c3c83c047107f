/** Writes copies of several photos into a folder or a ZIP. Loaded lazily. */

import { makeZip } from 'client-zip';
import { uniqueNames } from '#core/file-names';

/**
 * Writes each file into a folder under a unique name, so that no existing file is overwritten. Browsers
 * cannot set the date of a file in a folder, so copies have today's.
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
 * Returns all files as one ZIP, stored and not deflated, because pictures are already compressed. It is built
 * while the files are read, one at a time; browsers move large blobs to the disk.
 */
export async function zipOf(files: AsyncIterable<File>): Promise<Blob> {
  const nameOf = uniqueNames();
  const entries = async function* () {
    for await (const file of files) yield { input: file, name: nameOf(file.name) };
  };
  return new Response(makeZip(entries()), { headers: { 'content-type': 'application/zip' } }).blob();
}
