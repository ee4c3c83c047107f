/** Writes copies of several photos into a folder or a ZIP. Loaded lazily. */

import { makeZip } from 'client-zip';
import { uniqueNames } from '#core/file-names';

/** The files of one photo: of a Live Photo its still and its clip. */
export type PhotoFiles = readonly File[];

/**
 * Writes each file into a folder under a unique name, so that no existing file is overwritten. Browsers
 * cannot set the date of a file in a folder, so copies have today's.
 */
export async function writeInto(
  folder: FileSystemDirectoryHandle,
  photos: AsyncIterable<PhotoFiles>,
): Promise<void> {
  const there: string[] = [];
  for await (const name of folder.keys()) there.push(name);
  const nameOf = uniqueNames(there);
  for await (const { name, file } of named(photos, nameOf)) {
    const copy = await folder.getFileHandle(name, { create: true });
    const writer = await copy.createWritable();
    await writer.write(file);
    await writer.close();
  }
}

/**
 * Returns all files as one ZIP, stored and not deflated, because pictures are already compressed. It is built
 * while the files are read, one at a time; browsers move large blobs to the disk.
 */
export async function zipOf(photos: AsyncIterable<PhotoFiles>): Promise<Blob> {
  const entries = async function* () {
    for await (const { name, file } of named(photos, uniqueNames())) yield { input: file, name };
  };
  return new Response(makeZip(entries()), { headers: { 'content-type': 'application/zip' } }).blob();
}

async function* named(photos: AsyncIterable<PhotoFiles>, nameOf: ReturnType<typeof uniqueNames>) {
  for await (const files of photos) {
    const names = nameOf(files.map(({ name }) => name));
    for (const [i, file] of files.entries()) yield { name: names[i] as string, file };
  }
}
