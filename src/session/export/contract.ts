/** Exporting photos, galleries of them, and lists and tables. */

import type { ReadonlySignal } from '@preact/signals';
import type { GeoPoint, PhotoCard, PhotoNo } from '#core/photo';
import type { WallTime } from '#core/wall-clock';

/** Progress of saving several copies, or a gallery. */
export interface Saving {
  done: number;
  total: number;
}

export type ListFormat = 'csv' | 'json';

/** Rows for other programs, one per photo. */
export interface Table {
  /** File name without its extension. */
  name: string;
  head: readonly string[];
  photos: readonly PhotoCard[];
  /** @param path where the photo was found, with the file name; empty if the photo was removed */
  row(index: number, path: string): readonly (string | number)[];
}

/** Objects for other programs, one per photo. */
export interface Items {
  /** File name without its extension. */
  name: string;
  photos: readonly PhotoCard[];
  /** Approximate number of values in an object; determines how many are written before the page may draw. */
  width: number;
  /** @param path as in `Table.row` */
  item(index: number, path: string): object;
}

/** Longest edge of the pictures in pixels; null: the original files. */
export type GallerySize = 1280 | 2048 | null;

export const GALLERY_SIZES: readonly GallerySize[] = [1280, 2048, null];

/** What a gallery tells of its photos, beside showing them. */
export interface GalleryTells {
  captions: boolean;
  dates: boolean;
  tags: boolean;
  favourites: boolean;
  places: boolean;
  people: boolean;
}

/** A gallery to give away: pages that open in any browser from the disk, and the pictures beside them. */
export interface Gallery {
  title: string;
  size: GallerySize;
  tells: GalleryTells;
  /** `folder`: a new one inside a folder that the user picks. */
  as: 'zip' | 'folder';
  words: GalleryWords;
}

/** The words of a gallery, in the language of whoever gives it away. */
export interface GalleryWords {
  /** BCP 47 tag. */
  language: string;
  previous: string;
  next: string;
  close: string;
  /** Plays the clip of a motion or Live Photo. */
  moment: string;
  /** Opens the original file. */
  original: string;
  favourite: string;
  /** What to do if there are no pictures beside the page. */
  packed: string;
  photos(count: number): string;
  /** @param position from 1 */
  photo(position: number, total: number): string;
  video(length: string): string;
  length(seconds: number): string;
  day(taken: WallTime): string;
  /** A place without a city near it. */
  point(place: GeoPoint): string;
}

/** What photos hold that a gallery may tell, and how large it would be. */
export interface GalleryFacts {
  /** Photos with each. */
  captions: number;
  dates: number;
  tags: number;
  favourites: number;
  places: number;
  /** When the first and the last one were taken; null if it is known of none. */
  days: { from: WallTime; to: WallTime } | null;
  /** Bytes by the size of the pictures, in the order of `GALLERY_SIZES`; estimated. */
  bytes: readonly number[];
}

/**
 * Exports originals if they can be read right now, else the stored previews, and then a notice says so. No
 * verb rejects: errors become notices.
 */
export interface Export {
  /** Null unless copies or a gallery are being saved. Then saving others is refused with a notice. */
  readonly saving: ReadonlySignal<Saving | null>;
  /** Whether to offer sharing: the browser can share files, and the primary pointer is a finger. */
  canShare(): boolean;
  /**
   * Saves copies: one as a file, a Live Photo as a ZIP of its two; several into a picked folder, or as a ZIP if the browser
   * has no picker.
   */
  save(photos: readonly PhotoNo[]): Promise<void>;
  /**
   * Saves a gallery, the oldest photo first. Of what cannot be read now it has the previews, of videos that cannot be
   * freed of their metadata a picture, and what has neither is left out; notices name them. If it is cancelled or
   * fails, nothing of it is left, or a notice says so.
   * @returns false if the user cancelled it
   */
  give(photos: readonly PhotoNo[], gallery: Gallery): Promise<boolean>;
  /** Returns null if the library cannot tell it. */
  galleryFacts(photos: readonly PhotoNo[]): Promise<GalleryFacts | null>;
  /** Cancels saving. */
  cancel(): void;
  /** Shares photos with another app, of Live Photos the still alone; saves copies if the device cannot share them. */
  share(photos: readonly PhotoNo[]): Promise<void>;
  /** Copies to the clipboard: one photo as a picture, several as their names. */
  copy(photos: readonly PhotoNo[]): Promise<void>;
  /** Saves a list of these photos (default: all that are shown) with the scores of the present query. */
  list(format: ListFormat, photos?: readonly PhotoNo[]): Promise<void>;
  /** Saves a table as CSV. */
  table(table: Table): Promise<void>;
  /** Saves objects as a JSON array. */
  items(items: Items): Promise<void>;
  /** Opens the original in a new tab. */
  openOriginal(photo: PhotoNo): Promise<void>;
}
