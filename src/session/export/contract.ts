/** Exporting photos, and lists and tables of them. */

import type { ReadonlySignal } from '@preact/signals';
import type { PhotoCard, PhotoNo } from '#core/photo';

/** Progress of saving several copies. */
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

/**
 * Exports originals if they can be read right now, else the stored previews, and then a notice says so. No
 * verb rejects: errors become notices.
 */
export interface Export {
  /** Null unless copies are being saved. */
  readonly saving: ReadonlySignal<Saving | null>;
  /** Whether to offer sharing: the browser can share files, and the primary pointer is a finger. */
  canShare(): boolean;
  /**
   * Saves copies: one as a file, a Live Photo as a ZIP of its two; several into a picked folder, or as a ZIP if the browser
   * has no picker.
   */
  save(photos: readonly PhotoNo[]): Promise<void>;
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
