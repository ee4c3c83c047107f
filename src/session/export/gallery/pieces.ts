/** What is given of one photo: its picture or video, what it plays, its original, its thumbnail. */

import { jpegName, mediaName } from '#core/file-names';
import { instantOf } from '#core/wall-clock';
import { isShown } from '#workers/decode/contract';
import type { LibraryWorker, PhotoDetails } from '#workers/library/contract';
import type { GallerySize } from '../contract';

/** Longest edge of the copy that is shown of an original that browsers do not show. */
export const SHOWN_EDGE = 2048;
/** Where only the thumbnail of a copy is taken: no thumbnail is wider. */
const THUMBNAIL_EDGE = 640;

export interface Piece {
  kind: 'picture' | 'video';
  /** What opens, named as it will be; a video is its file. */
  picture: File;
  /** The clip of a motion or Live Photo. */
  moment: File | null;
  /** The original, if `picture` is a copy because browsers do not show its format. */
  original: File | null;
  thumbnail: Blob;
  /** Pixels of the picture; of a video of its poster. */
  width: number;
  height: number;
  /** The original cannot be read now: `picture` is of the preview. */
  isSmall: boolean;
  /** What plays is not there: it cannot be read now, or not be freed of its metadata. */
  isStill: boolean;
}

interface Parts {
  library: Pick<LibraryWorker, 'reduced' | 'clipToGive' | 'takeOut'>;
  size: GallerySize;
  /** Copies get the date of the photo, else that of today. */
  dated: boolean;
}

/** Whether browsers show the original, upright. One with scripts in it would run when it is opened from the disk. */
export function showsAsItIs({ type, turned }: PhotoDetails): boolean {
  return isShown(type) && !turned && type !== 'image/svg+xml';
}

/** Whether it is known when it was taken: the date of its file is most likely that of a copy. */
export function isDated({ takenFrom }: PhotoDetails): boolean {
  return takenFrom !== 'file';
}

function isPlaying({ video, motion, live }: PhotoDetails): boolean {
  return Boolean(video || motion || live);
}

/** @returns null if nothing of the photo can be read now */
export async function pieceOf(photo: PhotoDetails, parts: Parts): Promise<Piece | null> {
  try {
    return await made(photo, parts);
  } catch (error) {
    console.warn(`${photo.name} cannot be given:`, error);
    return null;
  }
}

async function made(photo: PhotoDetails, { library, size, dated }: Parts): Promise<Piece | null> {
  const { no, name, type, video } = photo;
  const edge = size ?? (showsAsItIs(photo) || video ? THUMBNAIL_EDGE : SHOWN_EDGE);
  const copy = await library.reduced(no, edge);
  if (!copy) return null;
  const lastModified = dated && isDated(photo) ? instantOf(photo) : Date.now();
  const picture = new File([copy.picture], jpegName(name), { type: 'image/jpeg', lastModified });
  const { thumbnail, width, height } = copy;
  // Without its metadata beside copies. What cannot be freed of that is not given.
  const found = isPlaying(photo) ? await library.clipToGive(no, size !== null).catch(() => null) : null;
  const clip = found && (await isReadable(found)) ? found : null;
  const piece: Piece = {
    ...{ kind: 'picture', picture, thumbnail, width, height, original: null },
    moment: clip && !video ? named(clip, clip.name) : null,
    isSmall: !copy.original && !video,
    isStill: isPlaying(photo) && !clip,
  };
  if (video) return clip ? { ...piece, kind: 'video', picture: named(clip, name) } : piece;
  if (size !== null) return piece;
  const taken = await library.takeOut(no);
  if (!taken || !(await isReadable(taken.file))) return { ...piece, isSmall: true };
  if (!taken.original) return { ...piece, picture: taken.file, isSmall: true };
  const original = named(taken.file, name, type);
  return { ...piece, ...(showsAsItIs(photo) ? { picture: original } : { original }), isSmall: false };
}

/**
 * Whether a file can be read: one that is deleted, kept by a cloud, or on a bad disk is found out only by reading. It
 * must cost itself, and not the whole gallery while that is written.
 */
async function isReadable(file: File): Promise<boolean> {
  try {
    await Promise.all([file.slice(0, 1).arrayBuffer(), file.slice(-1).arrayBuffer()]);
    return true;
  } catch {
    return false;
  }
}

/** A file under a name that no browser takes for a page. */
function named(file: File, name: string, type = file.type): File {
  return new File([file], mediaName(name, type), { type, lastModified: file.lastModified });
}
