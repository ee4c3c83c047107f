/** What photos hold that a gallery may tell, and an estimate of its size. */

import type { WallTime } from '#core/wall-clock';
import type { PhotoDetails, PhotoFile } from '#workers/library/contract';
import { GALLERY_SIZES, type GalleryFacts, type GallerySize } from '../contract';
import { isDated, SHOWN_EDGE, showsAsItIs } from './pieces';

/** Of a JPEG as the decoder writes it. The sample album: 0.19, from 0.04 of a drawing to 0.39 of leaves. */
const BYTES_PER_PIXEL = 0.2;
/** Of a thumbnail 320 pixels high, with its line on the page. */
const THUMBNAIL = 20_000;
/** The page's script and style. */
const PAGE = 12_000;

/** @param files of Live Photos, the clips among them */
export function factsOf(photos: readonly PhotoDetails[], files: readonly PhotoFile[]): GalleryFacts {
  const count = (holds: (photo: PhotoDetails) => unknown) => photos.filter(holds).length;
  const taken = photos.filter(isDated).map((photo) => photo.taken);
  const clips = clipBytes(photos, files);
  const bytesAt = (size: GallerySize) =>
    photos.reduce((sum, photo) => sum + pictureBytes(photo, size) + (clips.get(photo.no) ?? 0), PAGE);
  return {
    captions: count(({ caption }) => caption),
    dates: taken.length,
    tags: count(({ tags }) => tags?.length),
    favourites: count(({ favourite }) => favourite),
    places: count(({ place }) => place),
    days: daysOf(taken),
    bytes: GALLERY_SIZES.map(bytesAt),
  };
}

function daysOf(taken: readonly WallTime[]): GalleryFacts['days'] {
  const [first] = taken;
  if (first === undefined) return null;
  const extreme = (isBeyond: (a: WallTime, b: WallTime) => boolean) =>
    taken.reduce((most, time) => (isBeyond(time, most) ? time : most), first);
  return { from: extreme((a, b) => a < b), to: extreme((a, b) => a > b) };
}

/** Of what stands for the photo; a video's thumbnail alone, because its file is counted as a clip. */
function pictureBytes(photo: PhotoDetails, size: GallerySize): number {
  if (photo.video) return THUMBNAIL;
  if (size !== null) return THUMBNAIL + copyBytes(photo, size);
  return THUMBNAIL + photo.bytes + (showsAsItIs(photo) ? 0 : copyBytes(photo, SHOWN_EDGE));
}

function copyBytes({ width, height }: PhotoDetails, edge: number): number {
  const scale = Math.min(1, edge / Math.max(width, height, 1));
  return width * height * scale ** 2 * BYTES_PER_PIXEL;
}

/** Bytes of what plays, by photo. */
function clipBytes(photos: readonly PhotoDetails[], files: readonly PhotoFile[]): Map<number, number> {
  const stills = new Map(photos.map(({ no, bytes }) => [no, bytes]));
  // Of a Live Photo, a file that is not its still.
  const besides = files.filter(({ photo, bytes }) => stills.get(photo) !== bytes);
  const clips = new Map(besides.map(({ photo, bytes }) => [photo, bytes]));
  for (const { no, video, motion, bytes } of photos) {
    if (video) clips.set(no, bytes);
    else if (motion) clips.set(no, motion.bytes);
  }
  return clips;
}
