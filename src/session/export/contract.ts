/** Taking photos out, and lists and tables of them. */

import type { ReadonlySignal } from '@preact/signals';
import type { PhotoCard, PhotoNo } from '#core/photo';

/** How far the saving of several copies is. */
export interface Saving {
  done: number;
  total: number;
}

export type ListFormat = 'csv' | 'json';

/** Rows for other programs, one a photo. */
export interface Table {
  /** Of the file, without its ending. */
  name: string;
  head: readonly string[];
  photos: readonly PhotoCard[];
  /** @param path where the photo was found, with the file name; empty if it is gone */
  row(index: number, path: string): readonly (string | number)[];
}

/** Objects for other programs, one a photo. */
export interface Items {
  /** Of the file, without its ending. */
  name: string;
  photos: readonly PhotoCard[];
  /** About how many values an object has: one slice is written, then the page may draw. */
  width: number;
  /** @param path as `Table.row` has it */
  item(index: number, path: string): object;
}

/**
 * Originals if they can be read right now, else the stored previews, and a notice says so. Nothing here rejects:
 * what goes wrong becomes a notice.
 */
export interface Export {
  /** Null while no copies are saved. */
  readonly saving: ReadonlySignal<Saving | null>;
  /** Whether this device shares files. With a mouse, saving a copy is what is meant. */
  canShare(): boolean;
  /** Saves copies: one as a file; several into a folder that the user picks, or as one ZIP if the browser has none. */
  save(photos: readonly PhotoNo[]): Promise<void>;
  /** Calls the saving off. */
  cancel(): void;
  /** Hands them to another app; if the device does not, copies are saved. */
  share(photos: readonly PhotoNo[]): Promise<void>;
  /** One as a picture, several as their names, to the clipboard. */
  copy(photos: readonly PhotoNo[]): Promise<void>;
  /** Saves a list of these photos, or of all that is shown, with the scores of the present query. */
  list(format: ListFormat, photos?: readonly PhotoNo[]): Promise<void>;
  /** Saves a table as CSV. */
  table(table: Table): Promise<void>;
  /** Saves objects as a JSON array. */
  items(items: Items): Promise<void>;
  /** In a tab of its own. */
  openOriginal(photo: PhotoNo): Promise<void>;
}
