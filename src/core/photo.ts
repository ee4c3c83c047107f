/** The words for what is in a library: they mean the same on the page and in every worker. */

import type { ProblemCode } from './errors';
import { firstWhere } from './first-where';
import type { Moment, WallTime } from './wall-clock';

/** Hex SHA-256 of the original's bytes, of a large video of pieces: a moved or renamed file stays the same photo. */
export type PhotoId = string;

/**
 * Number of a photo inside one library, in order of arrival, from 1, never used again.
 * Vectors and rankings speak of photos by number: 4 bytes instead of 64.
 */
export type PhotoNo = number;

/** What the grid knows of a photo. 20,000 of these live on the page, so they stay small. */
export interface PhotoCard {
  no: PhotoNo;
  name: string;
  /** Pixels of the upright original. */
  width: number;
  height: number;
  /** Average colour, 0xRRGGBB, shown until the thumbnail is there. */
  color: number;
  /** When it was taken (or, failing that, last changed), by the clock on the wall there. */
  taken: WallTime;
  /** The user's own mark, at first that of the file. Left out if there is none, as for most photos. */
  favourite?: true;
  /** Only of a video. */
  video?: Video;
  /** Only of a motion photo: its clip. */
  motion?: Motion;
  /** Only of a Live Photo: its clip is a file beside one of its own (`Origin.clip`). */
  live?: true;
}

/** Where the clip of a motion photo is inside the file of its picture, in bytes. */
export interface Motion {
  offset: number;
  bytes: number;
}

/** What makes a photo a video: everything else of it is that of its poster. */
export interface Video {
  /** Its length. */
  seconds: number;
  /** Moment of the picture that stands for it, in seconds: the first one that is not nearly black. */
  poster: number;
}

/** A further picture of a video. It has an embedding and a preview under a number of its own, but is no photo. */
export interface Frame {
  no: PhotoNo;
  /** The video. */
  photo: PhotoNo;
  /** Its moment. */
  seconds: number;
}

/** Compares as the library shows its photos: newest first, photos of the same moment in order of arrival. */
export function newestFirst(a: Pick<PhotoCard, 'taken' | 'no'>, b: Pick<PhotoCard, 'taken' | 'no'>): number {
  return b.taken - a.taken || a.no - b.no;
}

/**
 * Adds photos, in any order, to a list that is sorted by `newestFirst`. A few arrive at a time: each is compared with
 * about log2 of the list, where sorting it again would compare all of it. Many are cheapest in that order.
 */
export function joinedInOrder(list: readonly PhotoCard[], more: readonly PhotoCard[]): PhotoCard[] {
  const joined = [...list];
  for (const card of more) {
    const place = firstWhere(joined.length, (i) => newestFirst(joined[i] as PhotoCard, card) > 0);
    joined.splice(place, 0, card);
  }
  return joined;
}

/** Degrees, positive north and east. */
export interface GeoPoint {
  latitude: number;
  longitude: number;
}

/** Everything known about a photo. */
export interface Photo extends PhotoCard, Moment {
  id: PhotoId;
  /** Media type told by the bytes, not by the name. */
  type: string;
  /** Size of the original in bytes. */
  bytes: number;
  /** Whether `taken` comes from the camera (or another program's metadata), the file's name, or its date. */
  takenFrom: 'camera' | 'name' | 'file';
  camera?: string;
  place?: GeoPoint;
  /** A part of the picture is missing, because the file is cut off. */
  incomplete?: true;
  /** Where it was indexed, the browser shows the original as it is stored: not upright, or in other colours. */
  turned?: true;
  /** The file says that it is a screenshot. */
  screenshot?: true;
  /** Apple's identifier, which the clip of a Live Photo has too. */
  contentId?: string;
  /** What the file says of itself (EXIF, IPTC, XMP). */
  caption?: string;
  /** The user's own words for it, in the order they were given; the first are those of the file. */
  tags?: string[];
  /** When it came into the library, milliseconds since 1970. */
  added: number;
}

export type SourceId = string;
export type SourceKind = 'folder' | 'files' | 'sample';

/** Where photos come from. Only a folder can be read again later. */
export interface Source {
  id: SourceId;
  kind: SourceKind;
  /** The folder's name; empty for the other kinds, which the interface names itself. */
  name: string;
  added: number;
  /** Only for folders picked in a browser that has the File System Access API. */
  handle?: FileSystemDirectoryHandle;
  /** Paths of subfolders that the user leaves out, with everything below them. */
  leftOut?: string[];
}

/**
 * One place where a photo's bytes were found. A photo may have several; a missing one is kept only as long as
 * there is no other (`core/away`).
 */
export interface Origin {
  source: SourceId;
  /** Path inside the source, with the file name. */
  path: string;
  bytes: number;
  /** Last change of the file, milliseconds since 1970. */
  modified: number;
  photo: PhotoNo;
  /** When the file was found to be gone, milliseconds since 1970. */
  missing?: number;
  /** The user leaves the file out: its subfolder, or files of its kind. */
  leftOut?: true;
  /** The clip of a Live Photo, beside its still. It is no photo, and has no origin of its own. */
  clip?: Clip;
  /** Of a video: path of the still of its name, once it is known to be no clip of that. */
  apart?: string;
}

/** A file beside a still: the moment that a Live Photo plays. */
export interface Clip {
  /** Path inside the source of the still. */
  path: string;
  bytes: number;
  /** Last change of the file, milliseconds since 1970. */
  modified: number;
  /** As `videoId` says. */
  id: PhotoId;
}

/** Kinds of pictures that the user leaves out. */
export interface LeaveOut {
  screenshots?: true;
  icons?: true;
}

/** A file that could not become a photo. It stays listed until it is retried or dismissed. */
export interface FailedPhoto {
  key: number;
  name: string;
  path: string;
  bytes: number;
  reason: ProblemCode;
  /** For engineers; not translated. */
  detail: string;
  /** Whether its bytes can still be had, so that another try makes sense. */
  retriable: boolean;
}

/**
 * Why a device rests: it is hot; its battery is low and is not being charged; or the browser has closed the tab several
 * times in a row while it indexed, most likely for want of memory.
 */
export type Rest = 'hot' | 'low' | 'crashed';

/** How the indexing stands. */
export interface Indexing {
  state: 'idle' | 'running' | 'paused';
  /** Photos in the library. */
  done: number;
  /** Files listed as unreadable. */
  failed: number;
  /** done + failed + the files still waiting. */
  total: number;
  /** While photos, and all pictures of videos, are encoded anew for another space: those that are. Otherwise null. */
  changing: { done: number; total: number } | null;
  /** The present run alone: what the progress line counts. A run ends when the queue is empty. */
  run: { done: number; total: number };
  /** Photos a second over the last seconds; null until measured. */
  perSecond: number | null;
  /** Files that wait for a folder until the user grants the browser's permission again. */
  locked: number;
  /** Why indexing cannot go on: no model, or no room on the disk. Nothing is lost; `resume` tries again. */
  problem: ProblemCode | null;
  /** Why it pauses by itself, until that is over or the user resumes it. */
  rest?: Rest;
  /** While the index that a folder has in itself is read: how many of its photos are. */
  reading?: { done: number; total: number };
}

/** What the user changes about photos. */
export interface Marks {
  favourite?: boolean;
  addTags?: readonly string[];
  removeTags?: readonly string[];
}
