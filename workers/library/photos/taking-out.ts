/** Hands photos out of the library: their best available bytes, and their details. */

import { isShown } from '#core/away';
import { jpegName, stemOf } from '#core/file-names';
import type { Origin, Photo, PhotoNo, Source } from '#core/photo';
import { instantOf } from '#core/wall-clock';
import { fetchSample } from '#net/album';
import { photo, previewOf } from '#store/photos';
import { allSources, originsOfPhoto } from '#store/sources';
import type { PhotoDetails, TakenOut } from '../contract';
import { readOriginal } from '../sources/originals';
import type { PickedBytes } from '../sources/picked-bytes';

/** Videos that were picked in this tab. */
type Picked = Pick<PickedBytes, 'videoAt'>;

/** See `LibraryWorker.takeOut`. */
export async function takeOut(no: PhotoNo, picked: Picked): Promise<TakenOut | null> {
  const [found, origins] = await Promise.all([photo(no), originsOfPhoto(no)]);
  if (!found) return null;
  const original = await originalOf(origins, picked);
  if (original) {
    // Some systems derive no media type from the name, so this is the one that was read from the bytes.
    const file = named(original, found.name, found.type, original.lastModified);
    const clip = found.live && (await clipFile(origins, picked));
    return { file, original: true, ...(clip && { clip: besideStill(clip, found.name) }) };
  }
  const preview = await previewOf(no);
  if (!preview) return null;
  const modified = origins[0]?.modified ?? instantOf(found);
  return { file: named(preview, jpegName(found.name), preview.type, modified), original: false };
}

/** See `LibraryWorker.clip`. */
export async function clipOf(no: PhotoNo, picked: Picked): Promise<Blob | null> {
  const found = await photo(no);
  if (!found?.video && !found?.motion && !found?.live) return null;
  const origins = await originsOfPhoto(no);
  const isBeside = found.live && !found.motion;
  const original = await (isBeside ? clipFile(origins, picked) : originalOf(origins, picked));
  if (!original) return null;
  const { offset, bytes } = found.motion ?? { offset: 0, bytes: original.size };
  // A browser asks for the type before it plays.
  return original.slice(offset, offset + bytes, playedAs(isBeside ? original.type : found.type));
}

/** Chromium refuses QuickTime's own type, though it plays what is in it. */
function playedAs(type: string): string {
  return type === 'video/webm' || type === 'video/x-matroska' ? type : 'video/mp4';
}

/** See `LibraryWorker.detailsOf`. */
export async function detailsOf(nos: readonly PhotoNo[]): Promise<PhotoDetails[]> {
  const sources = await allSources();
  const all = await Promise.all(
    nos.map(async (no) => {
      const [found, origins] = await Promise.all([photo(no), originsOfPhoto(no)]);
      return found && [withOrigins(found, origins, sources)];
    }),
  );
  return all.flatMap((details) => details ?? []);
}

function withOrigins(found: Photo, origins: readonly Origin[], sources: readonly Source[]): PhotoDetails {
  return {
    ...found,
    origins: (origins.some(isShown) ? origins.filter(isShown) : origins).flatMap(({ source, path }) => {
      const from = sources.find(({ id }) => id === source);
      return from ? { source: from, path } : [];
    }),
  };
}

/** Reads the original: from its folder if that is readable now, from this tab, or a sample from the network. */
async function originalOf(
  origins: readonly Pick<Origin, 'source' | 'path'>[],
  picked: Picked,
): Promise<File | undefined> {
  const sources = await allSources();
  for (const { source: id, path } of origins) {
    const source = sources.find((one) => one.id === id);
    const file =
      source?.kind === 'sample'
        ? await fetchSample(path).catch(() => undefined)
        : ((await readOriginal(source, path)) ?? picked.videoAt(id, path));
    if (file) return file;
  }
  return undefined;
}

/** Reads the clip of a Live Photo, beside any of its stills. */
function clipFile(origins: readonly Origin[], picked: Picked): Promise<File | undefined> {
  return originalOf(
    origins.flatMap(({ source, clip }) => (clip ? { source, path: clip.path } : [])),
    picked,
  );
}

/** Names a clip like its still, so that other programs pair them too. */
function besideStill(clip: File, still: string): File {
  const ending = clip.name.slice(clip.name.lastIndexOf('.'));
  return named(clip, stemOf(still) + ending, clip.type, clip.lastModified);
}

function named(bytes: Blob, name: string, type: string, lastModified: number): File {
  return new File([bytes], name, { type, lastModified });
}
