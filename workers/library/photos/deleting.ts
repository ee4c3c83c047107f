/** Deletes files from the user's disk; no other code does. */

import { isShown } from '#core/away';
import { Problem, type ProblemCode, problemCode } from '#core/errors';
import { sha256, videoId } from '#core/hash';
import type { Clip, Photo, PhotoNo, Source } from '#core/photo';
import { photo } from '#store/photos';
import { allSources, originsOfPhoto } from '#store/sources';
import type { Deletion, PhotoFile } from '../contract';

export async function filesOf(photos: readonly PhotoNo[]): Promise<PhotoFile[]> {
  const sources = new Map((await allSources()).map((source) => [source.id, source]));
  const files: PhotoFile[] = [];
  for (const no of photos) {
    for (const { source, clip, ...still } of (await originsOfPhoto(no)).filter(isShown)) {
      const deletable = sources.get(source)?.handle !== undefined;
      for (const { path, bytes } of clip ? [still, clip] : [still]) {
        files.push({ photo: no, source, path, bytes, deletable });
      }
    }
  }
  return files;
}

/** Deletes the files one by one; a failure does not affect the other files, but for the clip of a still. */
export async function deleteEach(files: readonly PhotoFile[]): Promise<Deletion[]> {
  const sources = new Map((await allSources()).map((source) => [source.id, source]));
  const deletions: Deletion[] = [];
  for (const file of files) {
    const { clip, still } = await clipAt(file);
    const kept = deletions.find(
      ({ file: one, problem }) => problem !== null && one.source === file.source && one.path === still,
    );
    const expected = clip ?? (await photo(file.photo));
    const problem = kept?.problem ?? (await problemOfDeleting(file, expected, sources.get(file.source)));
    deletions.push({ file, problem });
  }
  return deletions;
}

/** Returns the clip that a file is, and the path of its still; nothing if it is a photo itself. */
async function clipAt({ photo: no, source, path }: PhotoFile): Promise<{ clip?: Clip; still?: string }> {
  const origin = (await originsOfPhoto(no)).find((one) => one.source === source && one.clip?.path === path);
  return origin?.clip ? { clip: origin.clip, still: origin.path } : {};
}

async function problemOfDeleting(
  file: PhotoFile,
  expected: Photo | Clip | undefined,
  source: Source | undefined,
): Promise<ProblemCode | null> {
  try {
    await deleteFile(file, expected, source);
    return null;
  } catch (error) {
    console.warn(`${file.path} was not deleted:`, error);
    const name = error instanceof DOMException ? error.name : '';
    if (name === 'NotFoundError') return 'source-gone';
    return name === 'NotAllowedError' ? 'permission-lost' : problemCode(error);
  }
}

/**
 * @throws Problem `source-gone`, `permission-lost`, `file-changed`, or what the browser throws; then the file
 *   was not touched
 */
async function deleteFile(
  { path }: PhotoFile,
  expected: Photo | Clip | undefined,
  source: Source | undefined,
): Promise<void> {
  if (!source?.handle) throw new Problem('source-gone', 'Its folder is not in the library.');
  if ((await source.handle.queryPermission({ mode: 'readwrite' })) !== 'granted') {
    throw new Problem('permission-lost', 'The folder is not granted for writing.');
  }
  const names = path.split('/');
  const name = names.pop() as string;
  let folder = source.handle;
  for (const part of names) folder = await folder.getDirectoryHandle(part);
  const handle = await folder.getFileHandle(name);
  const found = await handle.getFile();
  // Another file may have this name by now. Only the bytes that the user saw may be deleted.
  if (found.size !== expected?.bytes || (await idOf(found, expected)) !== expected.id) {
    throw new Problem('file-changed', 'The file is no longer the one in the library.');
  }
  await folder.removeEntry(name);
}

async function idOf(file: File, expected: Photo | Clip): Promise<string> {
  const isVideo = !('no' in expected) || expected.video;
  return isVideo ? videoId(file) : sha256(await file.arrayBuffer());
}
