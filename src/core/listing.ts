/** A photo as a line of a list that other programs read. The names of its fields are kept for good. */

import type { Photo } from './photo';
import type { Strength } from './rank';
import type { WallTime } from './wall-clock';

/**
 * What a spreadsheet may take for a formula, which can send data away: `=`, `+`, `-`, `@`, also in full
 * width (Japanese and Chinese keyboards) and after white space. Papa Parse's own rule covers neither.
 */
export const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;

export interface Listing {
  name: string;
  /** Inside the source, with the file name. */
  path: string | null;
  /** Name of the folder; "files" and "sample" for photos that came from no folder. */
  source: string | null;
  /** When it was taken, as the clock on the wall showed it: "2024-05-01T12:34:56". */
  taken: string;
  /** Minutes by which that clock was ahead of UTC: 540 in Tokyo; null if they are not known. */
  offset: number | null;
  width: number;
  height: number;
  bytes: number;
  /** Media type. */
  type: string;
  camera: string | null;
  /** Degrees, positive north and east. */
  latitude: number | null;
  longitude: number | null;
  caption: string | null;
  tags: readonly string[];
  favourite: boolean;
  /** Cosine with the query, -1..1; null in a list that is not ranked. */
  score: number | null;
  strength: Strength | null;
}

/** A photo with the first place where it was found. */
export type ListedPhoto = Photo & {
  origins: readonly { source: { kind: string; name: string }; path: string }[];
};

export function listingOf(photo: ListedPhoto, found?: { score: number; strength: Strength }): Listing {
  const [origin] = photo.origins;
  return {
    name: photo.name,
    path: origin?.path ?? null,
    source: origin ? origin.source.name || origin.source.kind : null,
    taken: writeWallTime(photo.taken),
    offset: photo.offset ?? null,
    width: photo.width,
    height: photo.height,
    bytes: photo.bytes,
    type: photo.type,
    camera: photo.camera ?? null,
    latitude: photo.place?.latitude ?? null,
    longitude: photo.place?.longitude ?? null,
    caption: photo.caption ?? null,
    tags: photo.tags ?? [],
    favourite: photo.favourite === true,
    score: found?.score ?? null,
    strength: found?.strength ?? null,
  };
}

/** Writes to the second, "2024-05-01T12:34:56": cameras write it so, and spreadsheets read it as a date. */
export function writeWallTime(time: WallTime): string {
  return new Date(time).toISOString().slice(0, -5);
}
