/** Writes files into a folder or a ZIP. Loaded lazily. */

import { makeZip } from 'client-zip';
import { uniqueNames } from '#core/file-names';

/** The files of one photo: of a Live Photo its still and its clip. */
export type PhotoFiles = readonly File[];

/** A file, and where it is to be. */
export interface Entry {
  /** Name, with folders before it. */
  path: string;
  file: File;
}

/**
 * Gives each file a unique name.
 * @param there names that are taken
 */
export async function* namedApart(
  photos: AsyncIterable<PhotoFiles>,
  there: Iterable<string> = [],
): AsyncGenerator<Entry> {
  const nameOf = uniqueNames(there);
  for await (const files of photos) {
    const names = nameOf(files.map(({ name }) => name));
    for (const [i, file] of files.entries()) yield { path: names[i] as string, file };
  }
}

export async function namesIn(folder: FileSystemDirectoryHandle): Promise<string[]> {
  const names: string[] = [];
  for await (const name of folder.keys()) names.push(name);
  return names;
}

/**
 * Writes files into a folder, where their names must be free. Browsers cannot set the date of a file in a folder, so
 * copies have today's. If writing fails or is cancelled, those written before stay.
 */
export async function writeInto(
  folder: FileSystemDirectoryHandle,
  entries: AsyncIterable<Entry>,
  signal: AbortSignal,
): Promise<void> {
  for await (const { path, file } of entries) {
    const names = path.split('/');
    const name = names.pop() as string;
    let into = folder;
    for (const part of names) into = await into.getDirectoryHandle(part, { create: true });
    const writer = await (await into.getFileHandle(name, { create: true })).createWritable();
    try {
      // Closes the writer, or aborts it: a file with an open one cannot be deleted.
      await file.stream().pipeTo(writer, { signal });
    } catch (error) {
      await into.removeEntry(name).catch(() => undefined);
      throw error;
    }
  }
}

/**
 * A ZIP of all files, stored and not deflated, because pictures are already compressed. It is built while the files are
 * read, one at a time.
 */
export function zipOf(entries: AsyncIterable<Entry>): ReadableStream<Uint8Array> {
  return makeZip(inputs(entries));
}

/** The same in the browser's keeping, which moves large files to the disk. */
export function zipFile(entries: AsyncIterable<Entry>): Promise<Blob> {
  return new Response(zipOf(entries), { headers: { 'content-type': 'application/zip' } }).blob();
}

async function* inputs(entries: AsyncIterable<Entry>) {
  for await (const { path, file } of entries) {
    // The years of a ZIP begin in 1980, at midnight of any zone; earlier ones would become those of the next century.
    const lastModified = new Date(Math.max(file.lastModified, Date.UTC(1980, 0, 2)));
    yield { name: path, input: file, lastModified };
  }
}
